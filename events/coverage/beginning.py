"""When a broadcast of a session may begin, and which day a clock time without one means. Pure.

A live broadcast begins around the session's start: from two hours before it, for a programme ahead of the racing, until
the session is over. Delayed ones and highlights never begin before the session does.
"""

import datetime
from dataclasses import dataclass

from events.time.dates import weekday_date
from events.time.moments import Clocks

AHEAD = datetime.timedelta(hours=2)  # of a live broadcast's programme before the racing
DAY = datetime.timedelta(days=1)
LIVE, HIGHLIGHTS = "live", "highlights"


@dataclass(frozen=True)
class Block:
    """When a session is: its day at the venue, and from when to when (aware), where its start is known."""

    day: datetime.date
    span: tuple[datetime.datetime, datetime.datetime] | None
    clocks: Clocks

    def words(self, at: datetime.datetime) -> str:
        """Sat 15 November 16:45, by the clocks at the venue."""
        local = at.astimezone(self.clocks.zone)
        return f"{weekday_date(local)} {local:%H:%M}"


def day_of(clock: datetime.time, timing: str, block: Block) -> datetime.date | None:
    """The day at the venue on which a broadcast at that clock time begins, if nobody says another.

    The first time from the session's start on, or from two hours before it for a live one: 00:30 for a session in the
    evening is the night after it. None while the session's start is not known: it may be in the evening.
    """
    if block.span is None:
        return None
    earliest = (block.span[0] - _ahead(timing)).astimezone(block.clocks.zone)
    return earliest.date() + (DAY if clock < earliest.time().replace(tzinfo=None) else datetime.timedelta())


def why_not(at: datetime.datetime, timing: str, block: Block) -> str:
    """Why a broadcast of that kind can't begin then, in words; empty where it can."""
    what = "highlights" if timing == HIGHLIGHTS else f"a {timing} broadcast"
    if block.span is None:
        day = at.astimezone(block.clocks.zone).date()
        if day < block.day or (timing == LIVE and day != block.day):
            rule = "on the session’s day" if timing == LIVE else "on the session’s day or after it"
            return f"{what} can begin {rule}, {weekday_date(block.day)}, and not on {weekday_date(day)}"
        return ""
    start, end = block.span
    if timing == LIVE and not start - AHEAD <= at < end:
        return (
            f"{what} can begin from two hours before the session until it is over, {block.words(start - AHEAD)} to "
            f"{block.words(end)}, and not on {block.words(at)}"
        )
    if timing != LIVE and at < start:
        return f"{what} can't begin before the session, {block.words(start)}, and not on {block.words(at)}"
    return ""


def _ahead(timing: str) -> datetime.timedelta:
    return AHEAD if timing == LIVE else datetime.timedelta()
