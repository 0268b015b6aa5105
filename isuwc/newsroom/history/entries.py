"""Entries as pages show them: who, when, how, and in words what of it the person may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from isuwc.history.models import Change, Entry
from isuwc.history.net import Key
from isuwc.history.recorded import Recorded, owned, recorded
from isuwc.history.undo import may_take_back
from isuwc.history.words import RowChange, Words

MOST_SHOWN = 200  # changes of one entry on a list


@dataclass(frozen=True)
class Shown:
    """An entry with its changes in words. `others` counts those that are left out here."""

    entry: Entry
    rows: Sequence[RowChange]
    others: int
    may_take_back: bool


def may_see(person: Any, kind: Recorded) -> bool:
    return bool(person.has_perm(kind.seen_with) or person.has_perm(kind.needed))


def tables_seen_by(person: Any) -> list[str]:
    return [table for table, kind in recorded().items() if may_see(person, kind)]


def of_row(table: str, row: str) -> Q:
    """The changes of a row and of all that is edited with it, at any depth: photos of a gallery of an article."""
    found = Q(table=table, row=row) | Q(owner_table=table, owner_row=row)
    for near in owned(table):
        if owned(near):
            rows = Change.objects.filter(table=near, owner_table=table, owner_row=row)
            found |= Q(owner_table=near, owner_row__in=rows.order_by().values("row"))
    return found


def shown(
    entries: Iterable[Entry], which: Q, person: Any, part: Q | None = None, most: int = MOST_SHOWN
) -> list[Shown]:
    """The entries with the first of those of their changes, in words.

    `part` is what would be taken back of each, all of it if left out. Three queries, one for each kind of row named.
    """
    held = list(entries)
    place = Window(RowNumber(), partition_by="entry", order_by="pk")
    changes = Change.objects.filter(entry__in=held)
    first = changes.filter(which).annotate(place=place).filter(place__lte=most).order_by("pk")
    by_entry: dict[int, list[RowChange]] = {entry.pk: [] for entry in held}
    for each in Words(first).row_changes():
        by_entry[each.change.entry_id].append(each)
    counts = dict(changes.filter(which).order_by().values_list("entry").annotate(Count("pk")))
    deeds: dict[int, set[tuple[str, str]]] = {entry.pk: set() for entry in held}
    for entry_id, table, deed in (
        changes.filter(part or Q()).order_by().values_list("entry", "table", "deed").distinct()
    ):
        deeds[entry_id].add((table, deed))
    return [
        Shown(
            entry,
            by_entry[entry.pk],
            max(0, counts.get(entry.pk, 0) - most),
            bool(deeds[entry.pk]) and may_take_back(person, deeds[entry.pk]),
        )
        for entry in held
    ]


def of_tables(tables: Sequence[str]) -> Q:
    return Q(table__in=tables)


def row_key(text: str) -> Key | None:
    """Of an address: `events_listing:12`; None for what names no kind of row."""
    table, _, row = text.partition(":")
    return (table, row) if table in recorded() and row else None


def last_of_row(row: Model, person: Any, most: int = 5) -> Shown | None:
    """What was done last to a row and to all that is edited with it; None for what nobody ever changed."""
    which = of_row(row._meta.db_table, str(row.pk))
    last = Entry.objects.filter(Exists(Change.objects.filter(which, entry=OuterRef("pk")))).newest_first()[:1]
    return next(iter(shown(last, which, person, which, most)), None)
