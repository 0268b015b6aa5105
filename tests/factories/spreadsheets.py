"""Tables read as the site reads them, but without a process for each: for tests that read hundreds."""

from isuwc.files.tables.spreadsheets import MOST_ROWS, Table, read_table, rows_of
from isuwc.files.tables.tabular import Row
from isuwc.files.tables.workbooks import rows


def read_here(table: Table, data: bytes, name: str) -> list[Row]:
    if data[:4] != b"PK\x03\x04":
        return read_table(table, data, name)
    lines, _ = rows(data, MOST_ROWS + 2, len(table.columns) + 5)
    return rows_of(table, lines, name)
