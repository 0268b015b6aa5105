"""Seasons: the shipped ones with their files, and the rules of a new one, copied from another.

`reading.read_season` reads the files, `season_data.load_results` loads them; `copying` copies scales and cups, `notes`
finds notes on cups that results have overtaken.
"""
