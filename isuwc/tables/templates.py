"""A table to fill in: our columns, and a row that is marked as an example."""

from isuwc.files.tables.spreadsheets import WRITERS
from isuwc.tables.kinds import Kind
from isuwc.tables.matching.decided import EXAMPLE_ROW


def template(kind: Kind, suffix: str) -> bytes:
    """The file, which imports as nothing: its example is passed over. Raises KeyError for an unknown suffix."""
    columns = kind.layout.by_name
    others = kind.table.columns[1:]
    write, _ = WRITERS[suffix]
    return write(kind.table, [[EXAMPLE_ROW, *(columns[name].example for name in others)]])
