"""A row of a table as a listing, every cell checked. Pure: what may be named comes in as plain values."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from events.broadcast.listings.cells import flag, link, one_of
from events.models import Listing
from isuwc.files.tables.spreadsheets import Table
from isuwc.files.tables.tabular import Checks, DataError, Row
from isuwc.text.numbers import whole_number

TABLE = Table(
    "Listings",
    columns=(
        "id", "broadcaster", "country", "group", "except_countries", "series", "season", "events", "except_events",
        "except_held_in", "starts_on", "ends_on", "channel", "platform", "link", "timing", "access", "language",
        "exclusive", "source", "note", "checked_on", "example",
    ),
    needed=("broadcaster", "source"),
)  # fmt: skip


@dataclass(frozen=True)
class Names:
    """What a row may name, each by the words for it, with its key in the database."""

    broadcasters: Mapping[str, int]
    titles: Mapping[int, str]  # of broadcasters
    countries: Collection[str]
    groups: Mapping[str, int]
    series: Mapping[str, int]
    seasons: Mapping[str, int]
    events: Mapping[tuple[str, int], int]  # season and number


@dataclass(frozen=True)
class Wanted:
    """A listing as plain values, keys in place of what they name."""

    broadcaster_id: int
    country_id: str | None
    group_id: int | None
    except_countries: frozenset[str]
    series_id: int
    season_id: int | None
    events: frozenset[int]
    except_events: frozenset[int]
    except_held_in: frozenset[str]
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
    def in_order(self) -> tuple[Any, ...]:
        """Its values as every process writes them: a set has no order that holds from one to the next."""
        values = (getattr(self, field.name) for field in fields(self))
        return tuple(sorted(value) if isinstance(value, frozenset) else value for value in values)

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes it the listing that it is, where no id is given."""
        return (
            self.broadcaster_id, self.country_id, self.group_id, self.series_id, self.season_id, self.events,
            self.channel, self.timing, self.starts_on,
        )  # fmt: skip


MANY = ("except_countries", "events", "except_events", "except_held_in")
PLAIN = tuple(field.name for field in fields(Wanted) if field.name not in MANY)


def read_rows(rows: Iterable[Row], names: Names) -> tuple[list[tuple[Row, int | None, Wanted]], list[DataError]]:
    """Each row with its id, if it gives one, and its listing; and every wrong cell: one is enough to stop all."""
    read: list[tuple[Row, int | None, Wanted]] = []
    errors: list[DataError] = []
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        check = Checks()
        id, wanted = check(row.optional_number, "id", 1, 2**31 - 1), _wanted(row, names, check)
        errors += check.errors
        if check.errors:
            continue
        key = ("id", id) if id else wanted.key
        if key in seen:
            errors.append(row.error("id" if id else "broadcaster", f"the same listing as row {seen[key]}"))
        seen[key] = row.number
        read.append((row, id, wanted))
    return read, errors


def _wanted(row: Row, names: Names, check: Checks) -> Wanted:
    """The listing; with an error in the checks it is not whole."""
    season = check(row.known, "season", {"", *names.seasons}, "a season, such as 2025-26") or ""
    starts_on, ends_on = check(row.optional_date, "starts_on"), check(row.optional_date, "ends_on")
    country, group = check(_territory, row, names) or (None, None)
    wanted = Wanted(
        broadcaster_id=check(_keyed, row, "broadcaster", names.broadcasters, "a broadcaster; add it first"),
        country_id=country,
        group_id=group,
        except_countries=check(_countries, row, "except_countries", names),
        series_id=check(_series, row, names),
        season_id=names.seasons[season] if season else None,
        events=check(_events, row, "events", season, names),
        except_events=check(_events, row, "except_events", season, names),
        except_held_in=check(_countries, row, "except_held_in", names),
        starts_on=starts_on,
        ends_on=ends_on,
        channel=check(row.text, "channel", 80),
        platform=check(one_of, row, "platform", Listing.Platform.values, Listing.Platform.TV.value),
        link=check(link, row),
        timing=check(one_of, row, "timing", Listing.Timing.values, Listing.Timing.LIVE.value),
        access=check(one_of, row, "access", Listing.Access.values, ""),
        language=check(row.text, "language", 40),
        is_exclusive=check(flag, row, "exclusive"),
        source=check(row.required, "source", 200),
        note=check(row.text, "note", 200),
        checked_on=check(row.optional_date, "checked_on"),
        is_example=check(flag, row, "example"),
    )
    if starts_on and ends_on and ends_on < starts_on:
        check.errors.append(row.error("ends_on", "before starts_on"))
    if country and wanted.except_countries:
        check.errors.append(row.error("except_countries", "exceptions are for a group; this listing is for a country"))
    return wanted


def _territory(row: Row, names: Names) -> tuple[str | None, int | None]:
    """A country or a group."""
    country = row.cells["country"].upper()
    group = row.known("group", {"", *names.groups}, "a group of countries")
    if bool(country) == bool(group):
        raise row.error("country", "a listing is for a country or for a group of countries: fill one of the two")
    if country and country not in names.countries:
        raise row.error("country", f"{country!r} is not the code of a country")
    return country or None, names.groups[group] if group else None


def _keyed(row: Row, column: str, keys: Mapping[str, int], what: str) -> int:
    found = keys.get(row.required(column).casefold())
    if found is None:
        raise row.error(column, f"{row.cells[column]!r} is not {what}")
    return found


def _series(row: Row, names: Names) -> int:
    if not row.cells["series"] and len(names.series) == 1:
        return next(iter(names.series.values()))
    return _keyed(row, "series", names.series, "a series")


def _countries(row: Row, column: str, names: Names) -> frozenset[str]:
    codes = row.cells[column].replace(",", " ").upper().split()
    if unknown := [code for code in codes if code not in names.countries]:
        raise row.error(column, f"{unknown[0]!r} is not the code of a country")
    return frozenset(codes)


def _events(row: Row, column: str, season: str, names: Names) -> frozenset[int]:
    """Numbers of the season's events, or 2025-26/4 where the listing has no season of its own."""
    found = set()
    for word in row.cells[column].replace(",", " ").split():
        of, _, number = word.rpartition("/")
        key = names.events.get((of or season, whole_number(number) or 0))  # none has the number 0
        if key is None:
            raise row.error(column, f"{word!r} is not an event: write its number, or 2025-26/4 without a season")
        found.add(key)
    return frozenset(found)
