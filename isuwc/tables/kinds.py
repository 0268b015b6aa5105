"""A kind of table: what tells it from others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from isuwc.files.tables.spreadsheets import Table
from isuwc.tables.plans import Plan


@dataclass(frozen=True)
class Kind:
    """A kind of table that staff hand in and get out.

    `plan` makes the plan of rows, of what else it is given by name, and of what the database holds. `rows` are what is
    held, or the part that is asked for by name, as rows of which the plan changes nothing.
    """

    name: str  # as in its commands, import_… and export_…
    table: Table
    plan: Callable[..., Plan[Any]]
    rows: Callable[..., Iterable[list[str]]]
    permissions: tuple[str, ...]  # that a person needs all of
