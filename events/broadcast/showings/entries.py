"""What rows of single sessions may refer to, as plain values. Pure."""

import datetime
import zoneinfo
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from events import coverage
from events.coverage.start_times import SessionTimes
from events.naming.places import Meanings

Pair = tuple[int, int]  # primary keys of a listing and a session, which identify a showing


@dataclass(frozen=True)
class ListingRef:
    """What reading a table of single sessions needs to know of a listing."""

    key: int
    broadcaster: str  # its slug
    name: str  # of the broadcaster
    country: str  # NOC code; empty where the listing is for a group
    group: str
    part: str  # of the country, in words; empty: all of it
    channel: str
    timing: str
    right: coverage.Right
    zone: str = ""  # in which the broadcaster writes its times, where that is known

    @property
    def title(self) -> str:
        """Example TV, SUI, German-speaking part, Example 1 (listing 12)."""
        words = filter(None, (self.name, self.country or self.group, self.part, self.channel))
        return f"{', '.join(words)} (listing {self.key})"


@dataclass(frozen=True)
class SessionRef:
    """What reading a table of single sessions needs to know of a session."""

    key: int
    season: str  # slug
    event: int  # the event's number in the season
    number: int
    title: str  # with its event
    date: datetime.date
    zone: zoneinfo.ZoneInfo
    event_facts: coverage.EventFacts
    span: tuple[datetime.datetime, datetime.datetime] | None  # start and end, where known
    categories: frozenset[str] = frozenset()  # of its races, where they are known

    @property
    def facts(self) -> coverage.SessionFacts:
        return coverage.SessionFacts(self.date, self.key, span=self.span, categories=self.categories)

    def is_covered_by(self, right: coverage.Right) -> bool:
        return right.covers(self.event_facts, self.date) and right.is_of(self.facts)

    @property
    def times(self) -> SessionTimes:
        return SessionTimes(self.date, self.span, self.event_facts.clocks)

    @property
    def position(self) -> tuple[datetime.date, int, int]:
        """Sorts sessions of several events."""
        return self.event_facts.first_day, self.event_facts.key, self.number


@dataclass(frozen=True)
class Lookup:
    """What rows may refer to, and the showings that are stored."""

    broadcasters: Mapping[str, str]  # slugs by name and by slug, both casefolded
    countries: Meanings
    groups: Collection[str]
    listings: Mapping[int, ListingRef]  # by primary key
    sessions: Mapping[tuple[str, int], Mapping[int, SessionRef]]  # by number, by the season and number of the event
    stored: Mapping[Pair, coverage.Showing]

    @cached_property
    def by_broadcaster(self) -> Mapping[str, list[ListingRef]]:
        found: dict[str, list[ListingRef]] = {}
        for listing in self.listings.values():
            found.setdefault(listing.broadcaster, []).append(listing)
        return found

    def is_for(self, listing: ListingRef, session: SessionRef) -> bool:
        """Whether the listing covers the session or has a showing of it, which may stay or be removed in any case."""
        return (listing.key, session.key) in self.stored or session.is_covered_by(listing.right)
