"""Single cells of a row, each by what it should be."""

import pytest

from isuwc.files.tables.tabular import DataError, Row


def row(text: str) -> Row:
    return Row("songs.csv", 2, {"cell": text})


@pytest.mark.parametrize(
    ("text", "usual", "found"), [("LIVE", "", "live"), ("live", "delayed", "live"), ("", "delayed", "delayed")]
)
def test_choice_is_read_in_any_case_and_leaves_the_row_as_it_is(text, usual, found):
    given = row(text)
    assert (given.choice("cell", ["live", "delayed"], usual), given.cells) == (found, {"cell": text})


@pytest.mark.parametrize("text", ["Sometimes", ""])
def test_choice_of_something_else_names_what_was_typed(text):
    with pytest.raises(DataError) as error:
        row(text).choice("cell", ["live", "delayed"])
    assert str(error.value) == f"songs.csv, row 2, column cell: {text!r} is not one of live, delayed"
    assert error.value.row == 2


@pytest.mark.parametrize(
    ("text", "usual", "found"),
    [*((yes, False, True) for yes in ("yes", "True", "1", "X")), *((no, True, False) for no in ("no", "FALSE", "0")),
     ("", True, True), ("", False, False), ("yes", None, True)],
)  # fmt: skip
def test_flag_is_yes_or_no_in_any_of_the_words(text, usual, found):
    assert row(text).flag("cell", usual) is found


@pytest.mark.parametrize(("text", "usual"), [("maybe", None), ("maybe", False), ("", None), ("2", True)])
def test_flag_is_nothing_else_and_empty_only_where_there_is_a_usual_one(text, usual):
    with pytest.raises(DataError, match="is neither yes nor no"):
        row(text).flag("cell", usual)


@pytest.mark.parametrize("text", ["", "https://example.org/live?a=1", "http://example.org"])
def test_link_is_an_address_of_the_web_or_empty(text):
    assert row(text).link("cell") == text


@pytest.mark.parametrize("text", ["javascript:alert(1)", "example.org", "ftp://example.org/", "https://a b"])
def test_link_to_anything_else_is_refused(text):
    with pytest.raises(DataError, match="is not an address such as"):
        row(text).link("cell")
