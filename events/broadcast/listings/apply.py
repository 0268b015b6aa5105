"""Tables of listings against the database: what they would change, and doing it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db import connection

from events.broadcast.keepers import KEEP_LISTINGS
from events.broadcast.listings.changes import change
from events.broadcast.listings.entries import MANY, PLAIN, ListingEntry, Names
from events.broadcast.listings.held import read_held, read_names
from events.broadcast.listings.rows import TABLE, Words, as_rows, read_rows
from events.broadcast.timings import misfits
from events.models import Listing, Season
from isuwc.files.tables.tabular import DataError, Row
from isuwc.tables.kinds import Kind
from isuwc.tables.plans import Change, Plan, Progress, batches

Read = tuple[Row, int | None, ListingEntry]  # a row, the id that it gives, and its listing


@dataclass(frozen=True)
class ListingPlan(Plan[ListingEntry]):
    may_remove = False

    @property
    def done(self) -> str:
        return f"{self.created} listings made, {self.changed} changed, {self.unchanged} as they were."

    def lock(self) -> None:
        """One at a time: two who apply the same table must not make its listings twice."""
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE events_listing IN SHARE ROW EXCLUSIVE MODE")

    def write(self, progress: Progress) -> None:
        entries: dict[int, ListingEntry] = {}
        for some in batches(self.additions, progress):
            made = Listing.objects.bulk_create(_listing(each) for each in some)
            entries |= {listing.pk: _after(each) for listing, each in zip(made, some, strict=True)}
        for some in batches(self.updates, progress):
            listings = [_listing(each, pk=each.key) for each in some]
            Listing.objects.bulk_update(listings, [name.removesuffix("_id") for name in PLAIN])
            entries |= {listing.pk: _after(each) for listing, each in zip(listings, some, strict=True)}
        for field in MANY:
            _set_many(field, entries, [each.key for each in self.updates])


def plan(rows: Sequence[Row]) -> ListingPlan:
    """Seven queries, however many rows, and one for the single sessions of listings that are shown in another way."""
    names = read_names()
    read, errors = read_rows(rows, names)
    return _compared(read, errors, names, dict(read_held()), partial(plan, rows))


def copy_of_season(season: Season, into: Season) -> ListingPlan:
    """A season's listings as those of another one: without single events and days, and not checked yet."""
    held = dict(read_held())
    anew: dict[str, Any] = {"events": (), "except_events": (), "starts_on": None, "ends_on": None, "checked_on": None}
    wanted = [replace(each, season_id=into.pk, **anew) for each in held.values() if each.season_id == season.pk]
    keys = {each.key for each in held.values()}
    missing = {each.key: each for each in wanted if each.key not in keys}
    read = [(Row(season.slug, number, {}), None, each) for number, each in enumerate(missing.values(), 1)]
    return _compared(read, [], read_names(), held, partial(copy_of_season, season, into))


def _compared(
    read: Iterable[Read],
    errors: list[DataError],
    names: Names,
    held: Mapping[int, ListingEntry],
    again: Callable[[], ListingPlan],
) -> ListingPlan:
    by_key = {entry.key: pk for pk, entry in held.items()}
    found: list[tuple[Row, Change[ListingEntry]]] = []
    seen: dict[Any, int] = {}  # the row of each listing
    words, unchanged = Words(names), 0
    for row, id, entry in read:
        if id is not None and id not in held:
            errors.append(row.error("id", f"there is no listing {id}; leave the cell empty for a new one"))
            continue
        pk = id if id is not None else by_key.get(entry.key)
        which = entry.key if pk is None else pk
        if which in seen:
            errors.append(row.error("id" if id else "broadcaster", f"the same listing as row {seen[which]}"))
        seen[which] = row.number
        before = held[pk] if pk is not None else None
        if before == entry:
            unchanged += 1
        else:
            found.append((row, change(pk, before, entry, words)))
    errors += _misfits(found)
    return ListingPlan(tuple(each for _, each in found), unchanged, tuple(errors), again)


def _misfits(found: Iterable[tuple[Row, Change[ListingEntry]]]) -> list[DataError]:
    """Broadcasts of single sessions that can't begin when they are said to, shown in the listing's new way."""
    anew: dict[Any, tuple[Row, str]] = {
        each.key: (row, _after(each).timing)
        for row, each in found
        if each.before and each.before.timing != _after(each).timing
    }
    wrong = misfits({key: timing for key, (_, timing) in anew.items()})
    return [anew[key][0].error("timing", said) for key, said in wrong]


def _after(change: Change[ListingEntry]) -> ListingEntry:
    if change.after is None:
        raise ValueError(change)  # a table of listings removes none
    return change.after


def _listing(change: Change[ListingEntry], **values: Any) -> Listing:
    return Listing(**values, **{name: getattr(change.after, name) for name in PLAIN})


def _set_many(field: str, entries: Mapping[int, ListingEntry], old: Sequence[Any]) -> None:
    through = getattr(Listing, field).through
    target = next(f.attname for f in through._meta.fields if f.is_relation and f.related_model is not Listing)
    through.objects.filter(listing__in=old).delete()
    rows = [through(listing_id=pk, **{target: key}) for pk, entry in entries.items() for key in getattr(entry, field)]
    through.objects.bulk_create(rows, batch_size=5_000)


def listing_rows() -> list[list[str]]:
    """Every listing as a row of the table of which `plan` changes nothing."""
    return as_rows(read_held(), read_names())


LISTINGS = Kind(
    "listings",
    TABLE,
    plan=plan,
    rows=listing_rows,
    permissions=KEEP_LISTINGS,
)
