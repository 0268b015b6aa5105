"""Reads files of any supported kind, and finds them in folders."""

from collections.abc import Iterable
from pathlib import Path

from standings.sheets.pdf import read_pdf
from standings.sheets.sheet import ResultSheet, SheetError
from standings.sheets.table import read_table

KINDS = {".pdf", ".csv", ".xlsx"}


def read_file(data: bytes, name: str) -> list[ResultSheet]:
    """The sheets in a file: one for a PDF, one for each race of a CSV or XLSX. Raises SheetError."""
    if not data:
        raise SheetError("it is empty")
    if b"%PDF-" in data[:1024]:
        return [read_pdf(data)]
    return read_table(data, name)


def files_under(paths: Iterable[Path]) -> list[Path]:
    """The paths, with folders replaced by their PDF, CSV and XLSX files. Raises SheetError for a missing path."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(each for each in path.rglob("*") if each.suffix.lower() in KINDS and each.is_file())
        elif path.is_file():
            found.append(path)
        else:
            raise SheetError(f"there is no file or folder {path}")
    return found
