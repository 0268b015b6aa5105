"""What `answers` takes: broadcast rights with their territory resolved, the ISU stream, and events with sessions."""

import datetime
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from events.coverage.formers import Former, on_day
from events.coverage.start_times import SessionTimes, start_problem
from events.coverage.ways import LIVE, beside
from events.time.moments import Clocks, Moment

# Why the start time of a broadcast is not given, in words for fans
UNCONFIRMED = "start time not confirmed since the session was moved"
UNFIT = "start time not known: the one on record does not fit the session"

EXCEPTIONS = ("except", "without", "outside", "not ")  # how the part of a country begins that is all of it but some
WHOSE = {"women": "women’s", "men": "men’s"}  # competitors in words


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
class Right:
    """A listing with its territory resolved to NOC codes. Without `season` and `events` it is for the whole series."""

    key: int
    broadcaster: str
    nocs: frozenset[str]
    series: int
    except_nocs: frozenset[str] = frozenset()  # countries of the group that it is not for
    season: int | None = None
    events: frozenset[int] = frozenset()
    except_events: frozenset[int] = frozenset()
    except_held_in: frozenset[str] = frozenset()
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    timing: str = "live"
    also: tuple[str, ...] = ()  # further ways in which it is shown, all of which come after `timing`
    competitors: str = ""  # whose races it is for: women, men; empty: everybody's
    part: str = ""  # of the country, in words, where it holds: German-speaking part; empty: in all of it
    only_sessions: bool = False  # it is for the sessions of its showings alone
    is_exclusive: bool = False
    is_example: bool = False
    scope: str = "the series"  # in words: the series, the season 2025/26, World Cup 1
    exceptions: str = ""  # in words: except events held in the Netherlands
    group: str = ""  # the name of the group of countries that it is for
    channel: str = ""
    platform: str = ""
    link: str = ""
    app_link: str = ""
    programme_link: str = ""
    is_geo_blocked: bool = False
    access: str = ""
    language: str = ""
    source: str = ""
    note: str = ""
    checked_on: datetime.date | None = None
    showings: tuple[Showing, ...] = ()
    # What `link` is made of: the listing's own as long as it answers, or else the broadcaster's website
    own_link: str = ""
    website: str = ""
    formers: tuple[Former, ...] = field(default=(), compare=False)
    # Only in an answer:
    shown_at: Moment | None = None  # when the broadcast begins; None: with the session
    time_doubt: str = ""  # why the start time on record is not given, in words
    in_some: bool = False  # of the event's sessions alone, because it is for these

    def concerns(self, event: "EventFacts") -> bool:
        """Whether the right is for this event, leaving its first and last day aside."""
        return (
            self.series == event.series
            and self.season in (None, event.season)
            and (not self.events or event.key in self.events)
            and event.key not in self.except_events
            and event.held_in not in self.except_held_in
        )

    def on_day(self, day: datetime.date) -> "Right":
        """With the broadcaster's name and the links that held on that day."""
        if not self.formers:
            return self
        name, website, link, app_link, programme_link = (
            on_day(self.formers, what, day) for what in ("name", "website", "link", "app_link", "programme_link")
        )
        own_link, website_then = _usable(link, self.own_link), _usable(website, self.website)
        return replace(
            self,
            broadcaster=name.was if name else self.broadcaster,
            link=own_link or website_then,
            own_link=own_link,
            website=website_then,
            app_link=_usable(app_link, self.app_link),
            programme_link=_usable(programme_link, self.programme_link),
        )

    def holds_on(self, day: datetime.date) -> bool:
        """First and last day included."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)

    def holds_for(self, event: "EventFacts") -> bool:
        """Whether it is for this event on the day of at least one of its sessions."""
        return self.concerns(event) and any(self.holds_on(session.day) for session in event.sessions_and_days)

    def covers(self, event: "EventFacts", day: datetime.date) -> bool:
        """Whether it is for this event's sessions of that day, as dated at the venue."""
        return self.concerns(event) and self.holds_on(day)

    def is_of(self, session: SessionFacts) -> bool:
        """Whether it is for races of the session: not if all of them are other competitors'."""
        return not self.competitors or not session.categories or bool(session.categories & {self.competitors, "mixed"})

    def showing_of(self, session: SessionFacts) -> Showing | None:
        """What is on record of the session; of one that is not among the only ones, that it is left out."""
        found = next((each for each in self.showings if each.session == session.key), None)
        return Showing(session.key or 0, is_shown=False) if found is None and self.only_sessions else found

    @property
    def ways(self) -> tuple[str, ...]:
        """All the ways in which it is shown, the best first."""
        return self.timing, *self.also

    @property
    def how(self) -> str:
        """Live, on demand, without a capital."""
        return ", ".join(self.ways)

    @property
    def limits(self) -> tuple[str, ...]:
        """What it is confined to, in words: women’s races only; German-speaking part only; some sessions only."""
        whose = f"{WHOSE[self.competitors]} races only" if self.competitors else ""
        where = self.part if self.part.casefold().startswith(EXCEPTIONS) else f"{self.part} only" if self.part else ""
        return tuple(filter(None, [where, whose, "some sessions only" if self.in_some else ""]))

    @property
    def in_short(self) -> str:
        """What has to be said of it where there is little room: that it isn't live, or not all of it; or nothing."""
        return ", ".join([*([] if self.timing == LIVE else [self.timing]), *self.limits])

    @property
    def further_links(self) -> tuple[tuple[str, str], ...]:
        """Beside the channel's or broadcaster's, by what they lead to."""
        links = (("App", self.app_link), ("Programme", self.programme_link))
        return tuple((name, link) for name, link in links if link)

    def as_shown(self, showing: Showing | None, session: SessionFacts, clocks: Clocks) -> "Right":
        """The right with the showing's details for one session. One that is left out takes only its note.

        The start time on record is not given if the session was postponed, cancelled or moved since, or if such a
        broadcast of the session can't begin then.
        """
        if showing is None:
            return self
        if not showing.is_shown:
            return replace(self, note=showing.note)
        own = None if session.has_no_time else showing.starts_at
        doubt = self._time_doubt(showing, own, session, clocks) if own else ""
        return replace(
            self,
            shown_at=clocks.moment(own, beside=session.day) if own and not doubt else None,
            time_doubt=doubt,
            timing=showing.timing or self.timing,
            also=beside(showing.timing or self.timing, self.also),
            channel=showing.channel or self.channel,
            link=showing.link or self.link,
            note=showing.note or self.note,
        )

    def _time_doubt(self, showing: Showing, own: datetime.datetime, session: SessionFacts, clocks: Clocks) -> str:
        if showing.is_unconfirmed(session, clocks.zone):
            return UNCONFIRMED
        times = SessionTimes(session.day, session.span, clocks)
        return UNFIT if start_problem(own, showing.timing or self.timing, times) else ""


def _usable(former: Former | None, now: str) -> str:
    """The address that pages may lead to."""
    if former is None:
        return now
    return "" if former.is_dead else former.was


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


def by_noc(rights: Iterable[Right]) -> Mapping[str, list[Right]]:
    """The rights by the NOC code of each country that they name: those for it, and those that exclude it."""
    found: dict[str, list[Right]] = defaultdict(list)
    for right in rights:
        for noc in right.nocs | right.except_nocs:
            found[noc].append(right)
    return found
