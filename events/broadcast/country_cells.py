"""Cells of tables that name countries and territories: by NOC code or by any name in use. Pure.

A code of the past is read, since a row that has one already keeps it; whoever adds something new for one refuses it.
"""

from events.naming.places import Meanings, UnclearError
from isuwc.files.tables.tabular import Row


def country_code(row: Row, column: str, countries: Meanings) -> str:
    """The code of the country that the cell names. Raises DataError if it names none, or several."""
    cell = row.cells[column]
    if cell.upper() in countries.codes:
        return cell.upper()
    try:
        return countries.one(cell)
    except UnclearError as error:
        raise row.error(column, str(error)) from error


def country_codes(row: Row, column: str, countries: Meanings) -> tuple[str, ...]:
    """Those of all that the cell names. Raises DataError for a name that means none, or several."""
    cell = row.cells[column]
    plain = cell.replace(",", " ").upper().split()
    if all(code in countries.codes for code in plain):
        return tuple(plain)
    try:
        return countries.read(cell)
    except UnclearError as error:
        raise row.error(column, str(error)) from error
