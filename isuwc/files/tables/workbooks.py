"""Reads the sheets of an XLSX, in a reader process (`isuwc.files.confined`) as a small file may be huge unpacked."""

import datetime
import io
import re
import zipfile
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from isuwc.files.confined import Found, RefusedError

MOST_UNPACKED = 60 << 20  # bytes
MOST_PARTS = 1_000_000  # cells, or texts that cells share
MOST_SHEETS = 40
MOST_MERGED = 20_000
Lines = list[tuple[int, list[str]]]
_MERGED = re.compile(r"([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})", re.ASCII)
_PARTS = [start + end for start in (b"<c", b":c", b"<si", b":si") for end in (b" ", b"/", b">")]


def sheets(data: bytes, most_rows: int, most_columns: int) -> Found:
    """Every sheet with its name, whether it is hidden, and its rows' numbers and texts, empty rows left out.

    Raises RefusedError for what is no XLSX.
    """
    try:
        return _sheets(data, most_rows, most_columns), ()
    except RefusedError:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError, SyntaxError) as error:
        raise RefusedError("It is broken, or no XLSX.") from error


def _sheets(data: bytes, most_rows: int, most_columns: int) -> list[tuple[str, bool, Lines]]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
            raise RefusedError("It unpacks to far more than a table.")
        # Counted before they are read: an empty cell takes 4 bytes of the file and a hundred times that of memory.
        for each in packed.infolist():
            if each.filename.endswith(".xml") and (count := _parts(packed.read(each))) > MOST_PARTS:
                raise RefusedError(f"This table is too large to read: it has {count:,} cells or texts.")
        found = []
        for sheet in load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[:MOST_SHEETS]:
            cells = sheet.iter_rows(max_row=most_rows, max_col=most_columns + 1, values_only=True)
            said = ((number, [_said(value) for value in row]) for number, row in enumerate(cells, 1))
            lines = [(number, row) for number, row in said if any(row)]
            if any(len(row) > most_columns and row[most_columns] for _, row in lines):
                raise RefusedError(f"The sheet {sheet.title} has more than {most_columns} columns.")
            path = getattr(sheet, "_worksheet_path", "")  # openpyxl doesn't say what is merged when it reads in rows
            if path in packed.namelist():
                _fill_down(lines, packed.read(path), most_rows, most_columns)
            found.append((sheet.title, sheet.sheet_state != "visible", lines))
        return found


def _fill_down(lines: Lines, xml: bytes, most_rows: int, most_columns: int) -> None:
    """Give each row of a cell that is merged over several its text; XLSX stores it with the first alone."""
    by_number = dict(lines)
    for part in xml.split(b'mergeCell ref="', MOST_MERGED)[1:]:
        match = _MERGED.fullmatch(part[:24].partition(b'"')[0].decode("ascii", "replace"))
        if match is None:
            continue
        left, top, bottom = column_index_from_string(match[1]) - 1, int(match[2]), int(match[3])
        text = by_number[top][left] if top in by_number and left < len(by_number[top]) else ""
        if not text or left >= most_columns:
            continue
        for number in range(top + 1, min(bottom, most_rows) + 1):
            if (row := by_number.get(number)) is not None:
                row += [""] * (left + 1 - len(row))
                row[left] = text


def _parts(xml: bytes) -> int:
    # Endings of elements with a prefix are counted as well: twice too many of no real table come near the limit.
    return sum(xml.count(part) for part in _PARTS)


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds").removesuffix(":00")
    if isinstance(value, datetime.time):
        return value.isoformat() if value.microsecond else value.isoformat("seconds").removesuffix(":00")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(unescape(str(value)))  # a control character stands in an XLSX as _x000B_
