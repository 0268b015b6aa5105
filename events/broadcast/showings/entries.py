"""What rows of single sessions may name, as plain values. Pure."""

import datetime
import zoneinfo
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from events import coverage
from events.coverage.beginning import Block

Pair = tuple[int, int]  # the keys of a listing and of a session: a showing is the one of its pair


@dataclass(frozen=True)
class ListingRef:
    """A listing as far as its showings hang on it."""

    key: int
    broadcaster: str  # its slug
    name: str  # of the broadcaster
    country: str  # NOC code; empty where the listing is for a group
    group: str
    channel: str
    timing: str
    right: coverage.Right

    @property
    def title(self) -> str:
        """Example TV, NOR, Example 1 (listing 12)."""
        words = filter(None, (self.name, self.country or self.group, self.channel))
        return f"{', '.join(words)} (listing {self.key})"


@dataclass(frozen=True)
class SessionRef:
    """A session as far as its showings hang on it."""

    key: int
    season: str
    event: int
    number: int
    title: str  # with its event
    date: datetime.date
    zone: zoneinfo.ZoneInfo
    leg: coverage.Leg
    span: tuple[datetime.datetime, datetime.datetime] | None  # from when to when it is, where that is known

    @property
    def slot(self) -> coverage.Slot:
        return coverage.Slot(self.date, self.key, span=self.span)

    @property
    def block(self) -> Block:
        return Block(self.date, self.span, self.leg.clocks)

    @property
    def place(self) -> tuple[datetime.date, int, int]:
        """Where it comes among others."""
        return self.leg.first_day, self.leg.key, self.number


@dataclass(frozen=True)
class World:
    """What a row may name, and the showings that there are."""

    broadcasters: Mapping[str, str]  # the slug, by the words for it
    countries: Collection[str]
    groups: Collection[str]
    listings: Mapping[int, ListingRef]  # of all that the rows may name
    sessions: Mapping[tuple[str, int], Mapping[int, SessionRef]]  # by number, by the season and number of the event
    held: Mapping[Pair, coverage.Showing]

    @cached_property
    def by_broadcaster(self) -> Mapping[str, list[ListingRef]]:
        found: dict[str, list[ListingRef]] = {}
        for listing in self.listings.values():
            found.setdefault(listing.broadcaster, []).append(listing)
        return found

    def is_for(self, listing: ListingRef, session: SessionRef) -> bool:
        """Whether the listing covers the session, or says something of it already: what stands may stay or go."""
        return (listing.key, session.key) in self.held or listing.right.covers(session.leg, session.date)
