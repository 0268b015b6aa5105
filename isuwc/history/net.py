"""What some changes did to each row in the end, and which changes of a row still stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import Q

from isuwc.history.models import Change, Deed, Entry
from isuwc.history.recorded import Recorded, recorded

Key = tuple[str, str]  # a row: its table and its primary key


@dataclass(frozen=True)
class Net:
    """What became of one row. `before` and `after` are None where it was not there, and hold all of its columns where
    it was made or removed, else those that changed."""

    kind: Recorded
    row: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    first: int  # the first of the changes, and the last
    last: int

    @property
    def key(self) -> Key:
        return self.kind.table, self.row

    @property
    def is_made(self) -> bool:
        return self.before is None and self.after is not None

    @property
    def is_removed(self) -> bool:
        return self.before is not None and self.after is None

    @property
    def columns(self) -> set[str]:
        """That changed, of a row that stays; a column that came back to its value is none, as far as that is known."""
        if self.before is None or self.after is None:
            return set()
        differing = {column for column in self.after if self.before.get(column) != self.after[column]}
        return (differing | self.kind.secret & set(self.after)) - self.kind.derived


def nets(changes: Iterable[Change]) -> dict[Key, Net]:
    """What became of each row, by the row."""
    by_row: dict[Key, list[Change]] = {}
    for change in sorted(changes, key=lambda each: each.pk):
        if change.deed != Deed.SAID and change.table in recorded():
            by_row.setdefault((change.table, change.row), []).append(change)
    return {key: _net(key, found) for key, found in by_row.items()}


def _net(key: Key, changes: Sequence[Change]) -> Net:
    first, last = changes[0], changes[-1]
    nothing: dict[str, Any] = {}
    before, after = reduce(_back, reversed(changes), nothing), reduce(_on, changes, nothing)
    was_there, is_there = first.deed != Deed.MADE, last.deed != Deed.REMOVED
    kind = recorded()[key[0]]
    return Net(kind, key[1], before if was_there else None, after if is_there else None, first.pk, last.pk)


def _back(values: dict[str, Any], change: Change) -> dict[str, Any]:
    """The columns as they were before the change, by those after it."""
    return {**({} if change.deed == Deed.REMOVED else values), **(change.before or {})}


def _on(values: dict[str, Any], change: Change) -> dict[str, Any]:
    return {**({} if change.deed == Deed.MADE else values), **(change.after or {})}


@dataclass(frozen=True)
class Later:
    """What stands of a row's history after an entry: whether the entry was taken back, and what came since."""

    is_taken_back: bool
    since: tuple[Change, ...]


def later(entry: Entry, rows: Mapping[Key, Net]) -> dict[Key, Later]:
    """What stands of each row since. A change that was taken back stands no more, and no more does the taking back."""
    if not rows:
        return {}
    found: dict[Key, list[Change]] = {key: [] for key in rows}
    tables: dict[str, list[str]] = {}
    for table, row in rows:
        tables.setdefault(table, []).append(row)
    wanted = reduce(Q.__or__, (Q(table=table, row__in=keys) for table, keys in tables.items()))
    earliest = min(net.first for net in rows.values())
    changes = Change.objects.filter(wanted, pk__gte=earliest).exclude(deed=Deed.SAID).select_related("entry")
    for change in changes.order_by("pk"):
        found[change.table, change.row].append(change)
    return {key: _later(entry, changes) for key, changes in found.items()}


def _later(entry: Entry, changes: Sequence[Change]) -> Later:
    acts = {change.entry_id: change.entry for change in changes}  # in their order
    order = list(acts)
    taken_back: set[int] = set()
    for act in reversed(acts.values()):
        if act.pk not in taken_back and act.takes_back_id:
            taken_back.add(act.takes_back_id)
    after = set(order[order.index(entry.pk) + 1 :]) if entry.pk in acts else set(order)
    over = {act for act in after if act in taken_back or acts[act].takes_back_id in after}
    return Later(entry.pk in taken_back, tuple(each for each in changes if each.entry_id in after - over))
