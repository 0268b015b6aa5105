"""Sheets that wait."""

from standings.models import SheetImport
from standings.results.apply import hand_in_sheet
from standings.results.planner import Planner
from standings.sheets.files import read_file
from tests.factories import sheets
from tests.factories.sheets import Text
from tests.standings.results.stage import hand_in


def table(*rows) -> SheetImport:
    """A table that somebody typed: rank, name and time of each row."""
    cells = [sheets.table_row(rank=rank, name=name, time=time) for rank, name, time in rows]
    (sheet,) = read_file(sheets.table(cells), "typed.csv")
    return hand_in_sheet(sheet, "typed.csv")


def made(moment: str, paper: sheets.Paper = sheets.WOMEN_500) -> SheetImport:
    """The sheet with the moment at its foot."""
    paper = paper.but(extra=[Text(f"Created on: {moment} Page 1 of 1", 28, 700)])
    return hand_in(paper, f"{moment}.pdf")


def plan(waiting: SheetImport):
    return Planner(new_names=True).plan(waiting.sheet)
