"""A listing as its table has it, and what a row of it may name, as plain values. Pure."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Names:
    """What a row may name, each by the words for it, with its key in the database."""

    broadcasters: Mapping[str, int]
    titles: Mapping[int, str]  # of broadcasters
    slugs: Mapping[int, str]  # of broadcasters
    countries: Collection[str]
    groups: Mapping[str, int]
    series: Mapping[str, int]
    seasons: Mapping[str, int]
    events: Mapping[tuple[str, int], int]  # season and number


@dataclass(frozen=True)
class ListingEntry:
    """Keys in place of what the listing names; where it names several, they are in order."""

    broadcaster_id: int
    country_id: str | None
    group_id: int | None
    except_countries: tuple[str, ...]
    series_id: int
    season_id: int | None
    events: tuple[int, ...]
    except_events: tuple[int, ...]
    except_held_in: tuple[str, ...]
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    channel: str
    platform: str
    link: str
    timing: str
    access: str
    language: str
    is_exclusive: bool
    source: str
    note: str
    checked_on: datetime.date | None
    is_example: bool

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes it the listing that it is, where no id is given."""
        return (
            self.broadcaster_id, self.country_id, self.group_id, self.series_id, self.season_id, self.events,
            self.channel, self.timing, self.starts_on,
        )  # fmt: skip


MANY = ("except_countries", "events", "except_events", "except_held_in")
PLAIN = tuple(field.name for field in fields(ListingEntry) if field.name not in MANY)
