"""Races as pages and files give them: podiums, start lists, notes, the fastest times known here.

`podiums` has those of an event's races, `start_lists` who starts, `race_exports` a result's CSV and JSON.
"""
