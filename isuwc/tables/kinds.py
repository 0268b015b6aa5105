"""What defines a kind of table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from isuwc.files.tables.spreadsheets import Table
from isuwc.tables.matching.columns import Layout
from isuwc.tables.plans import Plan


@dataclass(frozen=True)
class Kind:
    """A kind of table that staff import and export.

    `plan` takes rows, and options as keyword arguments, and compares them with the database. `rows` returns what is
    stored, or the part chosen by keyword arguments, as rows for which `plan` changes nothing.
    """

    name: str  # as in its commands, import_… and export_…
    table: Table
    plan: Callable[..., Plan[Any]]
    rows: Callable[..., Iterable[list[str]]]
    permissions: tuple[str, ...]  # all of them are required
    layout: Layout  # how tables of others become tables of this kind
