"""Brings rows of the database in line with the rows of a file."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

from isuwc.files.tables.tabular import Counts

AnyModel = TypeVar("AnyModel", bound=models.Model)


def sync(
    existing: models.QuerySet[AnyModel],
    key: tuple[str, ...],
    wanted: Mapping[Any, Mapping[str, Any]],
    remove: bool = False,
    **fixed: Any,
) -> tuple[Counts, dict[Any, AnyModel]]:
    """Create and update rows to match the wanted ones, by key; with `remove`, delete others. Returns counts and rows.

    `wanted` holds the values of each row under its key: a tuple, or the value itself where the key is one field.
    """
    model = existing.model
    attributes = [model._meta.get_field(name).attname for name in key]  # type: ignore[union-attr]
    stored = {tuple(getattr(row, attribute) for attribute in attributes): row for row in existing}
    new: list[AnyModel] = []
    changed: list[AnyModel] = []
    changed_fields: set[str] = set()
    rows: dict[Any, AnyModel] = {}
    for name, values in wanted.items():
        parts = name if isinstance(name, tuple) else (name,)
        row = stored.pop(tuple(map(_plain, parts)), None)
        if row is None:
            row = model(**dict(zip(key, parts, strict=True)), **fixed, **values)
            new.append(row)
        elif differing := _differing(row, values):
            for field in differing:
                setattr(row, field, values[field])
            changed.append(row)
            changed_fields.update(differing)
        rows[name] = row
    model._default_manager.bulk_create(new)
    if changed:
        model._default_manager.bulk_update(changed, sorted(changed_fields))
    counts = Counts(len(new), len(changed), len(rows) - len(new) - len(changed))
    if remove and stored:
        counts.removed = len(stored)
        model._default_manager.filter(pk__in=[row.pk for row in stored.values()]).delete()
    return counts, rows


def _differing(row: models.Model, values: Mapping[str, Any]) -> list[str]:
    """The fields of a database row that differ from the given values."""
    return [
        field
        for field, value in values.items()
        if getattr(row, row._meta.get_field(field).attname) != _plain(value)  # type: ignore[union-attr]
    ]


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
