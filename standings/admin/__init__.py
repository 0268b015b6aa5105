"""Competitors, rules, result sheets, results and start lists in the admin, for results staff.

Scores and standings are computed and not for typing. Importing the package registers every admin of it.
"""

from standings.admin import competitors, event_results, first_page, rules, sheet_imports, sheets, start_lists

__all__ = ["competitors", "event_results", "first_page", "rules", "sheet_imports", "sheets", "start_lists"]
