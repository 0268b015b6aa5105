"""Changes in the words of forms: of which row, and of each field what it said before and after."""

import datetime
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst

from isuwc.history.models import Change, Deed
from isuwc.history.net import Key
from isuwc.history.recorded import Recorded, recorded
from isuwc.text import said
from isuwc.text.html import plain
from isuwc.text.said import NOTHING


@dataclass(frozen=True)
class Line:
    """A field, and what it said. `before` is empty of what was added, `after` of what was deleted."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """What happened to a row."""

    deed: str
    kind: str  # of row: session
    title: str
    lines: tuple[Line, ...]
    change: Change
    owner: str = ""  # on whose form it is edited
    is_link: bool = False  # of two rows, which both stay when it goes

    @property
    def said(self) -> str:
        """Session “Session 3”: changed."""
        label = "removed" if self.is_link and self.deed == Deed.REMOVED else Deed(self.deed).label.lower()
        return f"{capfirst(self.kind)} “{self.title}”: {label}"


class Words:
    """The words of some changes; names of rows are looked up once for all of them."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.changes = [change for change in changes if change.table in recorded()]
        self.rows: dict[Key, models.Model] = {}
        self.unknown: set[Key] = set()  # sought in the history once
        self._find(self._wanted())

    def row_changes(self) -> list[RowChange]:
        return [self._row_change(change) for change in self.changes]

    def title(self, table: str, row: str) -> str:
        """What the row is called: now, or as it was last where it is gone."""
        if (table, row) not in self.rows:
            self._find_gone({table: {row}})
        instance = self.rows.get((table, row))
        return _name(instance) if instance else f"no. {row}"

    def _row_change(self, change: Change) -> RowChange:
        kind = recorded()[change.table]
        deed = str(change.deed)
        if deed == Deed.SAID:
            noted = (Line("", "", change.words),)
            return RowChange(deed, _kind(kind), self.title(change.table, change.row), noted, change)
        if kind.is_link:
            return self._link(kind, change)
        zone = self._zone(kind, change)
        lines = tuple(
            line
            for column in kind.fields
            if column in change.columns and (line := self._line(kind, change, column, zone))
        )
        return RowChange(deed, _kind(kind), self.title(change.table, change.row), lines, change, self._owner(change))

    def _owner(self, change: Change) -> str:
        return self.title(change.owner_table, change.owner_row) if change.owner_row else ""

    def _zone(self, kind: Recorded, change: Change) -> zoneinfo.ZoneInfo:
        row = self.rows.get((change.table, change.row))
        owner = self.rows.get((change.owner_table, change.owner_row))
        try:
            name = kind.zone(row, owner) if kind.zone else None
        except ObjectDoesNotExist:
            name = None
        return zoneinfo.ZoneInfo(name or "UTC")

    def _line(self, kind: Recorded, change: Change, column: str, zone: zoneinfo.ZoneInfo) -> Line | None:
        """None for a column that says nothing: keys, the row's owner, what no form shows, and what is left empty."""
        field = kind.fields[column]
        if (field.primary_key and change.deed != Deed.CHANGED) or column in kind.unsaid or column in kind.derived:
            return None
        if field is kind.owner_field and change.deed != Deed.CHANGED:
            return None
        before, after = (
            self._value(kind, field, values.get(column), zone) if values else ""
            for values in (change.before, change.after)
        )
        if {before, after} <= {"", NOTHING}:
            return None
        return Line(kind.labels.get(column) or capfirst(str(field.verbose_name)), before, after)

    def _link(self, kind: Recorded, change: Change) -> RowChange:
        """Of a many-to-many field: what was added, or taken out."""
        values = change.after or change.before or {}
        (far,) = [field for field in kind.fields.values() if field.is_relation and field is not kind.owner_field]
        title = self._related(far, values.get(far.column))
        label = capfirst(str(kind.link_field.verbose_name))
        line = Line(label, title, "") if change.deed == Deed.REMOVED else Line(label, "", title)
        name = str(kind.link_field.verbose_name)
        return RowChange(str(change.deed), name, title, (line,), change, self._owner(change), is_link=True)

    def _value(self, kind: Recorded, field: Any, value: Any, zone: zoneinfo.ZoneInfo) -> str:
        if value is None or value == [] or (value == "" and "" not in dict(field.flatchoices)):
            return NOTHING
        if field.column in kind.worded:
            return kind.worded[field.column](value)
        if field.is_relation:
            return self._related(field, value)
        return in_words(field, value, zone)

    def _related(self, field: Any, key: Any) -> str:
        return self.title(field.related_model._meta.db_table, str(key))

    def _wanted(self) -> dict[type[models.Model], set[str]]:
        wanted: dict[type[models.Model], set[str]] = defaultdict(set)
        for change in self.changes:
            kind = recorded()[change.table]
            if not kind.is_link:
                wanted[kind.model].add(change.row)
            if change.owner_row and change.owner_table in recorded():
                wanted[recorded()[change.owner_table].model].add(change.owner_row)
            for column, field in kind.fields.items():
                if field.is_relation:
                    values = ((each or {}).get(column) for each in (change.before, change.after))
                    wanted[field.related_model].update(str(value) for value in values if value is not None)
        return wanted

    def _find(self, wanted: Mapping[type[models.Model], set[str]]) -> None:
        for model, keys in wanted.items():
            table = model._meta.db_table
            near = [field.name for field in model._meta.concrete_fields if field.is_relation and not field.null]
            found = model._base_manager.select_related(*near).filter(pk__in=_valid(model, keys))
            self.rows.update({(table, str(each.pk)): each for each in found})
        self._find_gone({model._meta.db_table: keys for model, keys in wanted.items()})

    def _find_gone(self, missing: Mapping[str, set[str]]) -> None:
        """As they were last, where the history saw them go; those that others refer to are found before these."""
        sought = {(table, row) for table, rows in missing.items() if table in recorded() for row in rows}
        sought -= self.rows.keys() | self.unknown
        if not sought:
            return
        self.unknown |= sought
        gone: dict[str, set[str]] = defaultdict(set)
        for table, row in sought:
            gone[table].add(row)
        which = reduce(Q.__or__, (Q(table=table, row__in=rows) for table, rows in gone.items()))
        last = Change.objects.filter(which, deed=Deed.REMOVED).order_by("table", "row", "-pk").distinct("table", "row")
        for change in last:
            self.rows[change.table, change.row] = _instance(recorded()[change.table], change.before or {})
        for change in last:
            self._relate(recorded()[change.table], self.rows[change.table, change.row])

    def _relate(self, kind: Recorded, instance: models.Model) -> None:
        """Give a row that is gone those that it refers to, as far as they are at hand."""
        for field in kind.fields.values():
            if field.is_relation:
                key = field.related_model._meta.db_table, str(getattr(instance, field.attname))
                if other := self.rows.get(key):
                    setattr(instance, field.name, other)


def in_words(field: Any, value: Any, zone: zoneinfo.ZoneInfo) -> str:
    """A stored value as the form shows it, moments by the clocks of the zone."""
    if isinstance(field, ArrayField):
        return ", ".join(in_words(field.base_field, each, zone) for each in value)
    if field.flatchoices:
        return said.choice(field.flatchoices, value)
    if isinstance(field, models.BooleanField):
        return said.yes_or_no(value)
    if isinstance(field, models.DateTimeField):
        return said.moment(datetime.datetime.fromisoformat(value), zone)
    if isinstance(field, models.DateField):
        return said.day(datetime.date.fromisoformat(value))
    if isinstance(field, models.FileField):
        return said.file(value)
    text = str(value)
    return plain(text) if text.startswith("<") else text


def _kind(kind: Recorded) -> str:
    return str(kind.model._meta.verbose_name)


def _valid(model: type[models.Model], keys: Iterable[str]) -> list[Any]:
    found = []
    for key in keys:
        try:
            found.append(model._meta.pk.to_python(key))
        except ValidationError:
            continue
    return found


def _instance(kind: Recorded, values: Mapping[str, Any]) -> models.Model:
    """The row as it was, not saved."""
    given = {}
    for column, field in kind.fields.items():
        if column in values:
            try:
                given[field.attname] = field.to_python(values[column])
            except (ValidationError, TypeError, ValueError):
                given[field.attname] = None
    return kind.model(**given)


def _name(instance: models.Model) -> str:
    """What it is called, also where what its name is made of is gone."""
    try:
        return str(instance) or f"no. {instance.pk}"
    except (ObjectDoesNotExist, AttributeError, TypeError):
        return f"no. {instance.pk}"


def of(changes: Sequence[Change]) -> list[RowChange]:
    """The changes in words."""
    return Words(changes).row_changes()
