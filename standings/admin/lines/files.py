"""A file with lines, CSV or XLSX, as the text that would be pasted."""

from isuwc.files.tables.books import MOST_BYTES, TableError, read_book
from isuwc.files.tables.delimited import text_of


def text_of_file(data: bytes) -> str:
    """Its text; of an XLSX, the first sheet's cells between tabs. Raises TableError in words."""
    if len(data) > MOST_BYTES:
        raise TableError(f"The file has more than {MOST_BYTES >> 20} MB.")
    if data[:4] == b"PK\x03\x04":
        sheets = read_book(data)
        sheet = next((each for each in sheets if not each.is_hidden), sheets[0])
        return "\n".join("\t".join(" ".join(cell.split()) for cell in cells) for _, cells in sheet.lines)
    try:
        return text_of(data)
    except ValueError as error:
        raise TableError("The file is neither an XLSX nor a text in UTF-8.") from error
