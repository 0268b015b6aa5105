"""Results that contradict themselves, results that change after they were published, and skaters with two records.

`contradictions` and `moving` are pure: what of a result can't be, and who moves where when somebody is disqualified or
counts again. `deeds` writes it together with the standings, `withdrawn` takes a whole result away: the race was
cancelled, abandoned or is skated again. `published` says on the race's page what changed. `merging` makes one of two
records of a skater.
"""
