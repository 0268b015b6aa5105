"""Reads the clock times that people type in cells, and writes them so that they are read back unchanged. Pure."""

import datetime
import re
import zoneinfo
from collections.abc import Callable

from events.time import clocks

# The longest that something may run past midnight; a later clock time is taken for a time before the start
LONGEST = datetime.timedelta(hours=12)
DAY = datetime.timedelta(days=1)

CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([+-])(\d\d):?(\d\d))?", re.ASCII)


def parse_clock(text: str) -> datetime.time:
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


def clock_text(at: datetime.datetime, zone: zoneinfo.ZoneInfo) -> str:
    """The clock time in the zone, as `parse_clock` reads it, with its UTC offset if it occurs twice that day."""
    local = at.astimezone(zone)
    offset = clocks.offset_words(at, zone).removeprefix("UTC") if clocks.is_repeated(at, zone) else ""
    return (f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}") + offset


def read_moment(reader: Callable[[], datetime.datetime], zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """The moment that `reader` returns for a cell.

    Raises ValueError as `reader` does; for a time that occurs twice its message says how to write which is meant.
    """
    try:
        return reader()
    except clocks.RepeatedTimeError as error:
        raise ValueError(
            f"{error} Write {clock_text(error.first, zone)} or {clock_text(error.second, zone)}."
        ) from error


def moment_after(
    start: datetime.datetime, day: datetime.date, time: datetime.time, zone: zoneinfo.ZoneInfo
) -> datetime.datetime:
    """The moment of that clock time in a session that begins at `start` on `day` and may run past midnight.

    If the time occurs twice that day and only once after the start, the later one is meant. Raises ValueError for a
    time before the start, and what `clocks.moment` raises.
    """
    found = [at for at in clocks.moments(day, time, zone) if at >= start]
    if len(found) == 1:
        return found[0]
    started = start.astimezone(zone).time()
    if found or time.replace(tzinfo=None) >= started:
        return clocks.moment(day, time, zone)  # which raises an error: it occurs twice or never
    at = clocks.moment(day + DAY, time, zone)
    if at - start > LONGEST:
        raise ValueError(f"{time:%H:%M} is before the session starts, at {started:%H:%M}")
    return at
