"""Made-up tables of listings."""

from events.broadcast.listings.apply import plan
from events.broadcast.listings.rows import TABLE
from isuwc.files.tables.spreadsheets import read_table


def table(*rows: dict[str, str], delimiter: str = ",") -> bytes:
    """A CSV of those cells; a row is of a made-up broadcaster in Norway unless told otherwise."""
    usual = {"broadcaster": "example-tv", "country": "NOR", "source": "A made-up source"}
    made = [{**usual, **row} for row in rows]
    header = list(dict.fromkeys(column for row in made for column in row))
    lines = [header, *([row.get(column, "") for column in header] for row in made)]
    return "\n".join(delimiter.join(line) for line in lines).encode()


def planned(data: bytes):
    return plan(read_table(TABLE, data, "listings.csv"))
