"""One vocabulary of the columns of results, which all readers of tables and lists share."""

from collections import Counter

import pytest

from isuwc.tables.matching.columns import header_key
from standings.results import tables
from standings.results.official import ranking
from standings.sheets.pasted.columns import ROLES, heading_of
from standings.sheets.table import COLUMNS
from standings.spelling.headings import HEADINGS, heading, headings


def test_every_column_of_the_vocabulary_is_one_of_ours():
    assert set(COLUMNS) - set(HEADINGS) == {"race_id", "flag", "cup"}  # which only files of ours have
    assert set(HEADINGS) - set(COLUMNS) == set()


def test_heading_means_one_column_however_it_is_compared():
    for key in (heading, header_key):
        found = Counter(key(word) for column in HEADINGS for word in {*map(key, HEADINGS[column])})
        assert [word for word, count in found.items() if count > 1 or not word] == []


@pytest.mark.parametrize(
    ("cell", "key"), [("Pair_No.", "pair no"), (" Läufer: ", "laufer"), ("#", "#"), ("RÉSULTAT", "resultat"), (".", "")]
)
def test_headings_are_compared_without_capitals_accents_and_edges(cell, key):
    assert heading(cell) == key


@pytest.mark.parametrize(
    ("column", "role"),
    [("rank", "rank"), ("bib", "bib"), ("name", "name"), ("noc", "country"), ("pair", "pair"), ("lane", "lane"),
     ("time", "time"), ("status", "status"), ("laps", "laps"), ("s1", "sprint"), ("s4", "sprint"),
     ("total", "race_points"), ("points", "points"), ("notes", "notes"), ("behind", "")],
)  # fmt: skip
def test_lines_that_are_pasted_know_every_heading_of_the_vocabulary(column, role):
    assert role in ROLES
    assert [heading_of([word, "Status"]) for word in HEADINGS[column]] == [[role, "status"]] * len(HEADINGS[column])


def test_tables_and_rankings_know_the_same_headings():
    called = {column.name: {header_key(word) for word in column.called.split(",")} for column in tables.COLUMNS}
    assert [word for name, words in HEADINGS.items() for word in words if header_key(word) not in called[name]] == []
    assert headings("name") == ranking.NAME
    assert {"platz", "rk", "#", "quota rank"} < ranking.RANK
