"""Reads CSV, and cells pasted from a spreadsheet, into rows of cells. Raises ValueError, in words. Pure."""

import csv
import io

DELIMITERS = "\t;,"


def text_of(data: bytes) -> str:
    """The bytes decoded as UTF-8, without a byte order mark. Raises ValueError if they are not UTF-8, or have a NUL."""
    text = data.decode("utf-8-sig")
    if "\0" in text:
        raise ValueError("text can't contain a NUL")
    return text


def delimiter_of(text: str) -> str:
    """The one of DELIMITERS that is most frequent in the first line."""
    return max(DELIMITERS, key=text.lstrip().partition("\n")[0].count)


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
