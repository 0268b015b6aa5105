"""A programme's sessions and races as plain values. Pure."""

import datetime
import zoneinfo
from dataclasses import dataclass

from events.coverage import SessionFacts
from events.models.programme import LENGTH
from events.naming.race import RaceIdentity


@dataclass(frozen=True)
class EventRef:
    """What reading an event's programme needs to know of the event."""

    key: int
    season: str
    number: int
    title: str
    first_day: datetime.date
    last_day: datetime.date
    zone: zoneinfo.ZoneInfo
    is_whole: bool = False  # whether its programme counts as complete


@dataclass(frozen=True)
class SessionEntry:
    """A session, identified by its number; everything else may change."""

    number: int
    name: str
    date: datetime.date
    starts_at: datetime.datetime | None
    ends_at: datetime.datetime | None

    @property
    def title(self) -> str:
        return f"Session {self.number}" + (f", {self.name}" if self.name else "")

    @property
    def when(self) -> tuple[datetime.date, datetime.datetime | None, datetime.datetime | None]:
        return self.date, self.starts_at, self.ends_at

    def facts(self, key: int) -> SessionFacts:
        """What `events.coverage` needs; `key` is the primary key of its row."""
        at = self.starts_at
        return SessionFacts(self.date, key, span=(at, self.ends_at or at + LENGTH) if at else None)

    @property
    def span(self) -> tuple[datetime.datetime, datetime.datetime] | None:
        """Start and end if both are known: these must not overlap another session's."""
        return (self.starts_at, self.ends_at) if self.starts_at and self.ends_at else None


def moved_by(before: datetime.datetime | None, now: datetime.datetime | None) -> datetime.timedelta:
    """By how much a start has moved; zero where either is not known."""
    return now - before if before and now else datetime.timedelta()


@dataclass(frozen=True)
class RaceEntry:
    """A race, identified by its identity; its number, session and start may change."""

    identity: RaceIdentity
    number: int
    session: int
    starts_at: datetime.datetime | None

    @property
    def title(self) -> str:
        """With Division A written out, which tells rows of a table apart."""
        return self.identity.full_title


@dataclass(frozen=True)
class Programme:
    """All sessions and races of one event, each in the order of their numbers."""

    event: EventRef
    sessions: tuple[SessionEntry, ...]
    races: tuple[RaceEntry, ...]
