"""Lines of a result that are pasted stand in the grid before anything is saved, without JavaScript."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from events.models import Race
from isuwc.files.tables.spreadsheets import Table, as_xlsx
from standings.models import Result
from tests.factories import standings as factories
from tests.markup import flat
from tests.standings.lines.stage import TEXT, pasted, rows, typed

pytestmark = pytest.mark.django_db


def test_pasted_lines_stand_in_the_grid_before_anything_is_saved(staff, race, three):
    response = pasted(typed(staff, race), TEXT)
    assert rows(response) == [
        {"rank": "1", "competitor": "Femke Kok", "country": "NED", "time": "37.05", "bib": "12"},
        {"rank": "2", "competitor": "Erin Jackson", "country": "USA", "time": "37.20", "bib": "7"},
        {"competitor": "Miho Takagi", "country": "JPN", "status": "DNF", "bib": "9"},
    ]
    read = response.context["lines_read"]
    assert [column.role for column in read.reading.columns] == ["rank", "bib", "name", "country", "time"]
    assert (read.placed.new, read.placed.changed, read.problem) == (3, 0, "")
    assert "form-trouble" not in response.text
    assert (Result.objects.count(), Race.objects.get().result_state) == (0, "none")


def test_what_was_read_is_saved_as_it_stands(staff, race, three):
    window = typed(staff, race)
    pasted(window, TEXT)
    assert window.type(result_state="official", source="A sheet").send().status_code == 302
    assert list(race.results.values_list("line", "rank", "status", "competitor__name", "hundredths", "bib")) == [
        (1, 1, "OK", "Femke Kok", 3705, 12),
        (2, 2, "OK", "Erin Jackson", 3720, 7),
        (3, None, "DNF", "Miho Takagi", None, 9),
    ]


def test_columns_that_were_taken_for_others_are_chosen_and_read_again(staff, race, three):
    window = typed(staff, race)
    text = "37.05\tKok Femke\t1\n37.20\tJackson Erin\t2"
    response = pasted(window, text)
    digest = response.context["lines_read"].reading.mark
    assert rows(response)[0] == {"competitor": "Femke Kok", "time": "37.05", "rank": "1"}  # 1 is taken for points
    columns = {"columns__of": digest, "column__0": "time", "column__1": "name", "column__2": "bib"}
    assert rows(pasted(window, text, **columns)) == [
        {"rank": "1", "competitor": "Femke Kok", "time": "37.05", "bib": "1"},
        {"rank": "2", "competitor": "Erin Jackson", "time": "37.20", "bib": "2"},
    ]


def test_pasting_once_more_changes_the_line_that_is_there(staff, race, three):
    factories.result(race, three[0], hundredths=3705, bib=12)
    response = pasted(typed(staff, race), "1\tFemke Kok\t37.01\n2\tErin Jackson\t37.30")
    assert rows(response) == [
        {"rank": "1", "competitor": "Femke Kok", "country": "NED", "time": "37.01", "bib": "12"},
        {"rank": "2", "competitor": "Erin Jackson", "time": "37.30"},
    ]
    placed = response.context["lines_read"].placed
    assert (placed.new, placed.changed) == (1, 1)
    assert race.results.get().hundredths == 3705


def test_file_is_read_like_what_is_pasted(staff, race, three):
    table = Table("Result", ("Rank", "Name", "Time"), ())
    book = as_xlsx(table, [(1, "Femke Kok", Decimal("37.05")), (2, "Erin Jackson", Decimal("37.2"))])
    response = typed(staff, race).send("_read", pasted_file=SimpleUploadedFile("result.xlsx", book))
    assert [row["time"] for row in rows(response)] == ["37.05", "37.20"]


def test_sheets_of_a_file_that_are_not_read_are_named(staff, race, three):
    book = Workbook()
    book.active.title, book.active.sheet_state = "Lists", "hidden"
    book.active.append([1, "Erin Jackson", "39.00"])
    for title, name in (("Women 500", "Femke Kok"), ("Women 1000", "Miho Takagi")):
        sheet = book.create_sheet(title)
        sheet.append(["Rank", "Name", "Time"])
        sheet.append([1, name, "37.05"])
    file = io.BytesIO()
    book.save(file)
    response = typed(staff, race).send("_read", pasted_file=SimpleUploadedFile("result.xlsx", file.getvalue()))
    assert [row["competitor"] for row in rows(response)] == ["Femke Kok"]
    assert "One sheet of the file was read. Left out: Lists, Women 1000." in flat(response.text)


def test_what_is_pasted_is_not_dropped_where_another_button_is_pressed(staff, race, three):
    window = typed(staff, race).type(result_state="official", source="A sheet", pasted=TEXT)
    response = window.send()
    assert (response.status_code, len(rows(response)), Result.objects.count()) == (200, 3, 0)
    assert window.send().status_code == 302  # it has been read now
    assert Result.objects.count() == 3


def test_columns_that_were_chosen_hold_where_another_button_is_pressed(staff, race, three):
    window = typed(staff, race).type(result_state="official", source="A sheet")
    pasted(window, "12\t1\tFemke Kok\t37.05")
    column = next(name for name, value in window.form.values.items() if name.startswith("column-") and value == ["bib"])
    window.form.values[column] = [""]
    response = window.send()
    assert (response.status_code, race.results.count()) == (200, 0)
    assert "bib" not in rows(response)[0]
    assert window.send().status_code == 302
    assert race.results.get().bib is None


def test_file_beside_lines_that_were_not_read_is_refused_and_the_lines_are_kept(staff, race, three):
    table = Table("Result", ("Rank", "Name", "Time"), ())
    file = as_xlsx(table, [(1, "Femke Kok", Decimal("37.05"))])
    window = typed(staff, race).type(pasted=TEXT)
    response = window.send("_read", pasted_file=SimpleUploadedFile("result.xlsx", file))
    read = response.context["lines_read"]
    assert read.problem == "Lines are pasted and a file is chosen: read the lines first, or empty the box."
    assert (read.text, rows(response)) == (TEXT, [])
    pasted(window, TEXT)
    after = window.send("_read", pasted_file=SimpleUploadedFile("result.xlsx", file))
    assert (after.context["lines_read"].problem, len(rows(after))) == ("", 3)


def test_line_with_one_cell_is_passed_over_as_a_title(staff, race, three):
    response = pasted(typed(staff, race), f"{TEXT}\nAnna Example\t\t\t\t\n\t\t\tPOL\t")
    assert "Passed over, as titles: “Anna Example”, “POL”. Type in whoever of them is a skater." in flat(response.text)
    assert "no name was found" not in response.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste lines first, or choose a file."),
        ("37.05\n37.20", "No line with a name was found in it."),
        ("x" * 100_001, "That are 100,001 characters, of which 100,000 can be read."),
    ],
)
def test_what_can_not_be_read_is_said_and_nothing_is_lost(staff, race, text, said):
    window = typed(staff, race)
    window.form.values["results-0-competitor"] = ["Somebody"]
    response = pasted(window, text)
    assert response.context["lines_read"].problem == said
    assert said in flat(response.text)
    assert rows(response) == [{"rank": "1", "competitor": "Somebody"}]
