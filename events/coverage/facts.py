"""What `answers` takes beside rights: events with their sessions, the ISU stream, and what listings say of single
sessions.
"""

import datetime
import zoneinfo
from dataclasses import dataclass, field, replace

from events.time.moments import Clocks


@dataclass(frozen=True)
class SessionFacts:
    """A session, or a day of the event for which no session is known. The day is the one at the venue."""

    day: datetime.date
    key: int | None = None  # of the session; None for a day without one
    is_cancelled: bool = False  # it has an answer, which does not count towards the event's
    span: tuple[datetime.datetime, datetime.datetime] | None = None  # start and end, where known
    has_no_time: bool = False  # postponed or cancelled, itself or with its event: its former time no longer holds
    categories: frozenset[str] = frozenset()  # of its races: women, men, mixed; empty where no race is known

    @property
    def starts_at(self) -> datetime.datetime | None:
        return self.span[0] if self.span else None


@dataclass(frozen=True)
class Showing:
    """How a broadcaster shows one session where that differs from the listing, or that it leaves the session out."""

    session: int
    is_shown: bool = True
    starts_at: datetime.datetime | None = None  # when the broadcast begins; None: with the session
    timing: str = ""  # empty, like the next three: as the right has it
    channel: str = ""
    link: str = ""
    note: str = ""
    # The session's day and start and the venue's zone when this was last entered or confirmed; not compared
    known_date: datetime.date | None = field(default=None, compare=False)
    known_start: datetime.datetime | None = field(default=None, compare=False)
    known_zone: str = field(default="", compare=False)

    def is_unconfirmed(self, session: "SessionFacts", zone: zoneinfo.ZoneInfo) -> bool:
        """Whether the session was moved since this was last entered or confirmed; `zone` is the venue's.

        Publishing a session's start for the first time counts as a move only if the broadcast has a start time. A
        corrected time zone counts only while the session has no start; otherwise its start shows whether it moved.
        """
        if self.known_date is None:
            return False
        is_moved = self.known_start != session.starts_at and bool(self.known_start or self.starts_at)
        return is_moved or self.known_date != session.day or (session.starts_at is None and self.has_other_clocks(zone))

    def has_other_clocks(self, zone: zoneinfo.ZoneInfo) -> bool:
        """Whether the broadcast's start is another clock time in the zone than in the one that it was entered for."""
        if not self.starts_at or not self.known_zone:
            return False
        before, now = (self.starts_at.astimezone(each) for each in (zoneinfo.ZoneInfo(self.known_zone), zone))
        return before.utcoffset() != now.utcoffset()


@dataclass(frozen=True)
class StreamBlock:
    """That the ISU stream of a season, or of some of its events, is not available in some countries or territories."""

    nocs: frozenset[str]
    events: frozenset[int] = frozenset()  # empty: the whole season
    source: str = ""
    note: str = ""
    checked_on: datetime.date | None = None

    def holds(self, noc: str, event: int) -> bool:
        """Whether it holds in that country for the event with that key."""
        return noc in self.nocs and (not self.events or event in self.events)


@dataclass(frozen=True)
class Stream:
    """The ISU's own stream of a season."""

    name: str
    link: str
    source: str = ""
    note: str = ""
    checked_on: datetime.date | None = None
    blocks: tuple[StreamBlock, ...] = ()


@dataclass(frozen=True)
class EventFacts:
    """What decides who shows an event: its series, season, country, days and sessions, and the season's stream."""

    key: int
    series: int
    season: int
    held_in: str  # NOC code
    clocks: Clocks
    first_day: datetime.date
    last_day: datetime.date
    stream: Stream | None = None
    sessions: tuple[SessionFacts, ...] = ()
    is_over: bool = False
    stream_block: StreamBlock | None = None  # why the stream is not open to the viewer; only as `seen_from` a country

    def seen_from(self, noc: str) -> "EventFacts":
        """The event as it is in that country: without the stream where that is not available."""
        blocks = self.stream.blocks if self.stream else ()
        block = next((each for each in blocks if each.holds(noc, self.key)), None)
        return replace(self, stream=None, stream_block=block) if block else self

    @property
    def categories(self) -> frozenset[str]:
        """Of all its races; empty where those of a session or day aren't known."""
        found = [session.categories for session in self.sessions_and_days if not session.is_cancelled]
        return frozenset().union(*found) if all(found) else frozenset()

    @property
    def sessions_and_days(self) -> tuple[SessionFacts, ...]:
        """Its sessions and each day without a known session, in the order of their days."""
        known = {session.day for session in self.sessions}
        days = (self.first_day + datetime.timedelta(days=n) for n in range((self.last_day - self.first_day).days + 1))
        return tuple(
            sorted([*self.sessions, *(SessionFacts(day) for day in days if day not in known)], key=lambda s: s.day)
        )
