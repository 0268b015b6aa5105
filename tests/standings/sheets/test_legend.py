"""The legend at the foot of a sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standings.sheets.document import Word
from standings.sheets.legend import read_legend
from standings.sheets.pdf import read_pdf
from standings.sheets.sheet import Meaning
from tests.factories import sheets


def line(text: str, base: float, size: float = 6, left: float = 28) -> list[Word]:
    words = []
    for part in text.split():
        words.append(Word(part, left, left + size * len(part) / 2, base, size))
        left = words[-1].right + size / 4
    return words


def read(*lines: list[Word]) -> tuple[Meaning, ...]:
    return read_legend([tuple(word for each in lines for word in each)])


REFEREE = line("Referee: Example REFEREE (CAN) / Starter: Example STARTER (KOR)", 700, 9)
START = line("Start 11:55 AM 17.1°C 31.0% -8.3°C", 720, 9)
CREATED = line("Created on: 2025-11-23 12:25 Page 1 of 1", 780, 7.5)


def test_rule_is_apart_from_the_words():
    assert read(REFEREE, START, line("T25 : Serious obstructions of another skater (257.4.5)", 740), CREATED) == (
        Meaning("T25", "Serious obstructions of another skater", "257.4.5"),
    )


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("F : Skater fell down during the race", Meaning("F", "Skater fell down during the race")),
        ("RS: Reskate", Meaning("RS", "Reskate")),
        (
            "T02 : Not or improper wearing of armband (right arm) or other means of identification (279.4)",
            Meaning("T02", "Not or improper wearing of armband (right arm) or other means of identification", "279.4"),
        ),
        (
            "T08 : Improper change of lanes (early/late crossing)",
            Meaning("T08", "Improper change of lanes (early/late crossing)"),
        ),
    ],
)
def test_words_may_have_brackets_of_their_own(text, meaning):
    assert read(REFEREE, line(text, 740), CREATED) == (meaning,)


def test_words_of_two_lines_are_read_whole():
    assert read(
        line("T02 : Not or improper wearing of armband (right arm) or", 740),
        line("other means of identification (279.4)", 747),
        line("RW : Referee Warning", 763),
        line("Digitally signed", 779),
    ) == (
        Meaning("T02", "Not or improper wearing of armband (right arm) or other means of identification", "279.4"),
        Meaning("RW", "Referee Warning"),
    )


def test_two_codes_on_one_line_are_two():
    assert read(line("T04 : False start (253.4) F : Skater fell down during the race", 740)) == (
        Meaning("T04", "False start", "253.4"),
        Meaning("F", "Skater fell down during the race"),
    )


@pytest.mark.parametrize("text", ["Created on: 2025-11-23", "T25 :", "T25", "Start 11:55 AM", f"T25 : {'x' * 201}"])
def test_line_that_explains_no_code_is_none(text):
    assert read(line(text, 740)) == ()


def test_legend_of_a_sheet_is_read_and_no_part_of_its_table():
    paper = sheets.WOMEN_500.but(legend=["T10 : Cutting the inner line in the curve (254.7)"])
    sheet = read_pdf(paper.pdf())
    assert sheet.legend == (Meaning("T10", "Cutting the inner line in the curve", "254.7"),)
    assert sheet.lines == read_pdf(sheets.WOMEN_500.pdf()).lines
    assert sheet.remarks == ()


def test_legend_right_below_the_table_ends_it():
    explained = [sheets.Text("T10 : Cutting the inner line in the curve (254.7)", 28, 322, 6)]
    sheet = read_pdf(sheets.WOMEN_500.but(extra=explained).pdf())
    assert sheet.lines == read_pdf(sheets.WOMEN_500.pdf()).lines


@pytest.mark.parametrize("raised", [3.5, 0], ids=["raised", "on the line"])
def test_code_right_behind_a_time_is_no_part_of_it(raised):
    """PDFs have no spaces: what is set close belongs to one word unless its type is smaller."""
    code = [sheets.Text("F", 454, sheets.TOP - raised, 6.35)]
    lines = read_pdf(sheets.WOMEN_500.but(extra=code, notes=None).pdf()).lines
    assert [(each.hundredths, each.notes) for each in lines] == [
        (3705, "F"), (3728, ""), (3728, ""), (3801, ""), (None, "")
    ]  # fmt: skip


@given(st.lists(st.text(max_size=40), max_size=6))
def test_rubbish_explains_nothing_or_something_whole(texts):
    for meaning in read(*(line(text, 700 + 8 * at) for at, text in enumerate(texts))):
        assert meaning.words
        assert 0 < len(meaning.code) <= 6
