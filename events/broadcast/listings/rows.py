"""Reads the rows of a table of listings, with every cell checked, and writes listings as such rows. Pure.

What a table has no column for is not said: it is as it is in a listing that is stored, and as usual in a new one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from events.broadcast.country_cells import country_code, country_codes
from events.broadcast.listings.entries import MANY, PLAIN, ListingEntry, Names
from events.coverage.ways import LIVE, WAYS, in_order
from events.models import Listing
from isuwc.files.tables.spreadsheets import Table
from isuwc.files.tables.tabular import Checks, DataError, Row
from isuwc.text.numbers import whole_number

TABLE = Table(
    "Listings",
    columns=(
        "id", "broadcaster", "country", "group", "part", "except_countries", "series", "season", "events",
        "except_events", "except_held_in", "competitors", "only_sessions", "starts_on", "ends_on", "channel",
        "platform", "link", "app_link", "programme_link", "geo_blocked", "timing", "access", "language", "exclusive",
        "source", "note", "checked_on", "example",
    ),
    needed=("broadcaster",),
    by_key="id",
)  # fmt: skip

# Columns whose name differs from that of their field
FIELDS = {
    "country": "country_id", "group": "group_id", "series": "series_id", "season": "season_id",
    "geo_blocked": "is_geo_blocked", "exclusive": "is_exclusive", "example": "is_example",
}  # fmt: skip

ALL = (*PLAIN, *MANY)
TERRITORY = {"country_id", "group_id"}
NO_TERRITORY = "a listing is for a country or for a group of countries: fill one of the two"


@dataclass(frozen=True)
class ReadRow:
    """A row with the id in it, its listing, and the fields of which the table says something."""

    row: Row
    id: int | None
    entry: ListingEntry  # as usual in fields of which it says nothing
    said: frozenset[str]
    is_new: bool = False  # a listing of its own, even beside a stored one with the same key

    def completed(self, before: ListingEntry | None) -> ListingEntry:
        """With what is stored where the table says nothing."""
        kept = {} if before is None else {name: getattr(before, name) for name in ALL if name not in self.said}
        return replace(self.entry, **kept)

    def problems(self, entry: ListingEntry, before: ListingEntry | None, names: Names) -> Iterator[DataError]:
        """What can't be in the completed listing; `before` is what is stored of it."""
        if not entry.broadcaster_id:
            yield self.row.error("broadcaster", "empty")
        if not entry.country_id and not entry.group_id:
            yield self.row.error("country", NO_TERRITORY)
        if not entry.source:
            yield self.row.error("source", "empty")
        if entry.starts_on and entry.ends_on and entry.ends_on < entry.starts_on:
            yield self.row.error("ends_on", "before starts_on")
        follows = names.countries.follows
        if entry.country_id and any(follows.get(code) != entry.country_id for code in entry.except_countries):
            words = "exceptions are for a group; this listing is for a country, of which only territories can be left"
            yield self.row.error("except_countries", f"{words} out")
        if entry.group_id and entry.part:
            yield self.row.error("part", "a part is of a country; this listing is for a group of countries")
        elif before and entry.part and entry.country_id != before.country_id and "part" not in self.said:
            words = f"the listing is for a part of {before.country_id}, {entry.part}: add the column part"
            yield self.row.error("country", f"{words}, which may be empty")
        yield from self._other_seasons(entry, names)

    def _other_seasons(self, entry: ListingEntry, names: Names) -> Iterator[DataError]:
        for column in ("events", "except_events"):
            seasons = {names.season_of[key] for key in getattr(entry, column)} - {entry.season_id}
            if entry.season_id and seasons:
                others = ", ".join(sorted(slug for slug, key in names.seasons.items() if key in seasons))
                where = column if column in self.said or not self.row.has("season") else "season"
                yield self.row.error(where, f"the listing’s {column} are of {others}: give those of its season")


def read_rows(rows: Iterable[Row], names: Names) -> tuple[list[ReadRow], list[DataError]]:
    """The rows that could be read, and an error for every wrong cell."""
    read: list[ReadRow] = []
    errors: list[DataError] = []
    for row in rows:
        check = Checks()
        id, entry = check(row.optional_number, "id", 1, 2**31 - 1), _entry(row, names, check)
        errors += check.errors
        if not check.errors:
            read.append(ReadRow(row, id, entry, _said(row)))
    return read, errors


def _said(row: Row) -> frozenset[str]:
    """Fields of which the table says something. A territory is one thing, a country or a group."""
    fields = {FIELDS.get(column, column) for column in TABLE.columns if row.has(column)}
    ways = {"timing", "also"} if "timing" in fields else set()
    return frozenset(fields | ways | (TERRITORY if fields & TERRITORY else set()))


def _entry(row: Row, names: Names, check: Checks) -> ListingEntry:
    """The row's listing, which is incomplete if `check` has an error, or the table has no column for something."""
    season = check(row.known, "season", {"", *names.seasons}, "a season, such as 2025-26") or ""
    starts_on, ends_on = check(row.optional_date, "starts_on"), check(row.optional_date, "ends_on")
    country, group = check(_territory, row, names) or (None, None)
    timing, *also = check(_ways, row) or ("",)
    return ListingEntry(
        broadcaster_id=check(_broadcaster, row, names) or 0,
        country_id=country,
        group_id=group,
        part=check(row.text, "part", 80),
        except_countries=check(_countries, row, "except_countries", names),
        series_id=check(_series, row, names),
        season_id=names.seasons[season] if season else None,
        events=check(_events, row, "events", season, names),
        except_events=check(_events, row, "except_events", season, names),
        except_held_in=check(_countries, row, "except_held_in", names),
        competitors=check(row.choice, "competitors", Listing.Competitors.values),
        only_sessions=check(row.flag, "only_sessions", False),
        starts_on=starts_on,
        ends_on=ends_on,
        channel=check(row.text, "channel", 80),
        platform=check(row.choice, "platform", Listing.Platform.values, Listing.Platform.TV.value),
        link=check(row.link, "link"),
        app_link=check(row.link, "app_link"),
        programme_link=check(row.link, "programme_link"),
        is_geo_blocked=check(row.flag, "geo_blocked", False),
        timing=timing,
        also=tuple(also),
        access=check(row.choice, "access", Listing.Access.values),
        language=check(row.text, "language", 40),
        is_exclusive=check(row.flag, "exclusive", False),
        source=check(row.required if row.has("source") else row.text, "source", 200),
        note=check(row.text, "note", 200),
        checked_on=check(row.optional_date, "checked_on"),
        is_example=check(row.flag, "example", False),
    )


def _ways(row: Row) -> tuple[str, ...]:
    """The ways that a cell such as "live, on demand" names, the best first; live where it is empty."""
    ways = [way.strip().casefold() for way in row.cells["timing"].split(",") if way.strip()]
    for way in ways:
        if way not in WAYS:
            raise row.error("timing", f"{way!r} is not one of {', '.join(WAYS)}")
    return in_order(ways or [LIVE])


def _territory(row: Row, names: Names) -> tuple[str | None, int | None]:
    """A country or a group."""
    country = row.cells["country"]
    group = row.known("group", {"", *names.groups}, "a group of countries")
    if not row.has("country") and not row.has("group"):
        return None, None
    if bool(country) == bool(group):
        raise row.error("country", NO_TERRITORY)
    code = country_code(row, "country", names.countries) if country else ""
    return code or None, names.groups[group] if group else None


def _broadcaster(row: Row, names: Names) -> int:
    """0 where the table has no such column."""
    if not row.has("broadcaster"):
        return 0
    near = get_close_matches(row.cells["broadcaster"].casefold(), names.broadcasters, 1)
    hint = f", or write {names.titles[names.broadcasters[near[0]]]}" if near else ""
    return _keyed(row, "broadcaster", names.broadcasters, f"a broadcaster; add it first{hint}")


def _keyed(row: Row, column: str, keys: Mapping[str, int], what: str) -> int:
    found = keys.get(row.required(column).casefold())
    if found is None:
        raise row.error(column, f"{row.cells[column]!r} is not {what}")
    return found


def _series(row: Row, names: Names) -> int:
    if not row.cells["series"] and len(names.series) == 1:
        return next(iter(names.series.values()))
    return _keyed(row, "series", names.series, "a series")


def _countries(row: Row, column: str, names: Names) -> tuple[str, ...]:
    return tuple(sorted(set(country_codes(row, column, names.countries))))


def _events(row: Row, column: str, season: str, names: Names) -> tuple[int, ...]:
    """The keys of events by their number in the season, or as 2025-26/4 where the row names no season."""
    found = set()
    for word in row.cells[column].replace(",", " ").split():
        of, _, number = word.rpartition("/")
        key = names.events.get((of or season, whole_number(number) or 0))  # none has the number 0
        if key is None:
            raise row.error(column, f"{word!r} is not an event: give its number, or without a season 2025-26/4")
        found.add(key)
    return tuple(sorted(found))


class Words:
    """Turns primary keys back into names."""

    def __init__(self, names: Names) -> None:
        self.groups = {pk: name for name, pk in names.groups.items()}
        self.series = {pk: slug for slug, pk in names.series.items()}
        self.seasons = {pk: slug for slug, pk in names.seasons.items()}
        self.events = {pk: key for key, pk in names.events.items()}
        self.broadcasters = names.titles

    def territory(self, entry: ListingEntry) -> str:
        """NED; SUI, German-speaking part; the name of a group."""
        place = entry.country_id or self.groups[entry.group_id or 0]
        return f"{place}, {entry.part}" if entry.part else place

    def of(self, entry: ListingEntry, name: str) -> str:
        """The cell for a field of the entry; "" if it has no value."""
        value = getattr(entry, name)
        match name:
            case "broadcaster_id":
                return self.broadcasters[value]
            case "group_id":
                return self.groups.get(value, "")
            case "series_id":
                return self.series[value]
            case "season_id":
                return self.seasons.get(value, "")
            case "events" | "except_events":
                keys = sorted(self.events[key] for key in value)
                own = self.seasons.get(entry.season_id or 0, "")
                return " ".join(str(number) if of == own else f"{of}/{number}" for of, number in keys)
            case "except_countries" | "except_held_in":
                return " ".join(value)
            case "timing":
                return ", ".join((entry.timing, *entry.also))
        return "" if value is None else ("yes" if value else "no") if isinstance(value, bool) else str(value)


def as_rows(stored: Iterable[tuple[int, ListingEntry]], names: Names) -> list[list[str]]:
    """Rows that `read_rows` reads back as the same listings."""
    words = Words(names)
    return [
        [
            str(pk), names.slugs[entry.broadcaster_id],
            *(words.of(entry, FIELDS.get(column, column)) for column in TABLE.columns[2:]),
        ]
        for pk, entry in stored
    ]  # fmt: skip
