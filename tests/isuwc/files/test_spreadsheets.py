"""Tables of any kind: read from CSV, pasted cells and XLSX, and written without a formula."""

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from isuwc.files.tables.books import MOST_ROWS, TableError, alive, inert, sheet_of_text
from isuwc.files.tables.spreadsheets import WRITERS, Table, as_csv, as_xlsx, csv_file, read_table
from isuwc.files.tables.tabular import read_rows
from isuwc.text.characters import line
from tests.factories.spreadsheets import read_here

SONGS = Table("Songs", ("number", "name", "played_on", "note"), needed=("name",))


def cells(data: bytes) -> list[list[str]]:
    return [[row.cells[column] for column in SONGS.columns] for row in read_table(SONGS, data, "songs")]


def test_columns_are_known_by_name_in_any_order_and_empty_where_the_table_has_none():
    (row,) = read_table(SONGS, b"\xef\xbb\xbfPlayed On,NAME\n2025-11-14, Waltz \n", "songs.csv")
    assert (row.file, row.number) == ("songs.csv", 2)
    assert row.cells == {"number": "", "name": "Waltz", "played_on": "2025-11-14", "note": ""}


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_cells_pasted_from_a_spreadsheet_are_read(delimiter):
    assert cells(f"number{delimiter}name\n1{delimiter}Waltz".encode()) == [["1", "Waltz", "", ""]]


def test_rows_keep_the_numbers_that_an_editor_shows():
    rows = read_table(SONGS, b"name,note\n\nWaltz,\n,\nPolka,\n", "songs.csv")
    assert [(row.number, row.cells["name"]) for row in rows] == [(3, "Waltz"), (5, "Polka")]


def test_formulas_are_written_inert_and_read_alive():
    formulas = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "'quoted", "\tx", "\rx"]
    for cell in [*formulas, "plain"]:
        assert inert(cell).startswith("'") == (cell in formulas)
        assert alive(inert(cell)) == cell
    assert b",=cmd" not in as_csv(SONGS, [["", "x", "", formulas[0]]])
    with zipfile.ZipFile(io.BytesIO(as_xlsx(SONGS, [["", "x", "", formulas[0]]]))) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


@given(st.text(max_size=20))
def test_every_text_survives_being_made_inert(text):
    assert alive(inert(text)) == text


PRINTED = st.text(st.characters(min_codepoint=32, max_codepoint=0x17F), max_size=12).map(line).map(str.strip)


@pytest.mark.parametrize("kind", WRITERS)
@given(rows=st.lists(st.tuples(PRINTED, PRINTED.filter(bool), PRINTED, PRINTED).map(list), max_size=4))
def test_what_is_written_is_read_unchanged(kind, rows):
    write, _ = WRITERS[kind]
    back = read_here(SONGS, write(SONGS, rows), "songs")
    assert [[row.cells[column] for column in SONGS.columns] for row in back] == rows


def test_control_characters_do_not_stop_an_xlsx():
    assert cells(as_xlsx(SONGS, [["", "Wa\x07ltz", "", "\x00"]])) == [["", "Waltz", "", ""]]


@pytest.mark.parametrize("kind", WRITERS)
def test_what_damages_a_text_is_written_into_no_file(kind):
    write, _ = WRITERS[kind]
    assert cells(write(SONGS, [["1", "Wa\vltz\ufeff", "\u202e", "\x85=1+1"]])) == [["1", "Wa ltz", "", "=1+1"]]


def test_numbers_stay_numbers_and_texts_that_look_like_formulas_do_not_calculate():
    rows = [[-1, "=1+1", None, "+3"], [0, "Żurek", "", 3]]
    header = ["number", "name", "played_on", "note"]
    assert csv_file(header, rows) == ("\ufeffnumber,name,played_on,note\r\n-1,'=1+1,,'+3\r\n0,Żurek,,3\r\n").encode()
    sheet = load_workbook(io.BytesIO(as_xlsx(SONGS, rows))).worksheets[0]
    types = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert types == [
        [(-1, "n"), ("'=1+1", "s"), (None, "n"), ("'+3", "s")],
        [(0, "n"), ("Żurek", "s"), (None, "inlineStr"), (3, "n")],
    ]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'"])
@pytest.mark.parametrize("kind", WRITERS)
def test_no_cell_begins_a_formula(kind, first):
    write, _ = WRITERS[kind]
    data = write(SONGS, [["", f"{first}cmd|' /C calc'!A0", "", ""]])
    if kind == "csv":
        ((_, name, *_),) = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:]
    else:
        name = load_workbook(io.BytesIO(data)).worksheets[0]["B2"].value
    assert name == f"'{first}cmd|' /C calc'!A0".replace("\r", "\n")


@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
def test_a_quoted_cell_with_a_line_break_is_one_cell(delimiter):
    text = f'name{delimiter}note\r\nWaltz{delimiter}"slow\r\nand ""long"""\r\nPolka{delimiter}quick\r\n'
    rows = read_table(SONGS, text.encode(), "pasted")
    assert [(row.cells["name"], row.cells["note"]) for row in rows] == [
        ("Waltz", 'slow and "long"'),
        ("Polka", "quick"),
    ]


def test_what_was_taken_out_of_a_cell_is_said_with_its_place():
    (first, second) = read_table(SONGS, "name,note\nWaltz,\nPo\x01lka,a\vb\ufeff\n".encode(), "songs.csv")
    assert first.cleanings == ()
    assert second.cleanings == (
        "Row 3, name: a control character was removed.",
        "Row 3, note: an invisible character was removed, a line break became a space.",
    )


def test_control_characters_as_an_xlsx_writes_them_are_taken_out():
    book = Workbook()
    book.active.append(["name", "note"])
    book.active.append(["Wa_x000B_ltz", "slow_x000D_\nand long"])
    packed = io.BytesIO()
    book.save(packed)
    assert cells(packed.getvalue()) == [["", "Wa ltz", "", "slow and long"]]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_of_a_season_may_begin_with_a_byte_order_mark(tmp_path, mark):
    file = tmp_path / "songs.csv"
    file.write_text(f"{mark}name,note\nŻurek,slow\n", encoding="utf-8")
    assert [row.cells for row in read_rows(file)] == [{"name": "Żurek", "note": "slow"}]


def test_a_sheet_as_text_keeps_the_numbers_of_its_lines_and_is_inert():
    sheet = sheet_of_text("\n\nTitle\n\nname;note\n=Waltz;slow, and long\n", "Songs")
    assert sheet.lines == ((3, ("Title",)), (5, ("name", "note")), (6, ("=Waltz", "slow, and long")))
    assert sheet.as_text == '\n\nTitle,\n\nname,note\n\'=Waltz,"slow, and long"\n'
    again = sheet_of_text(sheet.as_text, "Songs")
    assert again.lines == ((3, ("Title", "")), (5, ("name", "note")), (6, ("=Waltz", "slow, and long")))


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", bytes(70 << 20))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "It is empty."),
        (b"name,singer\n", "unknown columns: singer"),
        (b"number\n", "no column name"),
        (b"name,note,note\n", "a column twice"),
        (b"number,name\na,b,c\n", "Row 2 has 3 cells, the header 2."),
        (b"name\n" + b"x\n" * (MOST_ROWS + 1), "more than 20000 rows"),
        (b"\xff\xfe\x00", "neither an XLSX nor a text in UTF-8"),
        (b"name\n\0", "neither an XLSX nor a text"),
        (b"PK\x03\x04rubbish", "It is broken, or no XLSX."),
        (b"x" * (6 << 20), "more than 5 MB"),
        (bomb(), "It unpacks to far more than a table."),
    ],
)
def test_file_that_is_no_table_is_refused_with_the_reason(data, reason):
    with pytest.raises(TableError, match=reason):
        read_table(SONGS, data, "songs.csv")


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_rubbish_is_refused_or_read(data):
    try:
        assert read_table(SONGS, data, "songs.csv") is not None
    except TableError as error:
        assert str(error)
