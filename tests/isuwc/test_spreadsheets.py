"""Tables of any kind: read from CSV, pasted cells and XLSX, and written without a formula."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.spreadsheets import (
    MOST_ROWS,
    WRITERS,
    Table,
    TableError,
    alive,
    as_csv,
    as_pasted,
    as_xlsx,
    inert,
    read_table,
)
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


PRINTED = st.text(st.characters(min_codepoint=32, max_codepoint=0x17F), max_size=12).map(str.strip)


@pytest.mark.parametrize("kind", WRITERS)
@given(rows=st.lists(st.tuples(PRINTED, PRINTED.filter(bool), PRINTED, PRINTED).map(list), max_size=4))
def test_what_is_written_is_read_unchanged(kind, rows):
    write, _ = WRITERS[kind]
    back = read_here(SONGS, write(SONGS, rows), "songs")
    assert [[row.cells[column] for column in SONGS.columns] for row in back] == rows


def test_control_characters_do_not_stop_an_xlsx():
    assert cells(as_xlsx(SONGS, [["", "Wa\x07ltz", "", "\x00"]])) == [["", "Waltz", "", ""]]


def test_pasted_text_leaves_out_columns_that_nobody_filled():
    rows = read_table(SONGS, b"number,name,note,played_on\n,=Waltz,slow,\n", "songs.csv")
    assert as_pasted(SONGS, rows) == "name,note\n'=Waltz,slow\n"


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", bytes(70 << 20))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "It is empty."),
        (b"name,singer\n", "columns that are not known: singer"),
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
