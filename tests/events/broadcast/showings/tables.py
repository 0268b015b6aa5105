"""Tables of single sessions for the tests."""

from typing import Any

from events.broadcast.showings.apply import ShowingPlan, plan
from events.broadcast.showings.rows import TABLE
from isuwc.files.tables.spreadsheets import read_table
from isuwc.tables.plans import apply


def table(*rows: dict[str, str]) -> bytes:
    """A CSV of those cells; a row is of session 1 of World Cup 1 at Example TV in Norway unless told otherwise."""
    usual = {"broadcaster": "example-tv", "country": "NOR", "season": "2025-26", "event": "1", "session": "1"}
    made = [{**usual, **row} for row in rows]
    lines = [list(TABLE.columns), *([row.get(column, "") for column in TABLE.columns] for row in made)]
    return "\n".join(",".join(line) for line in lines).encode()


def rows(*given: dict[str, str]) -> list[Any]:
    return read_table(TABLE, table(*given), "sessions.csv")


def planned(*given: dict[str, str]) -> ShowingPlan:
    return plan(rows(*given))


def do(*given: dict[str, str]) -> None:
    made = planned(*given)
    assert [str(error) for error in made.errors] == []
    apply(made)
