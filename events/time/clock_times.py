"""Clock times as people type them in cells, and written so that they read back as the same moments. Pure."""

import datetime
import re
import zoneinfo
from collections.abc import Callable

from events.time import clocks

# Of what runs past midnight: a clock time further on was meant for the day before
LONGEST = datetime.timedelta(hours=12)
DAY = datetime.timedelta(days=1)

CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([+-])(\d\d):?(\d\d))?", re.ASCII)


def clock(text: str) -> datetime.time:
    """9:05, 18:30 or 18:30:00; aware with its offset from UTC where one is written: 02:30+01:00. Raises ValueError."""
    found = CLOCK.fullmatch(text.replace("−", "-"))
    if not found:
        raise ValueError(f"{text!r} is not a clock time such as 18:30")
    *parts, sign, hours, minutes = found.groups()
    try:
        hour, minute, second = (int(part or 0) for part in parts)
        time = datetime.time(hour, minute, second)
        if sign is None:
            return time
        offset = datetime.timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
        return time.replace(tzinfo=datetime.timezone(offset))
    except ValueError as error:
        raise ValueError(f"{text!r} is not a time of day, which is from 00:00 to 23:59") from error


def said(at: datetime.datetime, zone: zoneinfo.ZoneInfo) -> str:
    """The clock time at the venue, as `clock` reads it; with its offset where clocks there show it twice that day."""
    local = at.astimezone(zone)
    offset = clocks.offset_words(at, zone).removeprefix("UTC") if clocks.is_repeated(at, zone) else ""
    return (f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}") + offset


def written(reader: Callable[[], datetime.datetime], zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """The moment that a cell says; of a time that clocks show twice the ValueError says how to write which is meant."""
    try:
        return reader()
    except clocks.RepeatedTimeError as error:
        raise ValueError(f"{error} Write {said(error.first, zone)} or {said(error.second, zone)}.") from error


def after(
    start: datetime.datetime, day: datetime.date, time: datetime.time, zone: zoneinfo.ZoneInfo
) -> datetime.datetime:
    """The moment of the time in what starts then on that day and may run past midnight.

    Of a time that comes twice that day, once before the start, the other is meant. Raises ValueError for a time before
    the start, and as `clocks.moment`.
    """
    found = [at for at in clocks.moments(day, time, zone) if at >= start]
    if len(found) == 1:
        return found[0]
    started = start.astimezone(zone).time()
    if found or time.replace(tzinfo=None) >= started:
        return clocks.moment(day, time, zone)  # which raises: it comes twice, or never
    at = clocks.moment(day + DAY, time, zone)
    if at - start > LONGEST:
        raise ValueError(f"{time:%H:%M} is before the session starts, at {started:%H:%M}")
    return at
