"""Reads days as people write them, the day before the month: 31/12/2025, 31.12.2025, 31 Dec 2025, 2025-12-31. Pure."""

import datetime
import re

from events.time.dates import month_number

FORMS = "write 31/12/2025, 31.12.2025, 31 Dec 2025 or 2025-12-31"
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
FIGURES = re.compile(r"(\d{1,2}) ?[./-] ?(\d{1,2})(?: ?[./-] ?(\d{4}|\d{2})?)?", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)? ?([a-z]{3,9})\.?,?(?: ?(\d{4}|\d{2}))?", re.ASCII)
MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? ?(\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?", re.ASCII)
WITH_WEEKDAY = re.compile(r"([a-z]{3,9})\.?,? (.{1,40})")


def read_day(text: str, near: datetime.date | None = None) -> datetime.date:
    """The day. Without a year it is the one nearest to `near`; a weekday before it has to be right.

    Raises ValueError, worded for staff.
    """
    words = " ".join(text.casefold().split())
    weekday = None
    if (found := WITH_WEEKDAY.fullmatch(words)) and (weekday := weekday_number(found[1])) is not None:
        words = found[2]
    try:
        day = _day(words, near)
    except ValueError as error:
        raise ValueError(f"“{_shown(text)}” is not a date: {FORMS}.") from error
    if weekday is not None and day.weekday() != weekday:
        raise ValueError(f"“{_shown(text)}”: that day is a {day:%A}.")
    return day


def weekday_number(name: str) -> int | None:
    """6 for "Sunday" and "Sun."; None for what is no weekday."""
    start = name.casefold().rstrip(".")
    whole = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    found = [
        number for number, day in enumerate(whole) if start == day or (start[:3] == day[:3] and day.startswith(start))
    ]
    return found[0] if len(start) > 2 and found else None


def _day(words: str, near: datetime.date | None) -> datetime.date:
    if found := ISO.fullmatch(words):
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    if found := FIGURES.fullmatch(words):
        return _in_year(found[3], int(found[2]), int(found[1]), near)
    if found := DAY_FIRST.fullmatch(words):
        return _in_year(found[3], month_number(found[2]) or 0, int(found[1]), near)
    if found := MONTH_FIRST.fullmatch(words):
        return _in_year(found[3], month_number(found[1]) or 0, int(found[2]), near)
    raise ValueError(words)


def _in_year(year: str | None, month: int, day: int, near: datetime.date | None) -> datetime.date:
    if year:
        return datetime.date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    if near is None:
        raise ValueError("without a year")
    years = [each for each in (near.year - 1, near.year, near.year + 1) if _exists(each, month, day)]
    return min((datetime.date(each, month, day) for each in years), key=lambda found: abs(found - near))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _shown(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
