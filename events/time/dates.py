"""Spans of days as people write them."""

import datetime


def date_span(first: datetime.date, last: datetime.date) -> str:
    """11–13 November 2022; 30 November – 2 December 2025; 30 December 2025 – 1 January 2026; one day alone."""
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%B %Y}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {last.day} {last:%B %Y}"
    return f"{first.day} {first:%B %Y} – {last.day} {last:%B %Y}"
