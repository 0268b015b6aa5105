"""Whatever people hand in as a table, as sheets of numbered lines of cells: pasted, CSV or XLSX."""

import csv
import io
from dataclasses import dataclass
from functools import cached_property

from isuwc.files.confined.run import MB, Limits, UnreadableError, read
from isuwc.files.tables.delimited import cells_of, text_of
from isuwc.text.characters import clean

MOST_BYTES = 5 << 20
MOST_ROWS = 20_000
MOST_COLUMNS = 60
LIMITS = Limits(memory=512 * MB, seconds=10, answer=64 * MB)  # of the reader of an XLSX

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Line = tuple[int, tuple[str, ...]]  # its number as in an editor, and its cells


class TableError(Exception):
    """The file is not a table of that kind; the message says why."""


@dataclass(frozen=True)
class Sheet:
    """The lines of a sheet that are not empty; `name` is empty for a text."""

    name: str
    lines: tuple[Line, ...]
    is_hidden: bool = False

    @cached_property
    def width(self) -> int:
        return max((len(cells) for _, cells in self.lines), default=0)

    @property
    def as_text(self) -> str:
        """As CSV in which every line has the number that it has here, to be shown in a form and corrected."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        written = 0
        for number, cells in self.lines:
            text.write("\n" * (number - written - 1))
            filled = [*cells, *[""] * (self.width - len(cells))]  # as many commas in each line, by which they are known
            writer.writerow([inert(clean(cell, is_line=True).text) for cell in filled])
            written = max(number, written + 1)
        return text.getvalue()


def inert(text: str) -> str:
    """The text as a cell that spreadsheets don't take for a formula. `alive` is the inverse."""
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def alive(cell: str) -> str:
    """The text of a cell that `inert` made."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULA, "'")) else cell


def read_book(data: bytes) -> list[Sheet]:
    """The sheets, at least one. Raises TableError, in words, for what is no table."""
    if len(data) > MOST_BYTES:
        raise TableError(f"It has more than {MOST_BYTES >> 20} MB.")
    if data[:4] == b"PK\x03\x04":
        return _workbook(data)
    return [Sheet("", _text(data))]


def sheet_of_text(text: str, name: str = "") -> Sheet:
    """What was pasted, or `Sheet.as_text` again. Raises TableError, in words."""
    data = text.encode("utf-8", "replace")
    if len(data) > MOST_BYTES:
        raise TableError(f"It has more than {MOST_BYTES >> 20} MB.")
    return Sheet(name, _text(data))


def _text(data: bytes) -> tuple[Line, ...]:
    try:
        text = text_of(data)
    except ValueError as error:
        raise TableError(
            "It is neither an XLSX nor a text in UTF-8. Save it as XLSX or as “CSV UTF-8”, or copy its cells."
        ) from error
    try:
        found = cells_of(text, MOST_ROWS)
    except ValueError as error:
        raise TableError(f"I{str(error)[1:]}.") from error
    return tuple((number, tuple(alive(cell.strip("\n ")) for cell in cells)) for number, cells in found)


def _workbook(data: bytes) -> list[Sheet]:
    """Read in a separate process, as a small XLSX may unpack to gigabytes."""
    module = "isuwc.files.tables.workbooks"
    try:
        found = read("table", data, module, "sheets", MOST_ROWS + 2, MOST_COLUMNS, limits=LIMITS)
    except UnreadableError as error:
        raise TableError(str(error)) from error
    return sheets_of(found.facts)


def sheets_of(found: list[tuple[str, bool, list[tuple[int, list[str]]]]]) -> list[Sheet]:
    """What the reader's process found as sheets, in which every row is as wide as the widest may be."""
    return [
        Sheet(name, tuple((number, tuple(map(alive, _trimmed(cells)))) for number, cells in lines), is_hidden)
        for name, is_hidden, lines in found
    ] or [Sheet("", ())]


def _trimmed(cells: list[str]) -> list[str]:
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]
