"""Reads the rows of an XLSX, in a reader process (`isuwc.files.confined`) as a small file may be huge unpacked."""

import datetime
import io
import zipfile
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from isuwc.files.confined import Found, RefusedError

MOST_UNPACKED = 60 << 20  # bytes
MOST_PARTS = 1_000_000  # cells, or texts that cells share
_PARTS = [start + end for start in (b"<c", b":c", b"<si", b":si") for end in (b" ", b"/", b">")]


def rows(data: bytes, most_rows: int, width: int) -> Found:
    """The first sheet as its rows' numbers and texts, empty rows left out. Raises RefusedError for what is no XLSX."""
    try:
        return _rows(data, most_rows, width), ()
    except RefusedError:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError, SyntaxError) as error:
        raise RefusedError("It is broken, or no XLSX.") from error


def _rows(data: bytes, most_rows: int, width: int) -> list[tuple[int, list[str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
            raise RefusedError("It unpacks to far more than a table.")
        # Counted before they are read: an empty cell takes 4 bytes of the file and a hundred times that of memory.
        for each in packed.infolist():
            if each.filename.endswith(".xml") and (count := _parts(packed.read(each))) > MOST_PARTS:
                raise RefusedError(f"This table is too large to read: it has {count:,} cells or texts.")
    sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
    found = sheet.iter_rows(max_row=most_rows, max_col=width, values_only=True)
    said = ((number, [_said(value) for value in row]) for number, row in enumerate(found, 1))
    return [(number, cells) for number, cells in said if any(cells)]


def _parts(xml: bytes) -> int:
    # Endings of elements with a prefix are counted as well: twice too many of no real table come near the limit.
    return sum(xml.count(part) for part in _PARTS)


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(unescape(str(value)))  # a control character stands in an XLSX as _x000B_
