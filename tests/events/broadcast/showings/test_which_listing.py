"""Which listing a row of single sessions means."""

import datetime
from dataclasses import replace

import pytest

from events import coverage
from tests.events.broadcast.showings.lookups import DAY, NORWAY, ONE, complaints, listing, lookup, read

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
