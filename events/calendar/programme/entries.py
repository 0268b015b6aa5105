"""What a programme says of sessions and races, as plain values. Pure."""

import datetime
import zoneinfo
from dataclasses import dataclass

from events.coverage import Slot
from events.models.programme import LENGTH
from events.naming.race import RaceIdentity


@dataclass(frozen=True)
class Setting:
    """An event as far as its programme hangs on it."""

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
    """A session is the one of its number; everything else of it may change."""

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

    def slot(self, key: int) -> Slot:
        """As `events.coverage` takes it; `key` is that of its row."""
        at = self.starts_at
        return Slot(self.date, key, span=(at, self.ends_at or at + LENGTH) if at else None)

    @property
    def span(self) -> tuple[datetime.datetime, datetime.datetime] | None:
        """Only where both ends are known: what must not overlap another session's."""
        return (self.starts_at, self.ends_at) if self.starts_at and self.ends_at else None


def moved_by(before: datetime.datetime | None, now: datetime.datetime | None) -> datetime.timedelta:
    """By how much a start has moved, and what is relative to it moves along; nothing where one of both is not known."""
    return now - before if before and now else datetime.timedelta()


@dataclass(frozen=True)
class RaceEntry:
    """A race is the one of its identity; its number, session and start may change."""

    identity: RaceIdentity
    number: int
    session: int
    starts_at: datetime.datetime | None

    @property
    def title(self) -> str:
        """As pages say it; with its division, which tells two rows of a table apart."""
        return self.identity.full_title


@dataclass(frozen=True)
class Programme:
    """Of one event, whole: sessions and races by number."""

    setting: Setting
    sessions: tuple[SessionEntry, ...]
    races: tuple[RaceEntry, ...]
