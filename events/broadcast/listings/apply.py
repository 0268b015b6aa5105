"""Tables of listings against the database: what they would change, all of it or nothing, and the way out again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, ClassVar

from django.db import connection, transaction

from events.broadcast.listings.rows import MANY, PLAIN, Names, Wanted, read_rows
from events.broadcast.timings import misfits
from events.models import Broadcaster, Country, CountryGroup, Event, Listing, Season, Series
from isuwc.files.tables.tabular import ChangedSinceError, Counts, DataError, Row

Progress = Callable[[int], Any]


@dataclass(frozen=True)
class Change:
    """A row that makes a listing or changes one; `words` say what it changes."""

    row: Row
    id: int | None
    wanted: Wanted
    title: str
    words: tuple[str, ...] = ()
    is_removed: ClassVar[bool] = False  # a table of listings takes none away
    group: ClassVar[str] = ""

    @property
    def is_new(self) -> bool:
        return self.id is None


@dataclass(frozen=True)
class Plan:
    """What a table would do. With an error nothing is done."""

    changes: tuple[Change, ...]
    unchanged: int
    errors: tuple[DataError, ...]
    basis: str  # the listings that it was made of, digested

    @property
    def created(self) -> int:
        return sum(change.is_new for change in self.changes)

    @property
    def changed(self) -> int:
        return len(self.changes) - self.created

    @property
    def counts(self) -> Counts:
        return Counts(self.created, self.changed, self.unchanged)

    @property
    def summary(self) -> str:
        return f"{self.created} new, {self.changed} changed, {self.unchanged} as they are"

    @property
    def fingerprint(self) -> str:
        """Equal as long as applying the table does what was shown."""
        shown = [(change.id, change.wanted.in_order, change.words) for change in self.changes]
        return sha256(repr((shown, self.unchanged)).encode()).hexdigest()[:16]


def _digest(held: Iterable[tuple[int, Wanted]]) -> str:
    return sha256(repr([(pk, wanted.in_order) for pk, wanted in held]).encode()).hexdigest()


def plan(rows: Sequence[Row]) -> Plan:
    """Seven queries, however many rows, and one for the single sessions of listings that are shown in another way."""
    names = read_names()
    return _compared(*read_rows(rows, names), names)


def copy_of_season(season: Season, into: Season) -> Plan:
    """A season's listings as those of another one: without single events and days, and not checked yet."""
    wanted = [
        replace(
            each,
            season_id=into.pk,
            events=frozenset(),
            except_events=frozenset(),
            starts_on=None,
            ends_on=None,
            checked_on=None,
        )
        for _, each in read_held()
        if each.season_id == season.pk
    ]
    once = list({each.key: each for each in wanted}.values())
    held = {each.key for _, each in read_held()}
    rows = [(Row(season.slug, number, {}), None, each) for number, each in enumerate(once, 1) if each.key not in held]
    return _compared(rows, [], read_names())


def _compared(read: Sequence[tuple[Row, int | None, Wanted]], errors: list[DataError], names: Names) -> Plan:
    held = dict(read_held())
    by_key: dict[tuple[Any, ...], int] = {wanted.key: pk for pk, wanted in held.items()}
    words = _Words(names)
    changes, unchanged = [], 0
    for row, id, wanted in read:
        if id is not None and id not in held:
            errors.append(row.error("id", f"there is no listing {id}; leave the cell empty for a new one"))
            continue
        pk = id if id is not None else by_key.get(wanted.key)
        before = held.get(pk) if pk else None
        if before == wanted:
            unchanged += 1
            continue
        title = f"{names.titles[wanted.broadcaster_id]}, {words.territory(wanted)}"
        changes.append(Change(row, pk, wanted, title, words.differences(before, wanted) if before else ()))
    errors += _misfits(changes, held)
    return Plan(tuple(changes), unchanged, tuple(errors), _digest(held.items()))


def _misfits(changes: Iterable[Change], held: Mapping[int, Wanted]) -> list[DataError]:
    """Broadcasts of single sessions that can't begin when they are said to, shown in the listing's new way."""
    anew = {each.id: each for each in changes if each.id and each.wanted.timing != held[each.id].timing}
    found = misfits({key: each.wanted.timing for key, each in anew.items()})
    return [anew[key].row.error("timing", said) for key, said in found]


@transaction.atomic
def apply(planned: Plan, progress: Progress = lambda done: None) -> None:
    """Do it, all of it.

    Raises the first DataError of a plan that has one, and ChangedSinceError if the listings are no longer those that
    the plan was made of.
    """
    if planned.errors:
        raise planned.errors[0]
    with connection.cursor() as cursor:  # one at a time: two who apply the same table must not make its listings twice
        cursor.execute("LOCK TABLE events_listing IN SHARE ROW EXCLUSIVE MODE")
    held = dict(read_held())
    if _digest(held.items()) != planned.basis or _misfits(planned.changes, held):
        raise ChangedSinceError
    new = [change for change in planned.changes if change.is_new]
    old = {change.id: change for change in planned.changes if change.id is not None}
    made: list[Listing] = []
    for some in batched(new):
        made += Listing.objects.bulk_create(_listing(change.wanted) for change in some)
        progress(len(some))
    for batch in batched(list(old.items())):
        listings = [_listing(change.wanted, pk=pk) for pk, change in batch]
        Listing.objects.bulk_update(listings, [name.removesuffix("_id") for name in PLAIN])
        progress(len(listings))
    pairs = [(listing.pk, change.wanted) for listing, change in zip(made, new, strict=True)]
    pairs += [(pk, change.wanted) for pk, change in old.items() if pk is not None]
    for field in MANY:
        _set_many(field, pairs, list(old))


def _listing(wanted: Wanted, **values: Any) -> Listing:
    return Listing(**values, **{name: getattr(wanted, name) for name in PLAIN})


def batched(things: Sequence[Any], size: int = 250) -> Iterator[Sequence[Any]]:
    return (things[at : at + size] for at in range(0, len(things), size))


def _set_many(field: str, pairs: Iterable[tuple[int, Wanted]], old: list[int | None]) -> None:
    through = getattr(Listing, field).through
    target = next(f.attname for f in through._meta.fields if f.is_relation and f.related_model is not Listing)
    through.objects.filter(listing__in=old).delete()
    rows = [through(listing_id=pk, **{target: key}) for pk, wanted in pairs for key in getattr(wanted, field)]
    through.objects.bulk_create(rows, batch_size=5_000)


def read_names() -> Names:
    broadcasters = list(Broadcaster.objects.values_list("pk", "slug", "name"))
    numbers = Event.objects.values_list("season__slug", "number", "pk")
    return Names(
        broadcasters={word.casefold(): pk for pk, slug, name in broadcasters for word in (slug, name)},
        titles={pk: name for pk, _, name in broadcasters},
        countries=frozenset(Country.objects.values_list("pk", flat=True)),
        groups=dict(CountryGroup.objects.values_list("name", "pk")),
        series=dict(Series.objects.values_list("slug", "pk")),
        seasons=dict(Season.objects.values_list("slug", "pk")),
        events={(season, number): pk for season, number, pk in numbers},
    )


def read_held() -> Iterable[tuple[int, Wanted]]:
    """Every listing as a table would have it. One query."""
    for listing in Listing.objects.with_keys().order_by("pk"):
        row: Any = listing
        values: dict[str, Any] = {name: getattr(listing, name) for name in PLAIN}
        values |= {
            "except_countries": frozenset(row.except_nocs),
            "events": frozenset(row.event_keys),
            "except_events": frozenset(row.except_event_keys),
            "except_held_in": frozenset(row.except_held_in_nocs),
        }
        yield listing.pk, Wanted(**values)


def as_cells() -> list[list[str]]:
    """Every listing as a row of the table that `plan` reads back without a change."""
    names = read_names()
    words = _Words(names)
    slugs = dict(Broadcaster.objects.values_list("pk", "slug"))
    return [words.cells(pk, wanted, slugs[wanted.broadcaster_id]) for pk, wanted in read_held()]


class _Words:
    """Keys back into the words for them."""

    def __init__(self, names: Names) -> None:
        self.groups = {pk: name for name, pk in names.groups.items()}
        self.series = {pk: slug for slug, pk in names.series.items()}
        self.seasons = {pk: slug for slug, pk in names.seasons.items()}
        self.events = {pk: key for key, pk in names.events.items()}
        self.broadcasters = names.titles

    def territory(self, wanted: Wanted) -> str:
        return wanted.country_id or self.groups[wanted.group_id or 0]

    def said(self, name: str, value: Any, season: int | None) -> str:
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
                own = self.seasons.get(season or 0, "")
                return " ".join(str(number) if of == own else f"{of}/{number}" for of, number in keys)
            case "except_countries" | "except_held_in":
                return " ".join(sorted(value))
        return "" if value is None else ("yes" if value else "no") if isinstance(value, bool) else str(value)

    def differences(self, before: Wanted, after: Wanted) -> tuple[str, ...]:
        return tuple(
            f"{name.removesuffix('_id').removeprefix('is_')}: "
            f"{self.said(name, old, before.season_id) or 'none'} → {self.said(name, new, after.season_id) or 'none'}"
            for name in (*PLAIN, *MANY)
            if (old := getattr(before, name)) != (new := getattr(after, name))
        )

    def cells(self, pk: int, wanted: Wanted, slug: str) -> list[str]:
        def cell(name: str) -> str:
            return self.said(name, getattr(wanted, name), wanted.season_id)

        return [
            str(pk), slug, wanted.country_id or "", cell("group_id"), cell("except_countries"), cell("series_id"),
            cell("season_id"), cell("events"), cell("except_events"), cell("except_held_in"), cell("starts_on"),
            cell("ends_on"), wanted.channel, wanted.platform, wanted.link, wanted.timing, wanted.access,
            wanted.language, cell("is_exclusive"), wanted.source, wanted.note, cell("checked_on"), cell("is_example"),
        ]  # fmt: skip
