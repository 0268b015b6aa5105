"""The list of articles: its columns, filters and search."""
