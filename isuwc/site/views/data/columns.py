"""A table for each shape of the API: what is within another part has columns of its own, a list is one text. Pure."""

import datetime
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from isuwc.files.tables.spreadsheets import Cells

# The names of types in a data package (Table Schema), for what isn't text
TYPES = {int: "integer", float: "number", bool: "boolean", datetime.date: "date", datetime.datetime: "datetime"}
Shape = type[BaseModel]


@dataclass(frozen=True)
class Column:
    """`name` in the table, where it is found, its type as Table Schema calls it, and what it means."""

    name: str
    path: tuple[str, ...]
    type: str
    words: str


@cache
def columns(shape: Shape) -> tuple[Column, ...]:
    return tuple(_columns(shape, (), ""))


def cells(item: BaseModel) -> Cells:
    """A row: None for what is not known."""
    return [_cell(item, column.path) for column in columns(type(item))]


def _columns(shape: Shape, path: tuple[str, ...], before: str) -> Iterator[Column]:
    for name, field in shape.model_fields.items():
        kinds = _kinds(field.annotation)
        within = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
        own = f"{before}_{name}" if before else name
        if within:
            yield from _columns(within, (*path, name), own)
        else:
            yield Column(own, (*path, name), _type(kinds), _words(field))


def _kinds(annotation: Any) -> tuple[Any, ...]:
    """What the value may be, apart from None."""
    if typing.get_origin(annotation) is typing.Annotated:
        return _kinds(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in {types.UnionType, typing.Union}:
        return tuple(each for part in typing.get_args(annotation) for each in _kinds(part))
    return () if annotation is types.NoneType else (annotation,)


def _type(kinds: tuple[Any, ...]) -> str:
    found = {TYPES.get(kind, "string") for kind in kinds}
    return "number" if found == {"integer", "number"} else found.pop() if len(found) == 1 else "string"


def _words(field: FieldInfo) -> str:
    """What is said of the field, or else of what it holds."""
    if field.description:
        return field.description
    said = [*field.metadata, *_metadata(field.annotation)]
    return next((each.description for each in said if isinstance(each, FieldInfo) and each.description), "")


def _metadata(annotation: Any) -> Iterator[Any]:
    """What is noted within a type: of the X in X | None."""
    yield from getattr(annotation, "__metadata__", ())
    for part in typing.get_args(annotation):
        yield from _metadata(part)


def _cell(item: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        item = getattr(item, name) if item is not None else None
    return _plain(item)


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime.date):  # and a moment, which is one
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, list):
        return "; ".join(str(_plain(each)) for each in value) or None
    return value
