"""What the answers are made of: rights with their territory resolved, the stream, and what there is to show."""

import datetime
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from events.coverage.beginning import Block, why_not
from events.time.moments import Clocks, Moment

# Why a broadcast's own time is not said, in words for fans
UNCONFIRMED = "its time not confirmed since the session was moved"
UNFIT = "its time not known: the one on record does not fit the session"


@dataclass(frozen=True)
class Showing:
    """What a broadcaster does with one session: at a time of its own, in another way than usual, or not at all."""

    session: int
    is_shown: bool = True
    starts_at: datetime.datetime | None = None  # when the broadcast begins; None: with the session
    timing: str = ""  # of these, empty ones are as the right has them
    channel: str = ""
    link: str = ""
    note: str = ""
    # The session's day and start, and the venue's zone, when this was last said or confirmed; no part of what it says
    known_date: datetime.date | None = field(default=None, compare=False)
    known_start: datetime.datetime | None = field(default=None, compare=False)
    known_zone: str = field(default="", compare=False)

    def is_unconfirmed(self, slot: "Slot", zone: zoneinfo.ZoneInfo) -> bool:
        """Whether the session was moved since; `zone` is the venue's.

        A start that is published for the first time moves only what has one. Other clocks move a session only while it
        has no start: a start says whether it went with them.
        """
        if self.known_date is None:
            return False
        is_moved = self.known_start != slot.starts_at and bool(self.known_start or self.starts_at)
        return is_moved or self.known_date != slot.day or (slot.starts_at is None and self.has_other_clocks(zone))

    def has_other_clocks(self, zone: zoneinfo.ZoneInfo) -> bool:
        """Whether clocks in the zone show another time, when it begins, than those that it was said by."""
        if not self.starts_at or not self.known_zone:
            return False
        before, now = (self.starts_at.astimezone(each) for each in (zoneinfo.ZoneInfo(self.known_zone), zone))
        return before.utcoffset() != now.utcoffset()


@dataclass(frozen=True)
class Slot:
    """What is shown or not as a whole: a session, or a day while none of it is known. The day is the venue's."""

    day: datetime.date
    session: int | None = None
    is_off: bool = False  # cancelled: it has its answer, and counts for nothing in the event's
    span: tuple[datetime.datetime, datetime.datetime] | None = None  # from when to when it is, where that is known
    is_timeless: bool = False  # postponed or cancelled, itself or with its event: whatever its time was, it isn't now

    @property
    def starts_at(self) -> datetime.datetime | None:
        return self.span[0] if self.span else None


@dataclass(frozen=True)
class Right:
    """A listing with its territory resolved to NOC codes; `season`, `events` empty for all of the series."""

    key: int
    broadcaster: str
    nocs: frozenset[str]
    series: int
    except_nocs: frozenset[str] = frozenset()  # of the group, which don't have it
    season: int | None = None
    events: frozenset[int] = frozenset()
    except_events: frozenset[int] = frozenset()
    except_held_in: frozenset[str] = frozenset()
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    timing: str = "live"
    is_exclusive: bool = False
    is_example: bool = False
    scope: str = "the series"  # in words: the series, the season 2025/26, World Cup 1
    exceptions: str = ""  # in words: except events held in the Netherlands
    group: str = ""  # in words: the name of the group of countries that it is for
    channel: str = ""
    platform: str = ""
    link: str = ""
    access: str = ""
    language: str = ""
    source: str = ""
    note: str = ""
    checked_on: datetime.date | None = None
    showings: tuple[Showing, ...] = ()
    shown_at: Moment | None = None  # in an answer: when, where not with the session
    time_doubt: str = ""  # there: why the time of its own that is on record is not said, in words

    def concerns(self, leg: "Leg") -> bool:
        """Whether the right is for this event, if its days are."""
        return (
            self.series == leg.series
            and self.season in (None, leg.season)
            and (not self.events or leg.key in self.events)
            and leg.key not in self.except_events
            and leg.held_in not in self.except_held_in
        )

    def holds_on(self, day: datetime.date) -> bool:
        """First and last day included."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)

    def holds_for(self, leg: "Leg") -> bool:
        """Whether it is for this event, on the day of one of its sessions at least."""
        return self.concerns(leg) and any(self.holds_on(slot.day) for slot in leg.slots)

    def covers(self, leg: "Leg", day: datetime.date) -> bool:
        """Whether it is for what this event has on that day at the venue."""
        return self.concerns(leg) and self.holds_on(day)

    def showing_of(self, slot: Slot) -> Showing | None:
        return next((each for each in self.showings if each.session == slot.session), None)

    def as_shown(self, showing: Showing | None, slot: Slot, clocks: Clocks) -> "Right":
        """As it is for one session; one that is left out may have a note of its own.

        A time of its own is not said where the session's plan has overtaken it, or where it can't be.
        """
        if showing is None:
            return self
        if not showing.is_shown:
            return replace(self, note=showing.note)
        own = None if slot.is_timeless else showing.starts_at
        doubt = self._time_doubt(showing, own, slot, clocks) if own else ""
        return replace(
            self,
            shown_at=clocks.moment(own, beside=slot.day) if own and not doubt else None,
            time_doubt=doubt,
            timing=showing.timing or self.timing,
            channel=showing.channel or self.channel,
            link=showing.link or self.link,
            note=showing.note or self.note,
        )

    def _time_doubt(self, showing: Showing, own: datetime.datetime, slot: Slot, clocks: Clocks) -> str:
        if showing.is_unconfirmed(slot, clocks.zone):
            return UNCONFIRMED
        block = Block(slot.day, slot.span, clocks)
        return UNFIT if why_not(own, showing.timing or self.timing, block) else ""


@dataclass(frozen=True)
class Stream:
    """The ISU's own stream of a season."""

    name: str
    link: str
    source: str = ""
    note: str = ""
    checked_on: datetime.date | None = None


@dataclass(frozen=True)
class Leg:
    """What there is to know of an event: series and season, days and sessions, who holds it and the clocks there."""

    key: int
    series: int
    season: int
    held_in: str  # the NOC of the country
    clocks: Clocks
    first_day: datetime.date
    last_day: datetime.date
    stream: Stream | None = None
    sessions: tuple[Slot, ...] = ()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Its sessions, and each day of which no session is known, in their order."""
        known = {slot.day for slot in self.sessions}
        days = (self.first_day + datetime.timedelta(days=n) for n in range((self.last_day - self.first_day).days + 1))
        return tuple(sorted([*self.sessions, *(Slot(day) for day in days if day not in known)], key=lambda s: s.day))


def by_noc(rights: Iterable[Right]) -> Mapping[str, list[Right]]:
    """The rights that say anything of a country, by its code: they hold there, or expressly don't."""
    found: dict[str, list[Right]] = defaultdict(list)
    for right in rights:
        for noc in right.nocs | right.except_nocs:
            found[noc].append(right)
    return found
