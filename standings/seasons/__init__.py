"""The seasons that are shipped: their files, read (`reading.read_season`) and loaded (`season_data.load_results`)."""
