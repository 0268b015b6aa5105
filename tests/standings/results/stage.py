"""World Cup 1 with a sheet to hand in, and the standing that comes of it."""

from standings.models import SheetImport, Standing
from standings.results.apply import hand_in_sheet
from standings.sheets.pdf import read_pdf
from tests.factories import sheets


def hand_in(paper: sheets.Paper = sheets.WOMEN_500, name: str = "sheet.pdf") -> SheetImport:
    return hand_in_sheet(read_pdf(paper.pdf()), name)


def changed(row: int, column: int, cell: object) -> sheets.Paper:
    rows = [list(each) for each in sheets.WOMEN_500.rows]
    rows[row][column] = cell
    return sheets.WOMEN_500.but(rows=rows)


def standing() -> list[tuple[int, str, int]]:
    newest = Standing.objects.newest().order_by("rank", "competitor__name")
    return list(newest.values_list("rank", "competitor__name", "total"))


TOTALS = [
    (1, "Anna Example", 60),
    (2, "Erin Sample", 54),
    (2, "Zofia Żółć-Próbna", 54),
    (4, "Maria Carolina Dos Santos Muestra", 43),
    (5, "Ingrid Prøve", 0),
]
