"""Cells that more than one table of where to watch has. Pure."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from isuwc.files.tables.tabular import Row

YES, NO = {"yes", "true", "1", "x"}, {"no", "false", "0"}


def one_of(row: Row, column: str, values: Collection[str], usual: str) -> str:
    row.cells[column] = row.cells[column].casefold() or usual
    return row.one_of(column, values)


def flag(row: Row, column: str, usual: bool = False) -> bool:
    """Yes or no, `usual` where the cell is empty."""
    text = row.cells[column].casefold()
    if text and text not in YES | NO:
        raise row.error(column, f"{row.cells[column]!r} is neither yes nor no")
    return text in YES if text else usual


def link(row: Row) -> str:
    text = row.text("link", 200)
    try:
        if text:
            URLValidator(schemes=["https", "http"])(text)
    except ValidationError as error:
        raise row.error("link", f"{text!r} is no address such as https://example.org/") from error
    return text
