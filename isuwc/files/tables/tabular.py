"""Reads the cells of a table by their type, with errors that name file, row and column.

Parsing is done by Python's `csv`. tablib, pyexcel and pandas lose the line numbers that people need to correct a file;
frictionless keeps them, but brings some twenty packages and a schema language.
"""

import csv
import datetime
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from isuwc.text.characters import clean
from isuwc.text.numbers import whole_number

Value = TypeVar("Value")

YES, NO = {"yes", "true", "1", "x"}, {"no", "false", "0"}


class DataError(ValueError):
    """An error in a file; the message names the place. `row` is its line number as in an editor, 0 for none."""

    def __init__(self, words: str, row: int = 0, column: str = "") -> None:
        super().__init__(words)
        self.row, self.column = row, column


class ChangedSinceError(Exception):
    """The data changed since they were shown; nothing was done."""


@dataclass(frozen=True)
class Row:
    """A row of a file. Its methods read single cells and raise DataError for a wrong one.

    `cleanings` describe which characters were removed from cells because they damage a text (`isuwc.text.characters`).
    `given` are the columns that the file has; None means all. `titles` are what the file calls columns, where that is
    another name than ours.
    """

    file: str
    number: int
    cells: Mapping[str, str]
    cleanings: tuple[str, ...] = ()
    given: frozenset[str] | None = None
    titles: Mapping[str, str] = field(default_factory=dict)

    def has(self, column: str) -> bool:
        """Whether the file says anything in this column, be it that a cell is empty."""
        return self.given is None or column in self.given

    def filled(self, cells: Mapping[str, str]) -> "Row":
        """The row with these cells added, cleaned and stripped."""
        cleaned = {column: clean(cell.strip(), is_line=True) for column, cell in cells.items()}
        words = [f"Row {self.number}, {column}: {each.words}." for column, each in cleaned.items() if each.words]
        texts = {column: each.text.strip() for column, each in cleaned.items()}
        return replace(self, cells={**self.cells, **texts}, cleanings=tuple(words))

    def error(self, column: str, message: str) -> DataError:
        """An error for this cell."""
        title = self.titles.get(column, column)
        return DataError(f"{self.file}, row {self.number}, column {title}: {message}", self.number, column)

    def text(self, column: str, longest: int = 300) -> str:
        if len(self.cells[column]) > longest:
            raise self.error(column, f"{len(self.cells[column])} characters, of which {longest} fit")
        return self.cells[column]

    def required(self, column: str, longest: int = 300) -> str:
        if not self.cells[column]:
            raise self.error(column, "empty")
        return self.text(column, longest)

    def one_of(self, column: str, values: Collection[str]) -> str:
        if self.cells[column] not in values:
            raise self._none_of(column, values)
        return self.cells[column]

    def choice(self, column: str, values: Collection[str], default: str = "") -> str:
        """One of the values, which are in lower case, in any capitalisation; `default` if the cell is empty."""
        chosen = self.cells[column].casefold() or default
        if chosen not in values:
            raise self._none_of(column, values)
        return chosen

    def _none_of(self, column: str, values: Collection[str]) -> DataError:
        return self.error(column, f"{self.cells[column]!r} is not one of {', '.join(v or 'empty' for v in values)}")

    def known(self, column: str, values: Collection[str], what: str) -> str:
        if self.cells[column] not in values:
            raise self.error(column, f"{self.cells[column]!r} is not {what}")
        return self.cells[column]

    def number_at(self, column: str, least: int = 0, most: int = 32_767) -> int:
        return self.read(column, self.cells[column], lambda text: whole(text, least, most))

    def optional_number(self, column: str, least: int = 0, most: int = 32_767) -> int | None:
        return self.number_at(column, least, most) if self.cells[column] else None

    def numbers(self, column: str) -> list[int]:
        return self.read(column, self.cells[column], lambda t: [whole(n, 0, 32_767) for n in t.split()])

    def date(self, column: str) -> datetime.date:
        return self.read(column, self.cells[column], iso_date)

    def optional_date(self, column: str) -> datetime.date | None:
        return self.date(column) if self.cells[column] else None

    def flag(self, column: str, default: bool | None = None) -> bool:
        """Yes or no in any of their spellings; `default` if the cell is empty, which is an error without one."""
        text = self.cells[column].casefold()
        if not text and default is not None:
            return default
        if text not in YES | NO:
            raise self.error(column, f"{self.cells[column]!r} is neither yes nor no")
        return text in YES

    def link(self, column: str, longest: int = 2_000) -> str:
        """The address of a web page, or "" if empty."""
        text = self.text(column, longest)
        try:
            if text:
                URLValidator(schemes=["https", "http"])(text)
        except ValidationError as error:
            raise self.error(column, f"{text!r} is not an address such as https://example.org/") from error
        return text

    def optional_clock(self, column: str) -> datetime.time | None:
        return self.read(column, self.cells[column], lambda t: datetime.time.fromisoformat(t) if t else None)

    def read(self, column: str, text: str, reader: Callable[[str], Value]) -> Value:
        try:
            return reader(text)
        except ValueError as error:
            raise self.error(column, str(error)) from error


class Checks:
    """Calls readers of cells and collects their errors, so that every wrong cell of a row is reported."""

    def __init__(self) -> None:
        self.errors: list[DataError] = []

    def __call__(self, reader: Callable[..., Any], *arguments: Any) -> Any:
        """What the reader returns; None, with the error collected, if the cell is wrong."""
        try:
            return reader(*arguments)
        except DataError as error:
            self.errors.append(error)
            return None


def iso_date(text: str) -> datetime.date:
    """Raises ValueError, in words, for anything else than 2025-11-18."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        raise ValueError(f"{shown!r} is not a date such as 2025-11-18") from error


def whole(text: str, least: int, most: int) -> int:
    """The text as a whole number. Raises ValueError if it is none, or out of range."""
    number = whole_number(text)
    if number is None or not least <= number <= most:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        raise ValueError(f"{shown!r} is not a whole number from {least} to {most}")
    return number


@dataclass
class Counts:
    """How many rows of one kind were created, updated, left unchanged and removed."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0

    def __str__(self) -> str:
        parts = [f"{self.created} created", f"{self.updated} updated", f"{self.unchanged} unchanged"]
        return ", ".join([*parts, f"{self.removed} removed"] if self.removed else parts)


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV file, with stripped cells. Raises DataError for a row of another length than the header."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        reader = csv.reader(file)
        header = next(reader)
        for cells in reader:
            row = Row(f"{path.parent.name}/{path.name}", reader.line_num, dict(zip(header, cells, strict=False)))
            if len(cells) != len(header):
                raise row.error(header[-1], f"{len(cells)} cells, but the header has {len(header)}")
            yield row.filled(row.cells)
