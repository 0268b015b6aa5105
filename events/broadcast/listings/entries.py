"""A listing and what a row of its table may refer to, as plain values. Pure."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from events.naming.places import Meanings


@dataclass(frozen=True)
class Names:
    """What rows may refer to: primary keys by the names that cells may have."""

    broadcasters: Mapping[str, int]  # by name and by slug, both casefolded
    titles: Mapping[int, str]  # broadcasters' names by key
    slugs: Mapping[int, str]  # broadcasters' slugs by key
    countries: Meanings  # by every name in use
    groups: Mapping[str, int]
    series: Mapping[str, int]
    seasons: Mapping[str, int]
    events: Mapping[tuple[str, int], int]  # season and number

    @cached_property
    def season_of(self) -> Mapping[int, int]:
        """The season of each event."""
        return {event: self.seasons[season] for (season, _), event in self.events.items()}


@dataclass(frozen=True)
class ListingEntry:
    """A listing with the primary keys of what it refers to; those of many-to-many fields are sorted."""

    broadcaster_id: int
    country_id: str | None
    group_id: int | None
    part: str
    except_countries: tuple[str, ...]
    series_id: int
    season_id: int | None
    events: tuple[int, ...]
    except_events: tuple[int, ...]
    except_held_in: tuple[str, ...]
    competitors: str
    only_sessions: bool
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    channel: str
    platform: str
    link: str
    app_link: str
    programme_link: str
    is_geo_blocked: bool
    timing: str
    also: tuple[str, ...]
    access: str
    language: str
    is_exclusive: bool
    source: str
    note: str
    checked_on: datetime.date | None
    is_example: bool

    @property
    def key(self) -> tuple[Any, ...]:
        """What identifies a listing in a row without an id."""
        return tuple(getattr(self, name) for name in KEY)


# What identifies a listing in a row without an id
KEY = (
    "broadcaster_id", "country_id", "group_id", "part", "series_id", "season_id", "events", "competitors", "channel",
    "timing", "starts_on",
)  # fmt: skip
MANY = ("except_countries", "events", "except_events", "except_held_in")
PLAIN = tuple(field.name for field in fields(ListingEntry) if field.name not in MANY)
