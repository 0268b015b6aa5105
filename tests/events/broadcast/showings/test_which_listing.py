"""Which listing a row of single sessions means."""

import datetime
from dataclasses import replace

import pytest

from events import coverage
from events.broadcast.showings.rows import read_rows
from tests.events.broadcast.showings.lookups import DAY, NORWAY, ONE, complaints, listing, lookup, read
from tests.events.broadcast.showings.tables import rows

PARTS = ("German-speaking part", "French-speaking part")

# Which listing


def test_listing_is_named_by_its_id_alone():
    bare = {"listing": "1", "broadcaster": "", "country": ""}
    assert read(bare).listing == NORWAY


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ({"channel": "EXAMPLE 1"}, 1),
        ({"channel": "Example 2"}, 2),
        ({"country": "", "group": "Nordic"}, 3),
        ({"country": "swe"}, 4),
    ],
)
def test_listing_is_named_by_what_tells_it_from_others(cells, key):
    several = lookup(
        listing(1, channel="Example 1"),
        listing(2, channel="Example 2"),
        listing(3, country="", group="Nordic"),
        listing(4, country="SWE"),
        listing(5, country="SWE", ends_on=DAY - datetime.timedelta(1)),
    )
    assert read(cells, several).listing.key == key


@pytest.mark.parametrize(
    ("cells", "key"),
    [({"part": "german-speaking PART"}, 1), ({"part": "French-speaking part"}, 2), ({"part": ""}, 3)],
)
def test_parts_of_a_country_tell_listings_apart(cells, key):
    german, french, whole = (listing(n + 1, part=part) for n, part in enumerate((*PARTS, "")))
    assert read(cells, lookup(german, french, whole)).listing.key == key


def test_only_listing_of_a_part_is_meant_without_naming_the_part():
    assert read({}, lookup(listing(1, part=PARTS[0]))).listing.key == 1


def test_part_has_to_be_named_where_listings_have_several():
    several = lookup(*(listing(n + 1, part=part) for n, part in enumerate(PARTS)))
    assert complaints({}, of=several) == [
        "row 2, column listing: 2 such listings cover World Cup 1, Stavanger 2025/26, Session 1: "
        "name the part, or give one of the ids 1, 2"
    ]
    assert complaints({"part": "Italian-speaking part"}, of=several) == [
        "row 2, column broadcaster: there is no listing of example-tv NOR Italian-speaking part"
    ]


def test_table_without_the_column_of_parts_takes_no_listing_for_another(tmp_path):
    """There the listing for all of the country may be meant, or that for the part."""
    several = lookup(listing(1, part=PARTS[0]), listing(2))
    (row,) = rows({})
    _, errors = read_rows([replace(row, given=row.given - {"part"})], several)
    assert [each.column for each in errors] == ["listing"]


def test_several_listings_are_counted_with_their_ids():
    several = lookup(listing(12), listing(3, channel="Example 1"))
    assert complaints({}, of=several) == [
        "row 2, column listing: 2 such listings cover World Cup 1, Stavanger 2025/26, Session 1: "
        "give one of the ids 3, 12"
    ]


def test_listings_that_do_not_cover_the_session_are_counted_with_their_ids():
    assert complaints({"country": "SWE"}) == [
        "row 2, column session: 0 of 1 such listings (9) cover World Cup 1, Stavanger 2025/26, Session 1"
    ]


def test_row_that_removes_means_the_listing_that_says_something():
    stored = {(12, 10): coverage.Showing(10, is_shown=False)}
    assert read({"remove": "yes"}, lookup(listing(3), listing(12), stored=stored)).listing.key == 12


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({"broadcaster": "other"}, "column broadcaster: example-tv"),
        ({"country": "FIN"}, "column country: NOR"),
        ({"country": "", "group": "Nordic"}, "column group: none"),
        ({"channel": "Example 1"}, "column channel: none"),
        ({"part": "North"}, "column part: none"),
    ],
)
def test_words_beside_an_id_agree_with_its_listing(cells, error):
    column, stored = error.split(": ")
    (said,) = complaints({"listing": "1", **cells})
    name = next(iter(each for each in cells.values() if each))
    assert said == f"row 2, {column}: Example TV, NOR (listing 1) has {stored}, not {name}"


@pytest.mark.parametrize(
    "right",
    [
        {"season": 2},
        {"events": frozenset([2])},
        {"except_events": frozenset([1])},
        {"except_held_in": frozenset(["NOR"])},
        {"starts_on": DAY + datetime.timedelta(1)},
        {"ends_on": DAY - datetime.timedelta(1)},
    ],
    ids=["season", "other event", "excepted", "stored there", "begins after it", "ends before it"],
)
def test_session_that_the_listing_does_not_cover_is_refused(right):
    of = lookup(listing(1, **right))
    title = "World Cup 1, Stavanger 2025/26, Session 1"
    assert complaints({"listing": "1"}, of=of) == [
        f"row 2, column session: Example TV, NOR (listing 1) does not cover {title}"
    ]


def test_first_and_last_day_are_covered():
    assert complaints({}, of=lookup(listing(1, starts_on=DAY, ends_on=DAY))) == []


def test_what_stands_outside_the_listing_may_stay_and_go_and_not_change():
    """A listing or a session may have changed since: an export still comes back."""
    stored = {(9, 10): coverage.Showing(10, is_shown=False, note="Football")}
    stands = {"country": "SWE", "shown": "no", "note": "Football"}
    assert read(stands, lookup(stored=stored)).proposed == stored[9, 10]
    assert read({**stands, "remove": "yes"}, lookup(stored=stored)).proposed is None
    assert complaints({**stands, "note": "Tennis"}, of=lookup(stored=stored)) == [
        "row 2, column session: Example TV, SWE (listing 9) does not cover World Cup 1, Stavanger 2025/26, Session 1"
    ]


def test_session_of_other_competitors_races_is_not_covered():
    women, men, both = (replace(ONE, categories=frozenset(each.split())) for each in ("women", "men", "men women"))
    for_women = listing(1, competitors="women")
    for session, is_covered in ((women, True), (men, False), (both, True), (ONE, True)):
        assert lookup(for_women, sessions=(session,)).is_for(for_women, session) is is_covered
    row = {"listing": "1", "country": "", "broadcaster": "", "session": "1", "note": "x"}
    assert complaints(row, of=lookup(for_women, sessions=(men,))) == [
        "row 2, column session: Example TV, NOR (listing 1) does not cover World Cup 1, Stavanger 2025/26, Session 1"
    ]
