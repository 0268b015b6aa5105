"""Tables that are pasted into an article."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.blocks.pasted import parse_table


@pytest.mark.parametrize(
    "text",
    [
        'name\tnote\nFemke Kok\t"first line\nsecond ""line"""\nJutta Leerdam\tnone',
        'name\tnote\r\nFemke Kok\t"first line\r\nsecond ""line"""\r\nJutta Leerdam\tnone\r\n',
        'name,note\nFemke Kok,"first line\nsecond ""line"""\nJutta Leerdam,none',
        'name;note\nFemke Kok;"first line\n\nsecond ""line"""\nJutta Leerdam;none',
    ],
)
def test_a_quoted_cell_with_a_line_break_is_one_cell(text):
    table = parse_table(text)
    assert table.header == ("name", "note")
    assert table.rows == (("Femke Kok", 'first line second "line"'), ("Jutta Leerdam", "none"))


def test_quotes_that_people_type_stay():
    table = parse_table('name\tsaid\nKok\t"Great ice"\nLeerdam\t"Great" she said\nStolz\t"open')
    assert [row[1] for row in table.rows] == ['"Great ice"', '"Great" she said', '"open']


def test_quotes_in_different_columns_never_run_into_one_another():
    table = parse_table('name\tsaid\n"Kok\t1\nLeerdam"\t2')
    assert table.rows == (('"Kok', "1"), ('Leerdam"', "2"))


@pytest.mark.parametrize("worst", ['"', '"\n', '\t"a', '""a\n', '"""\n', 'a,"b\n'])
def test_no_table_takes_long(worst):
    began = time.perf_counter()
    parse_table(worst * (200_000 // len(worst)))
    assert time.perf_counter() - began < 20


CELL = st.text(st.sampled_from('ab "\n'), min_size=1, max_size=8).filter(lambda text: text.strip())


def as_spreadsheets_copy(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if "\n" in cell else cell


@given(st.lists(st.tuples(CELL.filter(lambda cell: not cell.startswith('"') or "\n" in cell), CELL), min_size=1))
def test_cells_copied_from_a_spreadsheet_are_as_many_as_they_were(rows):
    rows = [(first, "x" + second) for first, second in rows]
    text = "\n".join("\t".join(as_spreadsheets_copy(cell) for cell in row) for row in rows)
    assert parse_table(text, has_header=False).rows == tuple(
        tuple(" ".join(cell.split()) for cell in row) for row in rows
    )
