"""Broadcast rights as `answers` takes them: with their territory resolved."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from events.coverage.facts import EventFacts, SessionFacts, Showing
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

    def concerns(self, event: EventFacts) -> bool:
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

    def holds_for(self, event: EventFacts) -> bool:
        """Whether it is for this event on the day of at least one of its sessions."""
        return self.concerns(event) and any(self.holds_on(session.day) for session in event.sessions_and_days)

    def covers(self, event: EventFacts, day: datetime.date) -> bool:
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


def by_noc(rights: Iterable[Right]) -> Mapping[str, list[Right]]:
    """The rights by the NOC code of each country that they name: those for it, and those that exclude it."""
    found: dict[str, list[Right]] = defaultdict(list)
    for right in rights:
        for noc in right.nocs | right.except_nocs:
            found[noc].append(right)
    return found
