"""Points and places: computing and storing them, what can still change, and how complete a standing is.

Pure: `points.score_round`, `title_race`, `completeness.completeness`, `wording`. With queries: `recompute.recompute`
stores a season's standings, `progress.SeasonProgrammes` says how complete each is, `headlines.headlines` gives each cup
in one line.
"""
