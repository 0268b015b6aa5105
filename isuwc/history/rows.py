"""Rows as JSON, read and written by the names of their tables, as the history holds them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.db import connection

from isuwc.history.models import Change, Deed
from isuwc.history.net import Key
from isuwc.history.recorded import Recorded, recorded

UNUSABLE = "!"  # in place of a password that nobody kept
BATCH = 1000


def read(kind: Recorded, keys: Iterable[str], lock: bool) -> dict[str, dict[str, Any]]:
    """The rows that are there, by primary key. `lock` keeps them from being changed until the transaction ends."""
    given = sorted(kind.pk.to_python(key) for key in keys)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT to_jsonb(found) FROM "{kind.table}" found WHERE "{kind.key}" = ANY(%s) '  # noqa: S608 - declared
            f'ORDER BY "{kind.key}"{" FOR UPDATE" if lock else ""}',
            [given],
        )
        rows = [json.loads(row) if isinstance(row, str) else row for (row,) in cursor.fetchall()]
    return {str(row[kind.key]): row for row in rows}


def read_all(keys: Iterable[Key], lock: bool) -> dict[Key, dict[str, Any]]:
    """The rows that are there now, read, and locked, in the order of their tables and keys.

    `taking_back` takes what forms and imports lock before their rows (a season, an article).
    """
    tables: dict[str, list[str]] = {}
    for table, row in keys:
        tables.setdefault(table, []).append(row)
    return {
        (table, row): values
        for table, found in sorted(tables.items())
        for row, values in read(recorded()[table], found, lock).items()
    }


def write_back(changes: Iterable[Change]) -> None:
    """The rows as they were before these changes, step by step, the last one first: every state was one already, so
    no constraint that is checked at once stands in the way."""
    backwards = sorted((each for each in changes if each.deed != Deed.SAID), key=lambda each: -each.pk)
    for (table, deed), steps in groupby(backwards, key=lambda each: (each.table, each.deed)):
        kind, found = recorded()[table], list(steps)
        if deed == Deed.CHANGED:
            for step in found:
                update(kind, step.row, step.before or {})
        elif deed == Deed.MADE:
            remove(kind, [step.row for step in found])
        else:
            for at in range(0, len(found), BATCH):
                _insert(kind, [step.before or {} for step in found[at : at + BATCH]])


def remove(kind: Recorded, keys: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f'DELETE FROM "{kind.table}" WHERE "{kind.key}" = ANY(%s)',  # noqa: S608 - declared names
            [[kind.pk.to_python(key) for key in keys]],
        )


def update(kind: Recorded, row: str, values: Mapping[str, Any]) -> None:
    """Those columns of the row, as far as there still are such."""
    given = {column: values[column] for column in values if column in kind.fields and column not in kind.secret}
    if not given:
        return
    columns = ", ".join(f'"{column}"' for column in given)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{kind.table}" SET ({columns}) = '  # noqa: S608 - declared names
            f'(SELECT {columns} FROM jsonb_populate_record(NULL::"{kind.table}", %s::jsonb)) WHERE "{kind.key}" = %s',
            [json.dumps(given), kind.pk.to_python(row)],
        )


def _insert(kind: Recorded, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows that were removed, as the model is by now: a column that came since has its default."""
    given = [_as_now(kind, row) for row in rows]
    columns = ", ".join(f'"{column}"' for column in kind.fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{kind.table}" ({columns}) '  # noqa: S608 - declared names
            f'SELECT {columns} FROM jsonb_populate_recordset(NULL::"{kind.table}", %s::jsonb)',
            [json.dumps(given, default=str)],
        )


def _as_now(kind: Recorded, row: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(kind.restored(row)) if kind.restored else dict(row)
    for column, field in kind.fields.items():
        if column not in values:
            values[column] = field.get_default()
        elif column in kind.secret:
            values[column] = UNUSABLE
    return values
