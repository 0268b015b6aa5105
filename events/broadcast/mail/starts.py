"""Reads when the broadcast of a session begins, by the clocks of the zone in which a mail gives its times. Pure.

16:45 · 00:30, the first such time from the session's start on · Sun 00:30 · 7/12 00:30 · +30, minutes after the session
begins · 02:30+01:00 where a clock time occurs twice.
"""

import datetime
import re
import zoneinfo

from events.broadcast.covering import is_near
from events.coverage.start_times import SessionTimes, default_day
from events.time import clocks
from events.time.clock_times import clock_text, parse_clock, read_moment
from events.time.dates import short_date, weekday_date
from events.time.moments import Clocks
from events.time.typed_days import read_day, weekday_number

LONGEST = 60  # characters that are read
AFTER = re.compile(r"\+ ?(?:(\d{1,2})[:h] ?)?(\d{1,3}) ?(?:min(?:utes)?|m)?\.?", re.ASCII)
CLOCK = re.compile(r"(\d{1,2})[:.h](\d\d)(:\d\d)? ?([ap]\.?m\.?)?( ?[+−-]\d\d:?\d\d)?", re.ASCII | re.IGNORECASE)
WITH_DAY = re.compile(r"(.{3,40}?)(?:[ ,]{1,2}|(?<=\d)t)(\d{1,2}[:.h]\d\d.{0,20})", re.IGNORECASE)


def read_start(text: str, timing: str, times: SessionTimes, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """The moment. `zone` is the one in which it is typed. Raises ValueError, worded for staff."""
    words = " ".join(text.split())
    if len(words) > LONGEST:
        raise ValueError(f"{len(words)} characters are too long for a time such as 18:30.")
    if found := AFTER.fullmatch(words):
        if times.span is None:
            raise ValueError("The session has no start yet, from which minutes could be counted: write 18:30.")
        return times.span[0] + datetime.timedelta(hours=int(found[1] or 0), minutes=int(found[2]))
    day = None
    if found := WITH_DAY.fullmatch(words):
        day, words = _day(found[1], times.day), found[2]
    time = _clock(words)
    if day is None:
        here = SessionTimes(times.day, times.span, Clocks(zone, ""))
        day = default_day(time.replace(tzinfo=None), timing, here)
        if day is None:
            raise ValueError(f"The session has no start yet: write the day, too, {short_date(times.day)} 18:30.")
    if not is_near(day, times.day):
        raise ValueError(f"The session is on {weekday_date(times.day)}, the broadcast can’t be on {weekday_date(day)}.")
    return read_moment(lambda: clocks.moment(day, time, zone), zone)


def write_start(at: datetime.datetime, session: datetime.date | None, zone: zoneinfo.ZoneInfo) -> str:
    """16:45; Sun 7 Dec 00:30 on another day than the session's, or without one. `read_start` reads it back."""
    local = at.astimezone(zone)
    clock = clock_text(at, zone)
    return clock if local.date() == session else f"{short_date(local)} {clock}"


def _day(words: str, session: datetime.date) -> datetime.date:
    """A weekday is the first from the day before the session on."""
    if (weekday := weekday_number(words)) is None:
        return read_day(words, session)
    before = session - datetime.timedelta(days=1)
    return before + datetime.timedelta(days=(weekday - before.weekday()) % 7)


def _clock(words: str) -> datetime.time:
    found = CLOCK.fullmatch(words)
    if not found:
        raise ValueError(f"“{words}” is not a time such as 18:30, Sun 00:30 or +30.")
    hour, half = int(found[1]), (found[4] or "")[:1].casefold()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"“{words}” is not a time of day.")
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return parse_clock(f"{hour}:{found[2]}{found[3] or ''}{(found[5] or '').strip()}")
    except ValueError as error:
        raise ValueError(f"“{words}” is not a time of day, which is from 00:00 to 23:59.") from error
