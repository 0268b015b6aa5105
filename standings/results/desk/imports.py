"""Whole imports of sheets, as the history has them: from a sheet to the entry that takes all of them back."""

import datetime
from collections.abc import Iterable
from typing import Any

from isuwc.history.acting import Way
from isuwc.history.models import Change, Entry
from isuwc.history.undo import may_take_back
from standings.models import SheetImport

TABLE = SheetImport._meta.db_table
LATELY = datetime.timedelta(days=7)


def entries_of(keys: Iterable[int]) -> dict[int, int]:
    """The keys of the history's entries in which these sheets were decided last, by the sheets' keys. One query."""
    changes = Change.objects.filter(table=TABLE, row__in=map(str, keys), entry__way=Way.IMPORT).order_by("pk")
    return {int(row): entry for row, entry in changes.values_list("row", "entry")}


def latest_import(person: Any, at: datetime.datetime) -> Entry | None:
    """The last import of sheets within a week, unless it was taken back or this person may not. Two queries."""
    found = Entry.objects.filter(way=Way.IMPORT, made_at__gt=at - LATELY, takes_back=None, taken_back_by=None)
    entry = found.of_tables([TABLE]).newest_first().first()
    if entry is None:
        return None
    deeds = entry.changes.order_by().values_list("table", "deed").distinct()
    return entry if may_take_back(person, list(deeds)) else None
