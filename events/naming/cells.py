"""Reads the cells of a table that identify a race."""

from collections.abc import Callable, Mapping
from typing import Any

from events.naming import words
from events.naming.choices import category_fits
from events.naming.race import RaceIdentity
from isuwc.files.tables.tabular import Checks, Row

READERS: Mapping[str, Callable[[str], Any]] = {
    "category": words.category,
    "distance": words.distance,
    "division": words.division,
    "phase": words.phase,
    "ordinal": words.ordinal,
}


def checked_identity(row: Row, check: Checks) -> RaceIdentity | None:
    """The race; None, with every error added to `check`, if a cell is wrong."""
    own = Checks()
    cells = {column: own(row.read, column, row.cells[column], reader) for column, reader in READERS.items()}
    if cells["category"] and cells["distance"] and not category_fits(cells["category"], cells["distance"]):
        own.errors.append(row.error("category", "the mixed relay, and no other race, is mixed"))
    check.errors += own.errors
    return None if own.errors else RaceIdentity(**cells)


def identity_of(row: Row) -> RaceIdentity:
    """The race. Raises DataError for the first wrong cell."""
    check = Checks()
    found = checked_identity(row, check)
    if found is None:
        raise check.errors[0]
    return found
