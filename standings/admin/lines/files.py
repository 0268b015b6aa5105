"""A file with lines, CSV or XLSX, as the text that would be pasted."""

from isuwc.files.tables.books import MOST_BYTES, TableError, read_book
from isuwc.files.tables.delimited import text_of


def text_of_file(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Its text: of an XLSX, the cells of the first visible sheet that has any, between tabs; and the names of the other
    sheets with cells, which are not read, as they may be of other races. Raises TableError in words."""
    if len(data) > MOST_BYTES:
        raise TableError(f"The file has more than {MOST_BYTES >> 20} MB.")
    if data[:4] == b"PK\x03\x04":
        sheets = [each for each in read_book(data) if each.lines]
        sheet = next((each for each in sheets if not each.is_hidden), None)
        others = tuple(each.name for each in sheets if each is not sheet)
        if sheet is None:
            raise TableError("The file has no visible sheet with anything in it.")
        return "\n".join("\t".join(" ".join(cell.split()) for cell in cells) for _, cells in sheet.lines), others
    try:
        return text_of(data), ()
    except ValueError as error:
        raise TableError("The file is neither an XLSX nor a text in UTF-8.") from error
