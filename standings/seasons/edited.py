"""What others than a season's files did to rows, as the history knows it: staff, sheets, tables, plain SQL.

A load of the files leaves it as it is. Data migrations are no word of anybody's.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q

from events.calendar.season_data import NAME
from events.models import Race
from isuwc.history.acting import Way
from isuwc.history.models import Change, Deed
from standings.models import Result

OURS = Q(entry__way=Way.IMPORT, entry__what__startswith=NAME) | Q(entry__way=Way.COMMAND, entry__what="migrate")


@dataclass(frozen=True)
class Edits:
    """`made` are rows that the files have no part in, `columns` those changed since, by the row's key, `removed` rows
    as they were."""

    made: frozenset[str] = frozenset()
    columns: Mapping[str, set[str]] = field(default_factory=dict)
    removed: tuple[Mapping[str, Any], ...] = ()

    def is_touched(self, row: models.Model) -> bool:
        return str(row.pk) in self.made or str(row.pk) in self.columns

    def holds(self, row: models.Model, name: str) -> bool:
        """Whether the field's value is somebody's word."""
        column = row._meta.get_field(name).column  # type: ignore[union-attr]
        return str(row.pk) in self.made or column in self.columns.get(str(row.pk), ())

    def has_removed(self, columns: Sequence[str], key: Sequence[Any]) -> bool:
        """Whether a row with this key is gone, as somebody wanted it."""
        return any(tuple(row.get(column) for column in columns) == tuple(key) for row in self.removed)


def edits_of(model: type[models.Model]) -> Edits:
    """One query."""
    made, removed = set(), []
    columns: defaultdict[str, set[str]] = defaultdict(set)
    changes = Change.objects.filter(table=model._meta.db_table).exclude(OURS)
    for change in changes.only("row", "deed", "before", "after").order_by("pk"):
        if change.deed == Deed.MADE:
            made.add(change.row)
        elif change.deed == Deed.CHANGED:
            columns[change.row] |= change.columns
        elif change.deed == Deed.REMOVED:
            removed.append(change.before or {})
    return Edits(frozenset(made), columns, tuple(removed))


def races_with_edited_results() -> set[int]:
    """The races whose state somebody changed, or of which somebody changed, added or removed a line. Two queries.

    Places depend on each other, and lines on the state, so that the result stays as a whole.
    """
    changes = Change.objects.filter(table=Result._meta.db_table, owner_table=Race._meta.db_table).exclude(OURS)
    states = {int(row) for row, columns in edits_of(Race).columns.items() if "result_state" in columns}
    return states | {int(row) for row in changes.values_list("owner_row", flat=True).distinct()}
