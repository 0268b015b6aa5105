"""Reads CSV, and cells pasted from a spreadsheet, into rows of cells. Raises ValueError, in words. Pure."""

import codecs
import csv
import io
from collections import Counter
from itertools import islice

DELIMITERS = "\t;,"
LINES_LOOKED_AT = 50


def text_of(data: bytes) -> str:
    """The bytes decoded as UTF-8, without a byte order mark; as UTF-16 if they begin with its mark.

    Raises ValueError if they are neither, or have a NUL.
    """
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # as "Unicode text" of spreadsheets
    text = data.decode("utf-16" if is_wide else "utf-8-sig")
    if "\0" in text:
        raise ValueError("text can't contain a NUL")
    return text


def delimiter_of(text: str) -> str:
    """The one of DELIMITERS that occurs equally often in most of the first lines, as a table's does.

    A title above the table may have any of them. Where it is equal, the most frequent one of the first line.
    """
    lines = [line for line in islice(io.StringIO(text.lstrip()), LINES_LOOKED_AT) if line.strip()]

    def likeness(delimiter: str) -> tuple[int, int]:
        counts = Counter(count for line in lines if (count := line.count(delimiter)))
        return max(counts.values(), default=0), lines[0].count(delimiter) if lines else 0

    return max(DELIMITERS, key=likeness)


def cells_of(text: str, most_rows: int) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, including the header, each with its line number as in an editor.

    Raises ValueError if the text is not CSV, has more than `most_rows` rows below the header, or more than ten times as
    many lines, counting empty ones and line breaks in cells.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, cells))
            if len(rows) > most_rows + 1 or reader.line_num > 10 * most_rows:
                raise ValueError(f"it has more than {most_rows} rows")
    except csv.Error as error:
        raise ValueError(f"it is not a CSV file: {error}") from error
    return rows
