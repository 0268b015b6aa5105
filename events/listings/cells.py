"""Tables of listings as CSV, as cells pasted from a spreadsheet, and as XLSX. Pure.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it, which spreadsheets show as
text, and read without it: what goes out comes back unchanged and does nothing on the way.
"""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from isuwc.tabular import Row

MOST_BYTES = 5 << 20
MOST_UNPACKED = 60 << 20  # of an XLSX, which is a ZIP: a small file may unpack to gigabytes
MOST_ROWS = 20_000

COLUMNS = (
    "id", "broadcaster", "country", "group", "except_countries", "series", "season", "events", "except_events",
    "except_held_in", "starts_on", "ends_on", "channel", "platform", "link", "timing", "access", "language",
    "exclusive", "source", "note", "checked_on", "example",
)  # fmt: skip
NEEDED = ("broadcaster", "source")

FORMULA = ("=", "+", "-", "@", "\t", "\r")


class TableError(Exception):
    """A file that holds no table of listings, and why not."""


def inert(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def alive(cell: str) -> str:
    """The text that `inert` made the cell of."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULA, "'")) else cell


def read_table(data: bytes, name: str) -> list[Row]:
    """The rows below the header. Raises TableError for what is no table with the columns of listings."""
    if len(data) > MOST_BYTES:
        raise TableError(f"It has more than {MOST_BYTES >> 20} MB.")
    lines = _xlsx(data) if data[:4] == b"PK\x03\x04" else _text(data)
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise TableError("It is empty.")
    (_, head), *body = filled
    header = [cell.strip().casefold().replace(" ", "_") for cell in head]
    while header and not header[-1]:
        header.pop()  # a spreadsheet is as wide as its widest row
    if unknown := [cell for cell in header if cell and cell not in COLUMNS]:
        raise TableError(f"Its header has columns that are not known: {', '.join(unknown)}.")
    if missing := [column for column in NEEDED if column not in header]:
        raise TableError(f"Its header has no column {', '.join(missing)}.")
    if len(set(header)) != len(header):
        raise TableError("Its header has a column twice, or one without a name.")
    if len(body) > MOST_ROWS:
        raise TableError(f"It has more than {MOST_ROWS} rows.")
    return [_row(name, number, header, cells) for number, cells in body]


def _row(name: str, number: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    row = Row(name, number, dict.fromkeys(COLUMNS, ""))
    if len(cells) > len(header) and any(cells[len(header) :]):
        raise TableError(f"Row {number} has {len(cells)} cells, the header {len(header)}.")
    row.cells.update({column: alive(cell).strip() for column, cell in zip(header, cells, strict=False)})
    return row


def _text(data: bytes) -> Iterable[tuple[int, list[str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError("It is neither an XLSX nor a text in UTF-8.") from error
    if "\0" in text:
        raise TableError("It is neither an XLSX nor a text.")
    head = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max("\t;,", key=head.count), strict=True)
    try:
        return [(reader.line_num, [cell.strip("\n ") for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise TableError(f"It is no CSV: {error}.") from error


def _xlsx(data: bytes) -> Iterable[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
                raise TableError("It unpacks to far more than a table of listings.")
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=len(COLUMNS) + 5, values_only=True)
        return [(number, [_said(value) for value in row]) for number, row in enumerate(rows, 1)]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError, SyntaxError) as error:
        raise TableError("It is broken, or no XLSX.") from error


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def as_pasted(rows: Sequence[Row]) -> str:
    """The rows as the text of a CSV, to be shown and corrected; without columns that nobody filled."""
    used = [column for column in COLUMNS if column in NEEDED or any(row.cells[column] for row in rows)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(used)
    writer.writerows([inert(row.cells[column]) for column in used] for row in rows)
    return text.getvalue()


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")  # the mark tells a spreadsheet that it is UTF-8


def as_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Listings")
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([inert(cell) for cell in row])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
