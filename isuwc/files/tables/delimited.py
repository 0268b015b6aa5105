"""CSV files and cells pasted from a spreadsheet, from bytes to cells. Pure; errors are ValueErrors, in words."""

import csv
import io

DELIMITERS = "\t;,"


def text_of(data: bytes) -> str:
    """The text that the bytes are in UTF-8. Raises ValueError for any others."""
    text = data.decode("utf-8-sig")
    if "\0" in text:
        raise ValueError("text can't contain a NUL")
    return text


def delimiter_of(text: str) -> str:
    """Of DELIMITERS the one that the first line has most of."""
    return max(DELIMITERS, key=text.lstrip().partition("\n")[0].count)


def cells_of(text: str, most_rows: int) -> list[tuple[int, list[str]]]:
    """The rows, the header among them, each with its number as an editor numbers lines; without empty ones.

    Raises ValueError for what is not CSV, and for more rows below the header, or ten times as many lines: empty ones,
    and line breaks in cells, included.
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
