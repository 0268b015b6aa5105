"""Tables read as the site reads them, but without a process for each: for tests that read hundreds."""

from isuwc.files.tables.books import MOST_COLUMNS, MOST_ROWS, sheets_of
from isuwc.files.tables.spreadsheets import Table, read_table, rows_of
from isuwc.files.tables.tabular import Row
from isuwc.files.tables.workbooks import sheets


def read_here(table: Table, data: bytes, name: str) -> list[Row]:
    if data[:4] != b"PK\x03\x04":
        return read_table(table, data, name)
    found, _ = sheets(data, MOST_ROWS + 2, MOST_COLUMNS)
    return rows_of(table, ((number, list(cells)) for number, cells in sheets_of(found)[0].lines), name)
