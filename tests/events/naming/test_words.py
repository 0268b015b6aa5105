"""What people write for the parts of a race's name, and the cells of a table that say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.naming import words
from events.naming.cells import READERS, checked_identity, identity_of
from events.naming.choices import Category, Distance, Division, Phase
from events.naming.race import FIELDS, RaceIdentity
from isuwc.files.tables.tabular import Checks, DataError, Row

CELLS = {"category": "women", "distance": "500m", "division": "A", "phase": "", "ordinal": "1st"}


def row(**cells: str) -> Row:
    return Row("races.csv", 2, {**CELLS, **cells})


def test_every_label_of_the_site_is_understood():
    kinds = (Category, words.category), (Distance, words.distance), (Division, words.division), (Phase, words.phase)
    for choices, reader in kinds:
        for each in choices:
            assert (reader(each.value), reader(each.label)) == (each.value, each.value)


@pytest.mark.parametrize(
    ("reader", "texts", "value"),
    [
        (words.category, ["W", "Ladies", "Women's", "women"], "women"),
        (words.category, ["M", "Men’s"], "men"),
        (words.category, ["x", "Mix"], "mixed"),
        (words.distance, ["10.000", "10 000 m", "10000 metres"], "10000"),
        (words.distance, ["MS", "mass start"], "mass-start"),
        (words.distance, ["Mixed Gender Relay", "mr"], "mixed-relay"),
        (words.division, ["b", "Div. B"], "B"),
        (words.division, ["", "–"], ""),
        (words.phase, ["SF2", "semifinal 2"], "semi-final-2"),
        (words.ordinal, ["1", "1st", "1ST"], 1),
        (words.ordinal, ["22nd", "22"], 22),
        (words.ordinal, [""], None),
    ],
)
def test_words_are_understood(reader, texts, value):
    assert [reader(text) for text in texts] == [value] * len(texts)


@pytest.mark.parametrize(
    ("reader", "text", "error"),
    [
        (words.category, "girls", "'girls' is not women, men or mixed"),
        (words.category, "", "empty: women, men or mixed"),
        (words.distance, "700m", "'700m' is not a distance, such as 500m or Mass Start"),
        (words.division, "C", "'C' is not A, B or empty"),
        (words.phase, "Semi-final", "'Semi-final' is not Semi-final 1, Semi-final 2, Final or empty"),
        (words.phase, "x" * 41, f"'{'x' * 40}…' is not Semi-final 1, Semi-final 2, Final or empty"),
        (words.ordinal, "first", "'first' is not a whole number from 1 to 999"),
        (words.ordinal, "0", "'0' is not a whole number from 1 to 999"),
        (words.ordinal, "1000th", "'1000th' is not a whole number from 1 to 999"),
        (words.ordinal, "-1", "'-1' is not a whole number from 1 to 999"),
    ],
)
def test_other_words_are_refused(reader, text, error):
    with pytest.raises(ValueError, match=r"is not|empty") as refused:
        reader(text)
    assert str(refused.value) == error


@given(st.integers(1, 999))
def test_ordinal_is_read_as_it_is_said(number):
    assert words.ordinal(words.nth(number)) == words.ordinal(str(number)) == number


def test_cells_of_a_row_say_which_race_it_is_of():
    assert tuple(READERS) == FIELDS
    assert identity_of(row()) == RaceIdentity("women", "500", "A", ordinal=1)
    assert identity_of(row(distance="MR", category="x", division="", ordinal="")) == RaceIdentity(
        "mixed", "mixed-relay"
    )


@pytest.mark.parametrize("cells", [{"category": "mixed"}, {"distance": "mixed-relay"}])
def test_mixed_relay_alone_is_mixed(cells):
    with pytest.raises(DataError, match="row 2, column category: the mixed relay, and no other race, is mixed"):
        identity_of(row(**cells))


def test_every_wrong_cell_is_named():
    check = Checks()
    assert checked_identity(row(category="", division="C", ordinal="x"), check) is None
    assert [str(error) for error in check.errors] == [
        "races.csv, row 2, column category: empty: women, men or mixed",
        "races.csv, row 2, column division: 'C' is not A, B or empty",
        "races.csv, row 2, column ordinal: 'x' is not a whole number from 1 to 999",
    ]
    assert checked_identity(row(), check) == identity_of(row())  # an error of other cells is not its own
