"""Tables as CSV, as cells pasted from a spreadsheet, and as XLSX.

All CSV and XLSX files of the site are written here. A text that a spreadsheet would take for a formula is written with
a leading apostrophe, which reading removes again, so that an export can be imported unchanged. Numbers stay numbers.
Characters that damage a text are removed on reading and writing.

XLSX is written with openpyxl, CSV with Python's `csv`. tablib and pyexcel, which support both, read files without any
limit, and write formulas as they are or (tablib's `escape`) without the "=".
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook

from isuwc.files.confined.run import MB, Limits, UnreadableError, read
from isuwc.files.tables.delimited import cells_of, text_of
from isuwc.files.tables.tabular import Row
from isuwc.text.characters import lines

MOST_BYTES = 5 << 20
MOST_ROWS = 20_000
LIMITS = Limits(memory=512 * MB, seconds=10, answer=64 * MB)  # of the reader of an XLSX

Cells = Sequence[str | int | Decimal | None]  # of a row: what is a number here is one in the file

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class TableError(Exception):
    """The file is not a table of that kind; the message says why."""


@dataclass(frozen=True)
class Table:
    """The name of a table, the columns that it may have, in the order of an export, and those that it must have."""

    name: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]


def inert(text: str) -> str:
    """The text as a cell that spreadsheets don't take for a formula. `alive` is the inverse."""
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def alive(cell: str) -> str:
    """The text of a cell that `inert` made."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULA, "'")) else cell


def read_table(table: Table, data: bytes, name: str) -> list[Row]:
    """The rows below the header, each with all the table's columns. Raises TableError if it is not such a table."""
    if len(data) > MOST_BYTES:
        raise TableError(f"It has more than {MOST_BYTES >> 20} MB.")
    lines = _xlsx(data, len(table.columns)) if data[:4] == b"PK\x03\x04" else _text(data)
    return rows_of(table, lines, name)


def rows_of(table: Table, lines: Iterable[tuple[int, list[str]]], name: str) -> list[Row]:
    """The same, from numbered lines of cells. Pure."""
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise TableError("It is empty.")
    (_, head), *body = filled
    header = [cell.strip().casefold().replace(" ", "_") for cell in head]
    while header and not header[-1]:
        header.pop()  # a spreadsheet is as wide as its widest row
    if unknown := [cell for cell in header if cell and cell not in table.columns]:
        raise TableError(f"Its header has unknown columns: {', '.join(unknown)}.")
    if missing := [column for column in table.needed if column not in header]:
        raise TableError(f"Its header has no column {', '.join(missing)}.")
    if len(set(header)) != len(header):
        raise TableError("Its header has a column twice, or one without a name.")
    if len(body) > MOST_ROWS:
        raise TableError(f"It has more than {MOST_ROWS} rows.")
    return [_row(Row(name, number, dict.fromkeys(table.columns, "")), header, cells) for number, cells in body]


def _row(row: Row, header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) > len(header) and any(cells[len(header) :]):
        raise TableError(f"Row {row.number} has {len(cells)} cells, the header {len(header)}.")
    return row.filled({column: alive(cell) for column, cell in zip(header, cells, strict=False)})


def _text(data: bytes) -> Iterable[tuple[int, list[str]]]:
    try:
        text = text_of(data)
    except ValueError as error:
        raise TableError("It is neither an XLSX nor a text in UTF-8.") from error
    try:
        return [(number, [cell.strip("\n ") for cell in cells]) for number, cells in cells_of(text, MOST_ROWS)]
    except ValueError as error:
        raise TableError(f"I{str(error)[1:]}.") from error


def _xlsx(data: bytes, width: int) -> Iterable[tuple[int, list[str]]]:
    """Read in a separate process, as a small XLSX may unpack to gigabytes."""
    try:
        found = read("table", data, "isuwc.files.tables.workbooks", "rows", MOST_ROWS + 2, width + 5, limits=LIMITS)
    except UnreadableError as error:
        raise TableError(str(error)) from error
    return [(number, cells) for number, cells in found.facts]


def as_pasted(table: Table, rows: Sequence[Row]) -> str:
    """The rows as CSV, to be shown in a form and corrected, without columns that are empty throughout."""
    used = [column for column in table.columns if column in table.needed or any(row.cells[column] for row in rows)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(used)
    writer.writerows([inert(row.cells[column]) for column in used] for row in rows)
    return text.getvalue()


def as_csv(table: Table, rows: Iterable[Cells]) -> bytes:
    return csv_file(table.columns, rows)


def csv_file(header: Sequence[str], rows: Iterable[Cells]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows(map(_written, [header, *rows]))
    return text.getvalue().encode("utf-8-sig")  # the byte order mark tells spreadsheets that it is UTF-8


def as_xlsx(table: Table, rows: Iterable[Cells]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name)
    for row in (table.columns, *rows):
        sheet.append(_written(row))
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _written(row: Cells) -> Cells:
    """A row's cells as they are written to either kind of file; None is an empty one."""
    return [inert(lines(cell)) if isinstance(cell, str) else cell for cell in row]


Writer = Callable[[Table, Iterable[Cells]], bytes]

# By file suffix: the function that writes such a file, and its media type
WRITERS: dict[str, tuple[Writer, str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
