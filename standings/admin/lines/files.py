"""A file with lines, CSV or XLSX, as the text that would be pasted."""

from isuwc.files.confined.run import UnreadableError, read
from isuwc.files.tables.delimited import text_of
from isuwc.files.tables.spreadsheets import LIMITS, MOST_BYTES, TableError
from standings.sheets.pasted.grid import MOST_ROWS

WIDEST = 40  # columns


def text_of_file(data: bytes) -> str:
    """Its text; of an XLSX, the first sheet's cells between tabs. Raises TableError in words."""
    if len(data) > MOST_BYTES:
        raise TableError(f"The file has more than {MOST_BYTES >> 20} MB.")
    if data[:4] == b"PK\x03\x04":
        try:
            found = read("table", data, "isuwc.files.tables.workbooks", "rows", MOST_ROWS + 10, WIDEST, limits=LIMITS)
        except UnreadableError as error:
            raise TableError(str(error)) from error
        return "\n".join("\t".join(" ".join(cell.split()) for cell in cells) for _, cells in found.facts)
    try:
        return text_of(data)
    except ValueError as error:
        raise TableError("The file is neither an XLSX nor a text in UTF-8.") from error
