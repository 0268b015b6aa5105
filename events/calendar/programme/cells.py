"""Single cells of a programme's table. Each raises DataError for what it can't be. Pure."""

import datetime
import zoneinfo
from collections.abc import Callable, Mapping
from typing import Any

from events.time.clock_times import clock, said, written
from isuwc.files.tables.tabular import DataError, Row

MOST = 999  # a number of a session or race beyond it is a typing error

Cell = tuple[Any, Row]  # what a cell says, and where


def is_held(held: datetime.datetime | None, time: datetime.time | None, zone: zoneinfo.ZoneInfo) -> bool:
    """Whether the cell says the time of day that is held."""
    return held is not None and time is not None and clock(said(held, zone)) == time


def session_cell(row: Row, column: str) -> Any:
    """What the cell says; None where it is empty, which leaves it to another row of the session."""
    if column == "date":
        return row.optional_date("date")
    if column == "session_name":
        return row.text("session_name", 60) or None
    return row.read(column, row.cells[column], lambda text: clock(text) if text else None)


def agree(number: int, known: dict[str, Cell], cells: Mapping[str, Any], row: Row) -> None:
    """Add what the row says of its session. Raises DataError where another row says something else."""
    for column, value in cells.items():
        other, where = known.setdefault(column, (value, row))
        if other != value:
            raise row.error(column, f"session {number} has {where.cells[column]!r} in row {where.number}")


def timed(row: Row, column: str, zone: zoneinfo.ZoneInfo, reader: Callable[[], datetime.datetime]) -> datetime.datetime:
    return row.read(column, "", lambda _: written(reader, zone))


def race_number(row: Row) -> int:
    if not row.cells["race"]:
        raise row.error("race", "empty, while other races have a number: number all of them or none")
    return row.number_at("race", 1, MOST)


def number_or_none(row: Row, column: str) -> int | None:
    try:
        return row.number_at(column, 1, MOST)
    except DataError:
        return None
