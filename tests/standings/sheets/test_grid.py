"""Which cell a word of a printed table belongs to."""

import pytest

from standings.sheets.document import Word
from standings.sheets.grid import read_rows
from standings.sheets.lines import read_line

TYPE, SMALL = 10.0, 6.35  # points
LEFT = {"rank": 30, "bib": 55, "name": 80, "noc": 240, "time": 300, "behind": 380}
HEADS = {"rank": "Rnk", "bib": "Nr", "name": "Name", "noc": "Ctry", "time": "Time", "behind": "Behind"}


def word(text: str, column: str, base: float, size: float = TYPE, further: float = 0) -> Word:
    left = LEFT[column] + further
    return Word(text, left, left + size * len(text) / 2, base, size)


def row(base: float, **cells: str) -> list[Word]:
    return [word(text, column, base) for column, text in cells.items()]


HEAD = row(290, **HEADS)
FIRST = row(325, rank="1", name="Tijana ONE", noc="CAN", time="3:02.86")


@pytest.mark.parametrize(
    ("code", "raised"),
    [("F", 3.53), ("T25", 3.5), ("T25", 0), ("RS,F", 4), ("K9", 3.5)],
    ids=["raised", "disqualified", "on the line", "two codes", "explained nowhere"],
)
@pytest.mark.parametrize("column", ["time", "behind"])
def test_small_code_behind_a_status_is_a_note_of_its_line(code, raised, column):
    status = "DNF" if code == "F" else "DQ"
    last = [*row(349.06, bib="7", name="Ida TWO", noc="NOR"), word(status, column, 349.06)]
    page = (*HEAD, *FIRST, *last, word(code, column, 349.06 - raised, SMALL, further=30))
    first, second = (read_line(cells, place) for place, cells in enumerate(read_rows([page]), 1))
    assert (first.name, first.status, first.hundredths, first.notes) == ("Tijana ONE", "OK", 18286, "")
    assert (second.name, second.status, second.notes) == ("Ida TWO", status, code.replace(",", " "))


def test_small_code_behind_a_time_leaves_the_time():
    second = row(349.06, rank="2", name="Ida TWO", noc="NOR", time="3:42.69")
    third = row(373.1, rank="3", name="Una THREE", noc="SUI", time="3:43.00")
    page = (*HEAD, *FIRST, *second, word("F", "time", 345.53, SMALL, further=28), *third)
    lines = [read_line(cells, place) for place, cells in enumerate(read_rows([page]), 1)]
    assert [(line.hundredths, line.notes) for line in lines] == [(18286, ""), (22269, "F"), (22300, "")]


def test_small_status_is_no_note():
    page = (*HEAD, *FIRST, *row(349.06, rank="2", name="Ida TWO", noc="NOR"), word("DQ", "time", 349.06, SMALL))
    _, second = (read_line(cells, place) for place, cells in enumerate(read_rows([page]), 1))
    assert (second.status, second.notes) == ("DQ", "")
