"""Official sheets as PDF: what is read of them, and what is refused with which words."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.naming.race import RaceIdentity
from standings.sheets.document import MOST_BYTES
from standings.sheets.files import read_file
from standings.sheets.pdf import read_pdf
from standings.sheets.sheet import Heading, ResultSheet, SheetError, SheetLine
from tests.factories import sheets


def refused(data: bytes) -> str:
    with pytest.raises(SheetError) as error:
        read_file(data, "sheet.pdf")
    return str(error.value)


def test_sheet_is_read_whole():
    sheet = read_pdf(sheets.WOMEN_500.pdf())
    assert sheet.heading == Heading(
        date=datetime.date(2025, 11, 15),
        identity=RaceIdentity("women", "500", "A", ordinal=1),
        event_number=1,
        race_number=12,
        place="Example Oval - Salt Lake City (Usa)",
        started=datetime.time(13, 5),
        ended=datetime.time(14, 10),
    )
    assert sheet.lines == (
        SheetLine(1, "Anna EXAMPLE", "NED", bib=296, pair=3, lane="inner", hundredths=3705, printed_points=60),
        SheetLine(
            2,
            "Zofia ŻÓŁĆ-PRÓBNA",
            "POL",
            bib=318,
            pair=2,
            lane="outer",
            hundredths=3728,
            thousandth=1,
            printed_points=54,
        ),
        SheetLine(
            2, "Erin SAMPLE", "USA", bib=329, pair=2, lane="inner", hundredths=3728, thousandth=1, printed_points=54
        ),
        SheetLine(
            4,
            "Maria Carolina DOS SANTOS MUESTRA",
            "POR",
            bib=301,
            pair=1,
            lane="outer",
            hundredths=3801,
            printed_points=43,
        ),
        SheetLine(None, "Ingrid PRØVE", "NOR", "DQ", bib=302, pair=1, lane="inner", notes="T10"),
    )


def test_mass_start_has_laps_sprints_and_race_points():
    lines = read_pdf(sheets.MASS_START_MEN.pdf()).lines
    assert [(line.laps, line.sprint_points, line.race_points, line.printed_points, line.notes) for line in lines] == [
        (16, (0, 0, 3, 60), 63, 60, ""),
        (16, (1, 2, 0, 40), 43, 54, "N"),
        (11, (3, 0, 0, 0), 0, 48, ""),
        (16, (), 0, 0, "T25"),
    ]
    assert (lines[3].rank, lines[3].status, lines[3].hundredths) == (4, "DQ", None)


def test_teams_have_straights_and_no_code():
    lines = read_pdf(sheets.TEAM_PURSUIT_WOMEN.pdf()).lines
    assert [(line.name, line.noc, line.pair, line.lane, line.status) for line in lines] == [
        ("JAPAN", "", 4, "crossing", "OK"),
        ("UNITED STATES OF AMERICA", "", 3, "finish", "OK"),
        ("REPUBLIC OF KOREA", "", 4, "finish", "DNF"),
    ]


def test_table_goes_on_over_pages():
    first = list(sheets.WOMEN_500.texts())
    second = list(sheets.WOMEN_500.but(rows=[[6, 303, "Late STARTER", "GER", 1, "In", "39.00", "+1.95", 38]]).texts())
    names = [line.name for line in read_pdf(sheets.pdf(first, second)).lines]
    assert names[-2:] == ["Ingrid PRØVE", "Late STARTER"]


def test_name_that_ran_together_is_parted():
    rows = [[1, 296, "AnnaEXAMPLE", "NED", 10, "In", "37.05", "", 60]]
    assert read_pdf(sheets.WOMEN_500.but(rows=rows).pdf()).lines[0].name == "Anna EXAMPLE"


def test_name_in_two_lines_beside_the_next_row_stays_with_its_own():
    rows = [list(row) for row in sheets.WOMEN_500.rows]
    rows[0][2] = ["Antoine LONG-", "EXAMPLE"]
    names = [line.name for line in read_pdf(sheets.WOMEN_500.but(rows=rows).pdf()).lines]
    assert names[:2] == ["Antoine LONG-EXAMPLE", "Zofia ŻÓŁĆ-PRÓBNA"]


def test_note_behind_the_hidden_second_line_of_a_name_stays_with_its_own():
    rows = [list(row) for row in sheets.WOMEN_500.rows[:3]]
    rows.append(["", 159, ["Afonso Henrique Pestana", "SILVA"], "POR", 4, "Out", "DQ", "", ""])
    rows.append(["", 18, "Connor HOWE", "CAN", 4, "In", "WDR", "", ""])
    second = sheets.TOP + 3 * sheets.PITCH + 12  # five points above the next row
    note = sheets.Text("T07", 132, second - 3.6, 6.35)
    lines = read_pdf(sheets.WOMEN_500.but(rows=rows, notes=None, extra=[note]).pdf()).lines
    assert [(line.name, line.status, line.notes) for line in lines[3:]] == [
        ("Afonso Henrique Pestana SILVA", "DQ", "T07"),
        ("Connor HOWE", "WDR", ""),
    ]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("1. RESULT 3000m Women Division B", ("women", "3000", "B", "", None)),
        ("RESULT 10000m Men", ("men", "10000", "A", "", None)),
        ("9. RESULT 2nd 500m Ladies Division B", ("women", "500", "B", "", 2)),
        ("20. RESULT Team Sprint Men", ("men", "team-sprint", "A", "", None)),
        ("21. RESULT Mixed Gender Relay", ("mixed", "mixed-relay", "", "", None)),
        ("22. RESULT Mass Start Women Semi-Final 2", ("women", "mass-start", "", "semi-final-2", None)),
        ("23. RESULT Mass Start Women Final", ("women", "mass-start", "", "final", None)),
    ],
)
def test_title_says_which_race_it_is(title, said):
    assert read_pdf(sheets.WOMEN_500.but(title=title).pdf()).heading.identity == RaceIdentity(*said)


def test_signed_copy_is_the_same_sheet():
    signature = [sheets.Text("Digitally signed by Example REFEREE", 300, 700, 8)]
    signed = sheets.WOMEN_500.but(extra=signature).pdf() + b"% signed\n"
    assert read_pdf(signed).digest == read_pdf(sheets.WOMEN_500.pdf()).digest


def test_corrected_sheet_is_another_one():
    rows = [list(row) for row in sheets.WOMEN_500.rows]
    rows[0][6] = "37.04"
    assert read_pdf(sheets.WOMEN_500.but(rows=rows).pdf()).digest != read_pdf(sheets.WOMEN_500.pdf()).digest


def test_sheet_survives_being_kept_as_json():
    for paper in (sheets.WOMEN_500, sheets.MASS_START_MEN, sheets.TEAM_PURSUIT_WOMEN):
        sheet = read_pdf(paper.pdf())
        assert ResultSheet.from_json(sheet.as_json()) == sheet


# What is refused


def change(row: int, column: int, cell: object, paper: sheets.Paper = sheets.WOMEN_500) -> bytes:
    rows = [list(each) for each in paper.rows]
    rows[row][column] = cell
    return paper.but(rows=rows).pdf()


@pytest.mark.parametrize(
    ("paper", "reason"),
    [
        ({"series": "ISU SHORT TRACK WORLD TOUR #1"}, "it is of Short Track"),
        ({"series": "ISU EUROPEAN SPEED SKATING CHAMPIONSHIPS"}, "no sheet of a Speed Skating World Cup"),
        ({"series": "ISU JUNIOR SPEED SKATING WORLD CUP #1"}, "Junior"),
        ({"title": "12. START LIST 500m Women"}, "it is not a result sheet"),
        ({"title": "12. RESULT 600m Women"}, "names no race of the World Cup"),
        ({"title": "12. RESULT 500m"}, "neither women nor men"),
        ({"day": "Saturday, 31 February 2025"}, "is not a date"),
        ({"day": "Saturday"}, "on which day"),
        ({"rows": []}, "no line"),
    ],
)
def test_sheet_of_something_else_is_refused_with_the_reason(paper, reason):
    assert reason in refused(sheets.WOMEN_500.but(**paper).pdf())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (change(0, 6, "37.0"), "line 1, Anna EXAMPLE: “37.0” is not a time such as 36.48 or 1:15.60."),
        (change(1, 6, ""), "line 2, Zofia ŻÓŁĆ-PRÓBNA: neither a time nor a status"),
        (change(0, 5, "Up"), "line 1, Anna EXAMPLE: 'Up' is not a lane"),
        (change(0, 8, "6O"), "line 1, Anna EXAMPLE: '6O' are not points"),
        (change(0, 0, "I"), "line 1, Anna EXAMPLE: 'I' is not a number"),
        (change(0, 6, "DNS"), "Anna EXAMPLE is DNS and has a place or a time"),
        (change(0, 6, "0.00"), "Anna EXAMPLE has a place or a time of nought"),
        (change(0, 0, 0), "Anna EXAMPLE has a place or a time of nought"),
        (change(0, 2, "A" * 25 + " " + "B" * 40), "is not a gap to the winner"),
        (change(1, 7, "+O.23"), "Zofia ŻÓŁĆ-PRÓBNA: 'O.23' is not a gap to the winner"),
        (change(2, 0, 1), "the places in its table are not in order"),
    ],
)
def test_cell_that_cannot_be_read_is_named(data, reason):
    assert reason in refused(data)


def test_gap_that_is_not_that_of_the_time_is_remarked():
    assert read_pdf(sheets.WOMEN_500.pdf()).remarks == ()
    assert read_pdf(change(3, 7, "+0.69")).remarks == (
        "Maria Carolina DOS SANTOS MUESTRA: the sheet says +0.69 behind, the times +0.96.",
    )


def test_skater_who_stands_in_it_twice_is_refused():
    rows = [sheets.WOMEN_500.rows[0], [2, *sheets.WOMEN_500.rows[0][1:]]]
    assert "Anna EXAMPLE is in it twice" in refused(sheets.WOMEN_500.but(rows=rows).pdf())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"%PDF-1.4\nrubbish", "it is broken, or no PDF"),
        (sheets.WOMEN_500.pdf()[:2000], "it is broken, or no PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "neither a PDF nor a CSV"),
        (b"%PDF-1.4\n" + bytes(MOST_BYTES), "more than 10 MB"),
        (sheets.pdf(*[[] for _ in range(21)]), "21 pages"),
        (sheets.pdf([]), "it has no text; a scanned sheet can't be read"),
        (sheets.pdf([sheets.Text("Minutes of a meeting", 100, 100)]), "no sheet of a Speed Skating World Cup"),
    ],
)
def test_file_that_is_no_sheet_is_refused_with_the_reason(data, reason):
    assert reason in refused(data)


def test_encrypted_file_is_refused_as_such():
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + b"x" * 32 + b") /U (" + b"y" * 32 + b") /P -4 >>"
    data = sheets.WOMEN_500.pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<00><00>] " + encrypt)
    assert refused(data) == "it is encrypted"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_broken_file_is_read_or_refused_and_nothing_else(data):
    whole = bytearray(sheets.WOMEN_500.pdf())
    for _ in range(data.draw(st.integers(1, 40))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(whole)))
    try:
        assert read_file(bytes(whole[:cut]), "broken.pdf")[0].lines
    except SheetError as error:
        assert str(error)
