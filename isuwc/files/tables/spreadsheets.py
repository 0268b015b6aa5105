"""Tables as CSV, as cells pasted from a spreadsheet, and as XLSX.

All CSV and XLSX files of the site are written here. A text that a spreadsheet would take for a formula is written with
a leading apostrophe, which reading removes again, so that an export can be imported unchanged. Numbers stay numbers.
Characters that damage a text are removed on reading and writing.

XLSX is written with openpyxl, CSV with Python's `csv`. tablib and pyexcel, which support both, read files without any
limit, and write formulas as they are or (tablib's `escape`) without the "=".
"""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import IO

from openpyxl import Workbook

from isuwc.files.tables.books import MOST_ROWS, TableError, inert, read_book
from isuwc.files.tables.tabular import Row
from isuwc.text.characters import lines

CSV_ENCODING = "utf-8-sig"  # the byte order mark tells spreadsheets that it is UTF-8
Cells = Sequence[str | int | float | Decimal | None]  # of a row: what is a number here is one in the file


@dataclass(frozen=True)
class Table:
    """The name of a table, the columns that it may have, in the order of an export, and those that it must have.

    With a column `by_key`, whose cells name what is to be changed, it need not have those.
    """

    name: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    by_key: str = ""

    def missing(self, columns: Collection[str]) -> list[str]:
        """Those that a table with these columns lacks."""
        return [] if self.by_key in columns else [name for name in self.needed if name not in columns]


def read_table(table: Table, data: bytes, name: str) -> list[Row]:
    """The rows below the header of the first sheet, each with all the table's columns.

    Raises TableError if it is not such a table. For tables of ours: those of others are matched (`isuwc.tables`).
    """
    return rows_of(table, ((number, list(cells)) for number, cells in read_book(data)[0].lines), name)


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
    if missing := table.missing(header):
        raise TableError(f"Its header has no column {', '.join(missing)}.")
    if len(set(header)) != len(header):
        raise TableError("Its header has a column twice, or one without a name.")
    if len(body) > MOST_ROWS:
        raise TableError(f"It has more than {MOST_ROWS} rows.")
    return [_row(Row(name, number, dict.fromkeys(table.columns, "")), header, cells) for number, cells in body]


def _row(row: Row, header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) > len(header) and any(cells[len(header) :]):
        raise TableError(f"Row {row.number} has {len(cells)} cells, the header {len(header)}.")
    return replace(row, given=frozenset(header)).filled(dict(zip(header, cells, strict=False)))


def as_csv(table: Table, rows: Iterable[Cells]) -> bytes:
    return csv_file(table.columns, rows)


def csv_file(header: Sequence[str], rows: Iterable[Cells]) -> bytes:
    file = io.BytesIO()
    write_csv(file, header, rows)
    return file.getvalue()


def write_csv(file: IO[bytes], header: Sequence[str], rows: Iterable[Cells]) -> None:
    """The same into a file, row by row. It is left open."""
    text = io.TextIOWrapper(file, CSV_ENCODING, newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_written(header))
    writer.writerows(map(_written, rows))
    text.flush()
    text.detach()


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
