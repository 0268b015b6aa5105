"""Works out what a table of listings would change in the database, and applies it."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from django.db import connection

from events.broadcast.formers import keep_all
from events.broadcast.listings.changes import change
from events.broadcast.listings.columns import LAYOUT
from events.broadcast.listings.contradictions import contradictions
from events.broadcast.listings.entries import MANY, PLAIN, ListingEntry, Names
from events.broadcast.listings.rows import TABLE, ReadRow, Words, as_rows, read_rows
from events.broadcast.listings.stored import StoredIndex, read_names, read_stored
from events.broadcast.permissions import LISTING_PERMISSIONS
from events.broadcast.timings import start_problems
from events.models import Listing
from isuwc.files.tables.tabular import Checks, DataError, Row
from isuwc.tables.kinds import Kind
from isuwc.tables.plans import Change, Plan, Progress, batches


@dataclass(frozen=True)
class ListingPlan(Plan[ListingEntry]):
    may_remove = False
    holds_from: datetime.date | None = None  # the day from which new links hold; None: for finished events, too

    @property
    def basis(self) -> Any:
        return self.holds_from

    @property
    def done(self) -> str:
        return f"Listings: {self.created} added, {self.changed} changed, {self.unchanged} unchanged."

    def lock(self) -> None:
        """Lock the whole table, so that two people who apply the same table can't add its listings twice."""
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
            befores = [asdict(each.before) if each.before else {} for each in some]
            keep_all(zip(listings, befores, strict=True), self.holds_from)
            entries |= {listing.pk: _after(each) for listing, each in zip(listings, some, strict=True)}
        for field in MANY:
            _set_many(field, entries, [each.key for each in self.updates])


def hold_off_imports() -> None:
    """No table of listings is applied until the transaction ends. Call it before locking the row of a listing that is
    going to be written: an import locks the table first, so that the two would wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE events_listing IN ROW EXCLUSIVE MODE")


def plan(rows: Sequence[Row], holds_from: datetime.date | None = None) -> ListingPlan:
    """What the rows would change.

    Seven queries, however many rows, one for the showings of changed timings, and four for what contradicts. New links
    hold from that day on: events that are over before it keep the former ones.
    """
    names = read_names()
    read, errors = read_rows(rows, names)
    return compared(read, errors, names, dict(read_stored()), partial(plan, rows, holds_from), holds_from)


def compared(
    read: Iterable[ReadRow],
    errors: list[DataError],
    names: Names,
    stored: Mapping[int, ListingEntry],
    again: Callable[[], ListingPlan],
    holds_from: datetime.date | None = None,
) -> ListingPlan:
    """What the rows that were read would change of what is stored."""
    index = StoredIndex(stored)
    found: list[tuple[Row, Change[ListingEntry]]] = []
    seen: dict[Any, int] = {}  # the row number of each listing
    words, unchanged = Words(names), 0
    for each in read:
        row, check = each.row, Checks()
        pk = None if each.is_new else check(index.find, each)
        before = stored[pk] if pk is not None else None
        entry = each.completed(before)
        check.errors += [] if check.errors else each.problems(entry, before, names)
        if check.errors:
            errors += check.errors
            continue
        which = entry if each.is_new else entry.key if pk is None else pk
        if which in seen:
            errors.append(row.error("id" if each.id else "broadcaster", f"the same listing as row {seen[which]}"))
        seen[which] = row.number
        if before == entry:
            unchanged += 1
        else:
            found.append((row, change(pk, before, entry, words, each.said, holds_from)))
    errors += _start_errors(found)
    errors += _past_errors(found, names)
    changes = tuple(each for _, each in found)
    remarks = () if errors else contradictions([(row.number, each) for row, each in found], stored, names)
    return ListingPlan(changes, unchanged, tuple(errors), again, remarks=tuple(remarks), holds_from=holds_from)


def _past_errors(found: Iterable[tuple[Row, Change[ListingEntry]]], names: Names) -> list[DataError]:
    """Errors for countries of the past that a listing doesn't have already."""
    errors = []
    for row, each in found:
        before, after = each.before, _after(each)
        held = {before.country_id, *before.except_countries} if before else set()
        columns = {"country": [after.country_id or ""], "except_countries": after.except_countries}
        for column, codes in columns.items():
            if past := [code for code in codes if code and code not in names.countries.titles and code not in held]:
                errors.append(row.error(column, f"{past[0]} is a country of the past, which nothing new can be for"))
    return errors


def _start_errors(found: Iterable[tuple[Row, Change[ListingEntry]]]) -> list[DataError]:
    """Errors for broadcasts of single sessions that could no longer begin when they are said to."""
    retimed: dict[Any, tuple[Row, str]] = {
        each.key: (row, _after(each).timing)
        for row, each in found
        if each.before and each.before.timing != _after(each).timing
    }
    problems = start_problems({key: timing for key, (_, timing) in retimed.items()})
    return [retimed[key][0].error("timing", problem) for key, problem in problems]


def _after(change: Change[ListingEntry]) -> ListingEntry:
    if change.after is None:
        raise ValueError(change)  # tables of listings never remove any
    return change.after


def _listing(change: Change[ListingEntry], **values: Any) -> Listing:
    return Listing(**values, **{name: getattr(change.after, name) for name in PLAIN})


def _set_many(field: str, entries: Mapping[int, ListingEntry], old: Sequence[Any]) -> None:
    through = getattr(Listing, field).through
    target = next(f.attname for f in through._meta.fields if f.is_relation and f.related_model is not Listing)
    through.objects.filter(listing__in=old).delete()
    rows = [through(listing_id=pk, **{target: key}) for pk, entry in entries.items() for key in getattr(entry, field)]
    through.objects.bulk_create(rows, batch_size=5_000)


def listing_rows(listings: Iterable[int] | None = None) -> list[list[str]]:
    """Every listing, or those with these keys, as a row for which `plan` changes nothing."""
    chosen = None if listings is None else set(listings)
    stored = (each for each in read_stored() if chosen is None or each[0] in chosen)
    return as_rows(stored, read_names())


LISTINGS = Kind(
    "listings",
    TABLE,
    plan=plan,
    rows=listing_rows,
    permissions=LISTING_PERMISSIONS,
    layout=LAYOUT,
)
