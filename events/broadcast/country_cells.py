"""Cells of tables that name countries and territories: by NOC code or by any name in use. Pure.

A code of the past is read, since a row that has one already keeps it; whoever adds something new for one refuses it.
"""

from events.naming.places import Meanings
from events.naming.territories import whole_countries
from isuwc.files.tables.tabular import Row


def country_code(row: Row, column: str, countries: Meanings) -> str:
    """The code of the country that the cell names. Raises DataError if it names none, or several."""
    return row.read(column, row.cells[column], countries.with_codes_of_the_past.one)


def country_codes(row: Row, column: str, countries: Meanings) -> tuple[str, ...]:
    """Those of all that the cell names. Raises DataError for a name that means none, or several."""
    places = countries.with_codes_of_the_past
    return row.read(column, row.cells[column], lambda text: whole_countries(text, places))
