"""Reads single cells of a programme's table. Raises DataError for a wrong one. Pure."""

import datetime
import zoneinfo
from collections.abc import Callable, Mapping
from typing import Any

from events.naming.words import MAX_NUMBER
from events.time.clock_times import clock_text, parse_clock, read_moment
from isuwc.files.tables.tabular import DataError, Row

Cell = tuple[Any, Row]  # a cell's value and its row


def is_same_time(stored: datetime.datetime | None, time: datetime.time | None, zone: zoneinfo.ZoneInfo) -> bool:
    """Whether the cell has the time of day of the stored moment."""
    return stored is not None and time is not None and parse_clock(clock_text(stored, zone)) == time


def session_cell(row: Row, column: str) -> Any:
    """The cell's value; None where it is empty: another row of the session may have it."""
    if column == "date":
        return row.optional_date("date")
    if column == "session_name":
        return row.text("session_name", 60) or None
    return row.read(column, row.cells[column], lambda text: parse_clock(text) if text else None)


def agree(number: int, known: dict[str, Cell], cells: Mapping[str, Any], row: Row) -> None:
    """Add a row's cells to what is known of its session. Raises DataError where another row differs."""
    for column, value in cells.items():
        other, where = known.setdefault(column, (value, row))
        if other != value:
            raise row.error(column, f"session {number} has {where.cells[column]!r} in row {where.number}")


def timed(row: Row, column: str, zone: zoneinfo.ZoneInfo, reader: Callable[[], datetime.datetime]) -> datetime.datetime:
    return row.read(column, "", lambda _: read_moment(reader, zone))


def race_number(row: Row) -> int:
    if not row.cells["race"]:
        raise row.error("race", "empty, although other races have a number: number all of them or none")
    return row.number_at("race", 1, MAX_NUMBER)


def number_or_none(row: Row, column: str) -> int | None:
    try:
        return row.number_at(column, 1, MAX_NUMBER)
    except DataError:
        return None
