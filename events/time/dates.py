"""Days and moments in words, and the numbers of months from their names. Pure."""

import datetime
import zoneinfo

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def month_number(name: str) -> int | None:
    """11 for "November", "NOV." and "nov"; None if the first three letters are not those of a month."""
    start = name[:3].casefold()
    return _MONTHS.index(start) + 1 if start in _MONTHS else None


def long_date(day: datetime.date) -> str:
    """14 November 2025."""
    return f"{day.day} {day:%B %Y}"


def month_and_year(day: datetime.date) -> str:
    """November 2025."""
    return f"{day:%B %Y}"


def day_and_month(day: datetime.date) -> str:
    """14 November."""
    return f"{day.day} {day:%B}"


def weekday_date(day: datetime.date) -> str:
    """Fri 14 November."""
    return f"{day:%a} {day_and_month(day)}"


def long_weekday_date(day: datetime.date) -> str:
    """Friday 14 November."""
    return f"{day:%A} {day_and_month(day)}"


def short_date(day: datetime.date) -> str:
    """Fri 14 Nov."""
    return f"{day:%a} {day.day} {day:%b}"


def short_start(day: datetime.date, at: datetime.datetime | None, zone: zoneinfo.ZoneInfo) -> str:
    """The day and start of something, by the zone's clocks: Fri 14 Nov 19:30; Fri 14 Nov without a time."""
    if at is None:
        return f"{short_date(day)} without a time"
    local = at.astimezone(zone)
    return f"{short_date(local)} {local:%H:%M}"


def utc_moment(at: datetime.datetime) -> str:
    """14 November 2025, 18:30 UTC."""
    utc = at.astimezone(datetime.UTC)
    return f"{long_date(utc)}, {utc:%H:%M} UTC"


def brief_moment(at: datetime.datetime) -> str:
    """For lists of the admin, in UTC: 14 Nov 2025 18:30."""
    utc = at.astimezone(datetime.UTC)
    return f"{utc.day} {utc:%b %Y %H:%M}"


def date_span(first: datetime.date, last: datetime.date) -> str:
    """11–13 November 2022; 30 November – 2 December 2025; 30 December 2025 – 1 January 2026; one day alone."""
    if first == last:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{long_date(last)}"
    if first.year == last.year:
        return f"{day_and_month(first)} – {long_date(last)}"
    return f"{long_date(first)} – {long_date(last)}"
