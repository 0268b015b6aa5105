"""Parses pasted text as a table: tabs from a spreadsheet, CSV, or | between cells."""

import csv
import io
import re
from dataclasses import dataclass

_NUMBER = re.compile(r"^[+\-−]?(?=[.,:'’\s]*+\d)[\d.,:'’\s]*+(?:%|m|km|s|pts?)?\.?$|^[–—-]?$")
_RULE = re.compile(r"^[\s|:+=-]+$")  # |---|---| between header and rows


# A cell that a spreadsheet quotes because it holds a line break; its own quotes are doubled.
_BROKEN_CELL = re.compile(r'(?:(?<=[\t;,\n])|\A)"((?:[^"\t]|"")*+)"(?=[\t;,\n]|\Z)')


# The same in a text of which only a part may be a table: a tab stands beside it.
_BROKEN_CELL_OF_ROW = re.compile(r'(?<=\t)"((?:[^"\t]|"")*+)"(?=[\t\n]|\Z)|(?:(?<=\n)|\A)"((?:[^"\t]|"")*+)"(?=\t)')


@dataclass(frozen=True)
class Table:
    """Rows of equal length. `numeric` says by column whether its cells are figures, which are set right-aligned."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


def parse_table(text: str, has_header: bool = True) -> Table:
    """The table in the text. Short rows are padded with empty cells; no text is lost."""
    text = _BROKEN_CELL.sub(_on_one_line, text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line for line in text.split("\n") if line.strip()]
    rows = [[" ".join(cell.split()) for cell in row] for row in _split(lines)]
    rows = [row for row in rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    full = [tuple(row + [""] * (width - len(row))) for row in rows]
    header = full[0] if has_header and full else ()
    body = tuple(full[1:] if header else full)
    numeric = tuple(any(row[n] for row in body) and all(_NUMBER.match(row[n]) for row in body) for n in range(width))
    return Table(header, body, numeric)


def _on_one_line(found: re.Match[str]) -> str:
    """The cell without line breaks. Quotes are removed in tab-separated text; the CSV reader removes others."""
    if "\n" not in found[1]:
        return found[0]
    joined = found[0].replace("\n", " ")
    return joined[1:-1].replace('""', '"') if "\t" in found.string else joined


def with_cells_on_one_line(text: str) -> str:
    """A text in which a table's row is a line, also where a cell that a spreadsheet quotes has line breaks."""

    def joined(found: re.Match[str]) -> str:
        cell = found[1] if found[1] is not None else found[2]
        return " ".join(cell.replace('""', '"').split()) if "\n" in cell else found[0]

    return _BROKEN_CELL_OF_ROW.sub(joined, text.replace("\r\n", "\n")) if "\t" in text else text


def _split(lines: list[str]) -> list[list[str]]:
    if any("\t" in line for line in lines):
        return [line.split("\t") for line in lines]
    if any("|" in line for line in lines):
        return [_piped(line) for line in lines if not ("-" in line and _RULE.match(line))]
    for mark in (";", ","):
        if lines and all(mark in line for line in lines):
            return list(csv.reader(io.StringIO("\n".join(lines)), delimiter=mark))
    return [[line] for line in lines]


def _piped(line: str) -> list[str]:
    line = line.strip()
    return line.removeprefix("|").removesuffix("|").split("|")
