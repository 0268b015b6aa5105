"""Which cell a word of a printed table belongs to, and which line a note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standings.sheets.document import Page, Word
from standings.sheets.grid import read_rows
from standings.sheets.lines import read_line
from standings.sheets.sheet import SheetLine
from tests.factories.grids import HEAD, LEFT, SMALL, behind, row, word, words

FIRST = row(325, rank="1", name="Tijana ONE", noc="CAN", time="3:02.86")


def read(page: Page | list[Word], explained: set[str] | None = None) -> list[SheetLine]:
    rows = read_rows([tuple(page)], explained or set())
    return [read_line(cells, place) for place, cells in enumerate(rows, 1)]


@pytest.mark.parametrize(
    ("code", "raised"),
    [("F", 3.53), ("T25", 3.5), ("T25", 0), ("RS,F", 4), ("K9", 3.5)],
    ids=["raised", "disqualified", "on the line", "two codes", "explained nowhere"],
)
@pytest.mark.parametrize("column", ["time", "behind"])
def test_small_code_behind_a_status_is_a_note_of_its_line(code, raised, column):
    status = "DNF" if code == "F" else "DQ"
    last = [*row(349.06, bib="7", name="Ida TWO", noc="NOR"), word(status, column, 349.06)]
    first, second = read([*HEAD, *FIRST, *last, word(code, column, 349.06 - raised, SMALL, further=30)])
    assert (first.name, first.status, first.hundredths, first.notes) == ("Tijana ONE", "OK", 18286, "")
    assert (second.name, second.status, second.notes) == ("Ida TWO", status, code.replace(",", " "))


def test_small_code_behind_a_time_leaves_the_time():
    second = row(349.06, rank="2", name="Ida TWO", noc="NOR", time="3:42.69")
    third = row(373.1, rank="3", name="Una THREE", noc="SUI", time="3:43.00")
    lines = read([*HEAD, *FIRST, *second, word("F", "time", 345.53, SMALL, further=28), *third])
    assert [(line.hundredths, line.notes) for line in lines] == [(18286, ""), (22269, "F"), (22300, "")]


@pytest.mark.parametrize("column", LEFT)
@pytest.mark.parametrize("code", ["T25", "F", "RS,F", "K9", "*"])
def test_small_type_is_a_note_in_every_column(column, code):
    cells = {"bib": "7", "name": "Ida TWO", "noc": "NOR", "pair": "4", "time": "3:42.69", "behind": "+39.83"}
    second = row(341, rank="2", **cells, points="54")
    third = row(357, rank="3", bib="9", name="Una THREE", noc="SUI", pair="4", time="3:43.00", points="48")
    last = words({**cells, "rank": "2", "points": "54"}[column], column, 341)[-1]
    plain = read([*HEAD, *FIRST, *second, *third])
    lines = read([*HEAD, *FIRST, *second, behind(last, code), *third])
    assert [line.notes for line in lines] == ["", code.replace(",", " "), ""]
    assert [(line.rank, line.bib, line.name, line.noc, line.hundredths) for line in lines] == [
        (line.rank, line.bib, line.name, line.noc, line.hundredths) for line in plain
    ]


def test_code_to_the_right_of_all_columns_is_a_note():
    second = row(341, rank="2", name="Ida TWO", noc="NOR", time="3:42.69", points="54")
    lines = read([*HEAD, *FIRST, *second, word("T02", "points", 337.5, SMALL, further=60)])
    assert [line.notes for line in lines] == ["", "T02"]


@pytest.mark.parametrize("text", ["3:42.69F", "3:42.69T25", "DNFF", "DQT25"])
def test_code_that_ran_together_with_a_time_or_status_is_parted(text):
    second = row(341, rank="" if text.startswith("D") else "2", bib="7", name="Ida TWO", noc="NOR", time=text)
    _, line = read([*HEAD, *FIRST, *second])
    status, code = ("DNF", "F") if text == "DNFF" else ("DQ", "T25") if text == "DQT25" else ("OK", text[7:])
    assert (line.status, line.hundredths, line.notes) == (status, 22269 if status == "OK" else None, code)


def test_code_that_the_sheet_explains_needs_no_small_type():
    second = row(341, bib="7", name="Ida TWO K9", noc="NOR", time="DQ")
    assert read([*HEAD, *FIRST, *second])[1].name == "Ida TWO K9"
    line = read([*HEAD, *FIRST, *second], {"K9"})[1]
    assert (line.name, line.notes) == ("Ida TWO", "K9")


def test_name_in_small_type_as_a_whole_has_no_note():
    name = [word("Maria", "name", 341, 7), word("LI", "name", 341, 7, further=20)]
    second = row(341, rank="2", noc="CHN", time="3:42.69")
    assert [(line.name, line.notes) for line in read([*HEAD, *FIRST, *second, *name])][1] == ("Maria LI", "")


def test_thousandth_in_small_type_is_no_note():
    second = row(341, rank="2", name="Ida TWO", noc="NOR", time="3:42.69")
    last = words("3:42.69", "time", 341)[-1]
    line = read([*HEAD, *FIRST, *second, behind(last, "(3)", raised=0)])[1]
    assert (line.hundredths, line.thousandth, line.notes) == (22269, 3, "")


def test_small_status_is_no_note():
    _, second = read([*HEAD, *FIRST, *row(349.06, rank="2", name="Ida TWO", noc="NOR"), word("DQ", "time", 349, SMALL)])
    assert (second.status, second.notes) == ("DQ", "")


def long_name(top: float, raised: float = 3.6) -> list[Word]:
    """A disqualified man, the second line of whose name and the note behind it are hidden under the next row."""
    second = words("SILVA", "name", top + 11.75)
    return [
        *row(top, bib="159", name="Afonso Henrique Pestana", noc="POR", time="DQ"),
        *second,
        behind(second[-1], "T07", raised),
    ]


def test_note_behind_the_second_line_of_a_name_stays_with_the_name():
    """Its own line is 4 points above the next row, and its note nearer to that row than to its own."""
    page = [*HEAD, *FIRST, *long_name(341), *row(356.75, bib="18", name="Connor HOWE", noc="CAN", time="WDR")]
    lines = [(line.name, line.status, line.notes) for line in read(page)]
    assert lines == [
        ("Tijana ONE", "OK", ""),
        ("Afonso Henrique Pestana SILVA", "DQ", "T07"),
        ("Connor HOWE", "WDR", ""),
    ]


@given(
    pitch=st.floats(14.5, 18),
    raised=st.floats(3, 4),
    noted=st.sets(st.sampled_from(["before", "long", "after"]), min_size=1),
    apart=st.floats(0, 3),
)
def test_every_note_is_of_the_line_that_it_is_set_behind(pitch, raised, noted, apart):
    rows = {
        "before": row(325 + pitch, bib="3", name="Jan VOORBEELD", noc="NED", time="DNF"),
        "long": [word for word in long_name(325 + 2 * pitch) if word.text != "T07"],
        "after": row(325 + 3 * pitch, bib="18", name="Connor HOWE", noc="CAN", time="WDR"),
    }
    last = {"before": "VOORBEELD", "long": "SILVA", "after": "HOWE"}
    notes = [
        behind(next(word for word in rows[key] if word.text == last[key]), code, raised, apart)
        for key, code in zip(last, ("F", "T07", "T10"), strict=True)
        if key in noted
    ]
    lines = read([*HEAD, *FIRST, *(word for each in rows.values() for word in each), *notes])
    assert [(line.name, line.notes) for line in lines] == [
        ("Tijana ONE", ""),
        ("Jan VOORBEELD", "F" if "before" in noted else ""),
        ("Afonso Henrique Pestana SILVA", "T07" if "long" in noted else ""),
        ("Connor HOWE", "T10" if "after" in noted else ""),
    ]
