"""Points and places: how they are computed and stored, what can still change, and how complete a standing is.

Pure: `points.score_round`, `title_race`, `completeness.completeness`, `wording`. With queries: `recompute.recompute`
stores a season's standings, `progress.Seasons` says how complete each is, `headlines.headlines` has one line for each
cup.
"""
