"""Brings rows of the database in line with the rows of a file, save what others than the files did to them."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import models

from events.calendar.season_data import Report
from events.models import Race
from isuwc.files.tables.tabular import Counts
from isuwc.tables.plans import difference
from standings.seasons.edited import Edits, edits_of

AnyModel = TypeVar("AnyModel", bound=models.Model)
MOST = 5  # names


def sync(
    existing: models.QuerySet[AnyModel],
    key: tuple[str, ...],
    wanted: Mapping[Any, Mapping[str, Any]],
    report: Report,
    remove: bool = False,
    **fixed: Any,
) -> tuple[Counts, dict[Any, AnyModel]]:
    """Create and update rows to match the wanted ones, by key; with `remove`, delete others. Returns counts and rows.

    `wanted` holds the values of each row under its key: a tuple, or the value itself where the key is one field. What
    somebody edited stays, and `report` is told of it where the file differs; what somebody removed isn't made again,
    and is missing among the rows.
    """
    model = existing.model
    edits = edits_of(model)
    attributes = [model._meta.get_field(name).attname for name in key]  # type: ignore[union-attr]
    stored = {tuple(getattr(row, attribute) for attribute in attributes): row for row in existing}
    new: list[AnyModel] = []
    changed: list[AnyModel] = []
    changed_fields: set[str] = set()
    rows: dict[Any, AnyModel] = {}
    gone = 0
    for name, values in wanted.items():
        parts = name if isinstance(name, tuple) else (name,)
        row = stored.pop(tuple(map(_plain, parts)), None)
        if row is None:
            row = model(**dict(zip(key, parts, strict=True)), **fixed, **values)
            if edits.has_removed(attributes, [_plain(part) for part in parts]):
                report(f"{row}: was removed here; it isn’t added again.")
                gone += 1
                continue
            new.append(row)
        elif free := _free(row, _differing(row, values), values, edits, report):
            for field in free:
                setattr(row, field, values[field])
            changed.append(row)
            changed_fields.update(free)
        rows[name] = row
    model._default_manager.bulk_create(new)
    if changed:
        model._default_manager.bulk_update(changed, sorted(changed_fields))
    counts = Counts(len(new), len(changed), len(rows) - len(new) - len(changed) + gone)
    if remove and (others := [row.pk for row in stored.values() if not edits.is_touched(row)]):
        counts.removed = len(others)
        model._default_manager.filter(pk__in=others).delete()
    return counts, rows


def _free(
    row: models.Model, differing: Sequence[str], values: Mapping[str, Any], edits: Edits, report: Report
) -> list[str]:
    """The differing fields that nobody edited; the others are reported."""
    held = [field for field in differing if edits.holds(row, field)]
    if held:
        said = "; ".join(difference(_label(row, field), str(getattr(row, field)), str(values[field])) for field in held)
        report(f"{row}: stays as it was edited here; in the files it differs: {said}.")
    return [field for field in differing if field not in held]


def _label(row: models.Model, field: str) -> str:
    return str(row._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def _differing(row: models.Model, values: Mapping[str, Any]) -> list[str]:
    """The fields of a database row that differ from the given values."""
    return [
        field
        for field, value in values.items()
        if getattr(row, row._meta.get_field(field).attname) != _plain(value)  # type: ignore[union-attr]
    ]


def differing_lines(race: Race, wanted: Mapping[Any, Mapping[str, Any]]) -> str:
    """Whose lines the files have otherwise, in words; empty if they have the same."""
    stored = {each.competitor: each for each in race.results.select_related("competitor")}
    files = {competitor: values for (_, competitor), values in wanted.items()}
    names = [
        str(who or "somebody who was removed here")
        for who in dict.fromkeys([*files, *stored])
        if who not in stored or who not in files or _differing(stored[who], files[who])
    ]
    if not names:
        return ""
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    lines = "1 line" if len(names) == 1 else f"{len(names)} lines"
    return f"in the files it differs in {lines}: {', '.join(names[:MOST])}{more}"


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
