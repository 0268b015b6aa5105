"""Until when a text is held back: EMBARGOED UNTIL 18:00 CET, 10 NOVEMBER 2026. Pure."""

import datetime
import re

from news.report.lines.page_dates import date_of

EMBARGO = re.compile(
    r"^\W{0,5}(?:(?:strictly |under )?embargo(?:ed)?\b|sperrfrist\b|sous embargo\b|onder embargo\b|hold for release\b|"
    r"not for (?:publication|release) before\b)",
    re.IGNORECASE,
)
LONGEST = 120  # characters of an embargo
MOST_WORDS = 16
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s{0,2}(?P<half>a\.?m\.?|p\.?m\.?)?\s{0,2}(?:hours|hrs|Uhr|uur|"
    r"heures)?"
    r"\s{0,2}\(?(?P<zone>UTC|GMT|CEST|CET|MESZ|MEZ|BST|EET|EEST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|JST|KST)\b"
    r"(?!\s?[+−]\s?\d|[-–]\d)",  # GMT-5 is no zone of this list
    re.IGNORECASE,
)
_HOURS = {
    "UTC": 0,
    "GMT": 0,
    "BST": 1,
    "CET": 1,
    "MEZ": 1,
    "CEST": 2,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
    "JST": 9,
    "KST": 9,
    "EDT": -4,
    "EST": -5,
    "CDT": -5,
    "CST": -6,
    "MDT": -6,
    "MST": -7,
    "PDT": -7,
    "PST": -8,
}


def is_nothing_else(text: str) -> bool:
    """Whether little but the embargo stands on its line, rather than the beginning of a paragraph."""
    return len(text) <= LONGEST and len(text.split()) <= MOST_WORDS


def has_clock(text: str) -> bool:
    """Whether it names a time of day with its zone."""
    return _CLOCK.search(text) is not None


def embargo_end(text: str) -> datetime.datetime | None:
    """The moment, in the zone that the text names; None unless it says day with year, time and zone."""
    clock = _CLOCK.search(text)
    day = date_of(text[: clock.start()] + " " + text[clock.end() :]) if clock else None
    if clock is None or day is None:
        return None
    hour, half = int(clock["hour"]), (clock["half"] or "")[:1].casefold()
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    zone = datetime.timezone(datetime.timedelta(hours=_HOURS[clock["zone"].upper()]))
    try:
        return datetime.datetime.combine(day, datetime.time(hour, int(clock["minute"] or 0)), zone)
    except ValueError:
        return None
