"""Results as CSV."""

import csv
import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from events.naming.race import RaceIdentity
from standings.sheets.files import read_file
from standings.sheets.sheet import Heading, ResultSheet, SheetError, SheetLine
from tests.factories.sheets import table, table_row


def test_sheet_is_kept_as_every_release_has_kept_it():
    heading = {
        "date": "2025-11-15", "category": "women", "distance": "500", "division": "A", "phase": "", "ordinal": 1,
        "event_number": 1, "race_number": 12, "place": "Example Oval", "season": "", "started": "13:05:00",
        "ended": None,
    }  # fmt: skip
    content = {"heading": heading, "lines": [], "remarks": ["a remark"]}
    sheet = ResultSheet.from_json(content)
    assert sheet.heading.identity == RaceIdentity("women", "500", "A", ordinal=1)
    assert sheet.as_json() == content
    assert sheet.digest == "c02728d4c8f15cf2f2addc84a8fc975fd79e86f1448fb11e068c699ba8ca5d3b"


def refused(data: bytes) -> str:
    with pytest.raises(SheetError) as error:
        read_file(data, "results.csv")
    return str(error.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_are_sorted_into_races(delimiter):
    rows = [
        table_row(rank=2, name="Second SAMPLE", time="37.28(1)", points=54),
        table_row(points="60"),
        table_row(category="M", distance="MS", ordinal="", name="Jan VOORBEELD", time="7:39.20", points=60),
    ]
    women, men = read_file(table([{"points": "", **row} for row in rows], delimiter), "results.csv")
    day = datetime.date(2025, 11, 15)
    assert women.heading == Heading(day, RaceIdentity("women", "500", "A", ordinal=1), event_number=1)
    assert women.lines == (
        SheetLine(1, "Anna EXAMPLE", "NED", hundredths=3705, printed_points=60),
        SheetLine(2, "Second SAMPLE", "NED", hundredths=3728, thousandth=1, printed_points=54),
    )
    assert men.heading == Heading(day, RaceIdentity("men", "mass-start", "A"), event_number=1)


def test_columns_may_be_named_as_in_other_lists():
    row = {
        "race_id": "2025-26-WC1-28", "gender": "W", "distance": "MS", "division": "A", "leg": "", "rank": 4,
        "bib": 266, "name": "Momoka EXAMPLE", "noc": "JPN", "lane_or_straight": "", "status": "OK", "time": "8:26.38",
        "laps": 15, "ms_sprint1": 2, "ms_sprint2": 3, "ms_sprint3": 1, "ms_final_sprint": 10, "ms_total": 16,
        "wc_points_printed": 44, "printed_N_flag": "yes", "note_codes": "F|RS",
    }  # fmt: skip
    (sheet,) = read_file(table([row]), "results.csv")
    race = RaceIdentity("women", "mass-start", "A")
    assert sheet.heading == Heading(None, race, event_number=1, race_number=28, season="2025-26")
    assert sheet.lines == (
        SheetLine(
            4, "Momoka EXAMPLE", "JPN", bib=266, hundredths=50638, laps=15, sprint_points=(2, 3, 1, 10), race_points=16,
            printed_points=44, notes="F RS N",
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"time": "37"}, "results.csv, row 2, column time: “37” is not a time such as 36.48, 36,48 or 1:15.60."),
        ({"status": "DNX"}, "results.csv, row 2, column status: 'DNX' is not one of DNF, DNS, DQ, WDR, or empty"),
        (
            {"lane": "up"},
            "results.csv, row 2, column lane: 'up' is not one of inner, outer, finish, crossing, or empty",
        ),
        ({"rank": "first"}, "results.csv, row 2, column rank: 'first' is not a whole number from 1 to 999"),
        ({"category": "juniors"}, "results.csv, row 2, column category: 'juniors' is not women, men or mixed"),
        (
            {"distance": "600"},
            "results.csv, row 2, column distance: '600' is not a distance, such as 500m or Mass Start",
        ),
        (
            {"distance": "mixed-relay"},
            "results.csv, row 2, column category: the mixed relay, and no other race, is mixed",
        ),
        ({"name": ""}, "results.csv, row 2, column name: empty"),
        ({"noc": "NETH"}, "results.csv, row 2, column noc: 4 characters, of which 3 fit"),
        ({"date": "15.11.2025"}, "results.csv, row 2, column date:"),
        ({"date": ""}, "results.csv, row 2, column date: empty, and season and event don't say either"),
        ({"ordinal": "x"}, "results.csv, row 2, column ordinal: 'x' is not a whole number from 1 to 999"),
    ],
)
def test_wrong_cell_is_named_with_row_and_column(change, reason):
    assert reason in refused(table([table_row(**change)]))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (table([table_row()]).replace(b"rank", b"order"), "its header has no column rank"),
        (table([table_row(secret=1)]), "its header has columns that are not known: secret"),
        (table([table_row()]).split(b"\n")[0], "it has no row below its header"),
        (table([table_row()]) + b"1,2\n", "row 3, column time: 2 cells, but the header has"),
        (table([table_row(), table_row()]), "Anna EXAMPLE is in it twice"),
        (table([table_row(name="A" * 61)]), "longer than any known"),
        (table([table_row(name="–")]), "– has no name"),
        (table([table_row(status="WDR")]), "Anna EXAMPLE is WDR and has a place or a time"),
        (table([table_row(time="", thousandth=3)]), "has a thousandth without a time"),
        ("name,rank\nÉ".encode("latin-1"), "neither a PDF nor a CSV file"),
        (b'"', "it is not a CSV file"),
    ],
)
def test_file_that_is_no_result_is_refused_with_the_reason(data, reason):
    assert reason in refused(data)


@pytest.mark.parametrize(
    ("written", "hundredths", "thousandth"),
    [("37.5", 3750, None), ("1:44.897", 10489, 7), ("00:01:15.600000", 7560, None), ("0:37.05", 3705, None)],
)
def test_times_are_read_as_spreadsheets_leave_them(written, hundredths, thousandth):
    (sheet,) = read_file(table([table_row(time=written)]), "results.csv")
    assert (sheet.lines[0].hundredths, sheet.lines[0].thousandth) == (hundredths, thousandth)


def test_comma_before_hundredths_and_team_sprint_in_words_are_read():
    row = table_row(time="1:37,20", distance="Team Sprint", ordinal="", name="Netherlands")
    (sheet,) = read_file(table([row], ";"), "results.csv")
    assert (sheet.heading.identity.distance, sheet.lines[0].hundredths) == ("team-sprint", 9720)


def test_workbook_is_read_as_csv_is():
    book = Workbook()
    for cells in csv.reader(
        table([table_row(), table_row(rank=2, name="Second SAMPLE", time="37.2")]).decode().splitlines()
    ):
        book.active.append([float(cell) if cell == "37.2" else cell for cell in cells])
    file = io.BytesIO()
    book.save(file)
    (sheet,) = read_file(file.getvalue(), "results.xlsx")
    assert [(line.name, line.hundredths) for line in sheet.lines] == [("Anna EXAMPLE", 3705), ("Second SAMPLE", 3720)]


def book_of(*sheets):
    book = Workbook()
    book.remove(book.active)
    for name, is_hidden, lines in sheets:
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if is_hidden else "visible"
        for cells in csv.reader(lines.decode().splitlines()):
            sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_all_visible_sheets_of_a_workbook_are_read():
    data = book_of(
        ("Old", True, table([table_row(name="Hidden SAMPLE")])),
        ("Women", False, table([table_row()])),
        ("Men", False, table([table_row(category="M", name="Jan VOORBEELD")])),
        ("Empty", False, b""),
    )
    assert [sheet.lines[0].name for sheet in read_file(data, "results.xlsx")] == ["Anna EXAMPLE", "Jan VOORBEELD"]


def test_sheet_that_is_no_result_is_named():
    data = book_of(("Women", False, table([table_row()])), ("Remarks", False, b"Snow,Ice"))
    assert refused(data).startswith("sheet “Remarks”: its header has no column category")


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_rubbish_is_refused_and_nothing_else(data):
    assert refused(data)


@given(st.lists(st.text(max_size=12), min_size=7, max_size=7))
def test_rubbish_in_a_row_is_read_or_refused(cells):
    keys = ["date", "category", "distance", "rank", "name", "noc", "time"]
    try:
        assert read_file(table([dict(zip(keys, cells, strict=True))]), "results.csv")
    except SheetError as error:
        assert str(error)
