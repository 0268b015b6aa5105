"""The content of standings pages and files, in rooms by subject: cups, races, skaters.

`nations` is about countries, `known_seasons` says what of a season may be counted.
"""
