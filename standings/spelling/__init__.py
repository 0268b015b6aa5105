"""How names, times and what else stands in results are written on sheets and by people: read and compared. Pure.

`matching.NameIndex` finds whose name it is, `decisions` has what people decide of it, `names.from_sheet` reads one as
printed, `names.sort_key` orders them; `times.read_time` and `times.time_text`; `marks.status_of`, `marks.lane_of`;
`headings` of columns.
"""
