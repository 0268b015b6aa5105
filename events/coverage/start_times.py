"""When a broadcast of a session may begin, and on which day where only a clock time is given. Pure.

A live broadcast may begin from two hours before the session, with a programme ahead of the racing, until the session is
over. A delayed broadcast, highlights and what is on demand never begin before the session does.
"""

import datetime
from dataclasses import dataclass

from events.coverage.ways import HIGHLIGHTS, LIVE, ON_DEMAND
from events.time.dates import weekday_date
from events.time.moments import Clocks

LIVE_LEAD = datetime.timedelta(hours=2)  # of a live broadcast's programme ahead of the racing
DAY = datetime.timedelta(days=1)

# A broadcast of each kind in a sentence; by default "a live broadcast"
CALLED = {HIGHLIGHTS: "highlights", ON_DEMAND: "a broadcast on demand"}


@dataclass(frozen=True)
class SessionTimes:
    """A session's day at the venue, its start and end (aware) where the start is known, and the venue's clocks."""

    day: datetime.date
    span: tuple[datetime.datetime, datetime.datetime] | None
    clocks: Clocks

    def words(self, at: datetime.datetime) -> str:
        """Sat 15 November 16:45, by the clocks at the venue."""
        local = at.astimezone(self.clocks.zone)
        return f"{weekday_date(local)} {local:%H:%M}"


def default_day(clock: datetime.time, timing: str, times: SessionTimes) -> datetime.date | None:
    """The day at the venue on which a broadcast begins for which only a clock time was given.

    It is the first such time after the session's start, or after two hours before it for a live broadcast: 00:30 for an
    evening session is the night after it. None while the session's start is not known.
    """
    if times.span is None:
        return None
    earliest = (times.span[0] - _lead(timing)).astimezone(times.clocks.zone)
    return earliest.date() + (DAY if clock < earliest.time().replace(tzinfo=None) else datetime.timedelta())


def start_problem(at: datetime.datetime, timing: str, times: SessionTimes) -> str:
    """Why a broadcast with that timing (one of `ways`) can't begin then, in words; empty where it can."""
    what = CALLED.get(timing, f"a {timing} broadcast")
    if times.span is None:
        day = at.astimezone(times.clocks.zone).date()
        if day < times.day or (timing == LIVE and day != times.day):
            rule = "on the session’s day" if timing == LIVE else "on the session’s day or after it"
            return f"{what} must begin {rule}, {weekday_date(times.day)}, not on {weekday_date(day)}"
        return ""
    start, end = times.span
    if timing == LIVE and not start - LIVE_LEAD <= at < end:
        return (
            f"{what} must begin from two hours before the session until it is over, {times.words(start - LIVE_LEAD)} "
            f"to {times.words(end)}, not on {times.words(at)}"
        )
    if timing != LIVE and at < start:
        return f"{what} can't begin before the session, {times.words(start)}, so not on {times.words(at)}"
    return ""


def _lead(timing: str) -> datetime.timedelta:
    return LIVE_LEAD if timing == LIVE else datetime.timedelta()
