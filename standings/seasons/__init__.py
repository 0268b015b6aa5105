"""The shipped seasons: their files, read by `reading.read_season` and loaded by `season_data.load_results`."""
