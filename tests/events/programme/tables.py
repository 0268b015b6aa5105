"""Tables of programmes for the tests."""

from typing import Any

from events.programme.rows import OF_RACE, TABLE
from isuwc.spreadsheets import read_table


def table(*rows: dict[str, str]) -> bytes:
    """A CSV of those cells; a row is of the women's 500m in session 1 on the first day unless told otherwise."""
    usual = {"session": "1", "date": "2025-11-14", "category": "women", "distance": "500", "division": "A"}
    made = [{**usual, **row} for row in rows]
    lines = [list(TABLE.columns), *([row.get(column, "") for column in TABLE.columns] for row in made)]
    return "\n".join(",".join(line) for line in lines).encode()


def bare(**cells: str) -> dict[str, str]:
    """A session without a race."""
    return {**dict.fromkeys(OF_RACE, ""), **cells}


def rows(*given: dict[str, str]) -> list[Any]:
    return read_table(TABLE, table(*given), "programme.csv")
