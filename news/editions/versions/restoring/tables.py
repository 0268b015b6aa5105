"""A table that was taken apart, as a text that is read as the same table."""

import csv
import io
from collections.abc import Iterator, Sequence

from news.blocks.pasted import parse_table
from news.blocks.table import TableFacts


def source_of(table: TableFacts) -> str | None:
    """The text, as somebody could have pasted it; None for a table that no text gives."""
    has_header = bool(table.header)
    rows = [list(table.header)] if has_header else []
    rows += [list(row) for row in table.rows]
    for source in _written(rows):
        read = parse_table(source, has_header=has_header)
        if (list(read.header), [list(row) for row in read.rows]) == (list(table.header), [*map(list, table.rows)]):
            return source
    return None


def _written(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """From a spreadsheet, with bars, a line for each row of one cell, and as CSV."""
    yield "\n".join("\t".join(row) for row in rows)
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
    for mark in ";,":
        written = io.StringIO()
        csv.writer(written, delimiter=mark, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
        yield written.getvalue()
