"""Values in words: one vocabulary for what two people did to a form, for what of it is kept, and for its history.

What a browser has sent is read by `sent`; what is stored is read by whoever knows how, and said by the other functions.
"""

import datetime
import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateformat import format as written
from django_prose_editor.fields import ProseEditorFormField

from isuwc.text.html import plain

NOTHING = "nothing"
YES, NO = "Yes", "No"


def yes_or_no(value: object) -> str:
    return YES if value else NO


def day(value: datetime.date) -> str:
    return written(value, "D j M Y")


def moment(at: datetime.datetime, zone: zoneinfo.ZoneInfo) -> str:
    """By the clocks of the zone, which is named: Fri 14 Nov 2025 20:00 (Oslo), or UTC."""
    local = at.astimezone(zone)
    name = zone.key if zone.key == "UTC" else f"({zone.key.rpartition('/')[2].replace('_', ' ')})"
    return f"{clock(local)} {name}"


def in_utc(at: datetime.datetime, *, today: datetime.date | None = None) -> str:
    """1 Dec 2026, 09:30 UTC; without the day where that is `today`."""
    local = at.astimezone(datetime.UTC)
    return f"{written(local, 'H:i' if local.date() == today else 'j M Y, H:i')} UTC"


def clock(at: datetime.datetime) -> str:
    return written(at, "D j M Y H:i:s" if at.second else "D j M Y H:i")


def choice(choices: Iterable[Any], key: object) -> str:
    """The label of the choice with that key, also of one in a group; the key itself where there is none."""
    return next((str(label) for each, label in _flat(choices) if str(each) == str(key)), str(key))


def file(name: str) -> str:
    """Without the folder in which the site keeps it."""
    return PurePosixPath(name).name


def sent(field: forms.Field, values: Sequence[str]) -> str:
    """What a browser has sent for the field, one text for each of its parts or choices; `NOTHING` if it is empty."""
    if isinstance(field, forms.BooleanField):
        return yes_or_no(values)
    filled = [value for value in values if value.strip()]
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(_rows(field, filled)) or NOTHING
    if isinstance(field, forms.ChoiceField):
        choices: Any = getattr(field.widget, "choices", field.choices)
        return ", ".join(choice(choices, value) for value in filled) or NOTHING
    if isinstance(field, forms.MultiValueField) and len(values) == len(field.fields):
        parts = zip(field.fields, values, strict=True)
        return " ".join(sent(part, [value]) for part, value in parts if value.strip()) or NOTHING
    return " ".join(_one(field, value) for value in filled) or NOTHING


def _one(field: forms.Field, value: str) -> str:
    if isinstance(field, ProseEditorFormField):
        return plain(value)
    if isinstance(field, forms.FileField):
        return file(value)
    said: dict[type, Callable[[Any], str]] = {datetime.datetime: clock, datetime.date: day}
    if isinstance(field, forms.DateField | forms.DateTimeField):
        try:
            found = field.to_python(value)
        except ValidationError:
            return value
        return said[type(found)](found)
    return value


def _flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def _rows(field: Any, keys: list[str]) -> list[str]:
    """By their names, one that is gone by its key; of keys that are none, what came."""
    name = field.to_field_name or "pk"
    asked = [part for key in keys for part in key.split(",")]
    try:
        rows = field.queryset.filter(**{f"{name}__in": asked})
        found = {str(getattr(row, name)): field.label_from_instance(row) for row in rows}
    except (ValueError, TypeError, ValidationError):
        return keys
    return [found.get(key, f"no. {key}") for key in asked]
