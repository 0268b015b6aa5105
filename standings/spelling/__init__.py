"""How names and times are written on sheets and by people: read and compared. Pure.

`matching.NameIndex` finds whose name it is, `decisions` has what people decide of it, `names.from_sheet` reads one as
printed, `names.sort_key` orders them; `times.parse_time` and `times.time_text`.
"""
