"""Rights that can't both be as they are written, each by name."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given

from events.coverage import Showing, conflicts
from tests.events.coverage.facts import EVENT, PROGRAMME, RIGHT, SATURDAY, held_rights

ONE = replace(RIGHT, nocs=frozenset({"NOR", "SWE"}))
TWO = replace(RIGHT, key=2, broadcaster="Example Two", nocs=frozenset({"SWE", "ITA"}))
LATER = replace(EVENT, key=2, first_day=datetime.date(2026, 1, 23), last_day=datetime.date(2026, 1, 25))


def told(*rights, events=(EVENT, LATER)):
    return [(each.keys, each.problem, sorted(each.nocs), each.events) for each in conflicts(events, rights)]


def test_two_broadcasters_without_exclusive_rights_are_no_conflict():
    assert told(ONE, TWO) == []


def test_two_exclusive_rights_meet_where_their_countries_do():
    assert told(replace(ONE, is_exclusive=True), replace(TWO, is_exclusive=True)) == [
        ((1, 2), "Example One and Example Two both hold exclusive rights.", ["SWE"], (1, 2))
    ]


def test_exclusive_right_beside_another_broadcaster_is_told_whichever_is_named_first():
    exclusive = replace(TWO, is_exclusive=True)
    said = "Example Two holds exclusive rights, but Example One shows it too."
    assert told(ONE, exclusive) == [((1, 2), said, ["SWE"], (1, 2))]
    assert told(exclusive, ONE) == [((2, 1), said, ["SWE"], (1, 2))]


def test_highlights_beside_an_exclusive_right_are_no_conflict():
    assert told(replace(ONE, is_exclusive=True), replace(TWO, timing="highlights")) == []
    assert told(replace(ONE, is_exclusive=True, timing="highlights"), TWO) == []


def test_rights_that_never_meet_are_no_conflict():
    exclusive = replace(ONE, is_exclusive=True)
    assert told(exclusive, replace(TWO, nocs=frozenset({"ITA"}))) == []
    assert told(replace(exclusive, events=frozenset({1})), replace(TWO, events=frozenset({2}))) == []
    assert told(replace(exclusive, ends_on=datetime.date(2025, 12, 6)), replace(TWO, starts_on=EVENT.last_day)) == []


def test_rights_that_meet_on_one_day_conflict_for_that_event():
    ends = replace(ONE, is_exclusive=True, ends_on=datetime.date(2025, 12, 6))
    begins = replace(TWO, starts_on=datetime.date(2025, 12, 6))
    assert [events for *_, events in told(ends, begins)] == [(1,)]
    assert told(ends, replace(begins, starts_on=datetime.date(2025, 12, 7)), events=[PROGRAMME]) == []


def test_rights_to_some_sessions_alone_conflict_only_where_they_have_one_in_common():
    one = replace(ONE, is_exclusive=True, only_sessions=True, showings=(Showing(1), Showing(3, is_shown=False)))
    two = replace(TWO, is_exclusive=True, only_sessions=True, showings=(Showing(2), Showing(3)))
    assert told(one, two, events=[PROGRAMME]) == []
    assert told(one, replace(two, showings=(Showing(1),)), events=[PROGRAMME])[0][0] == (1, 2)
    assert told(one, replace(TWO, is_exclusive=True), events=[PROGRAMME])[0][0] == (1, 2)
    assert told(one, replace(TWO, is_exclusive=True, starts_on=SATURDAY.day), events=[PROGRAMME]) == []
    assert told(replace(one, showings=()), replace(TWO, is_exclusive=True)) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({}, "Example One is listed twice for the same sessions."),
        ({"access": "Free"}, "Example One is of unknown price in one listing and free in the other."),
        ({"is_exclusive": True}, "Example One holds exclusive rights in one listing but not in the other."),
        ({"timing": "delayed"}, "Example One is listed as both live and delayed."),
    ],
)
def test_broadcaster_that_is_listed_twice_is_told_with_the_difference(change, problem):
    again = replace(ONE, key=2, nocs=frozenset({"NOR"}), **change)
    assert told(ONE, again) == [((1, 2), problem, ["NOR"], (1, 2))]


@pytest.mark.parametrize(
    "change", [{"channel": "Two"}, {"platform": "Stream"}, {"language": "Sami"}, {"timing": "highlights"}]
)
def test_second_channel_stream_language_or_highlights_of_a_broadcaster_are_no_conflict(change):
    assert told(ONE, replace(ONE, key=2, **change)) == []


@given(held_rights)
def test_every_conflict_is_of_two_rights_that_hold_together_and_is_told_once(held):
    found = conflicts([EVENT], held)
    assert len({each.keys for each in found}) == len(found)
    for each in found:
        assert each.nocs <= each.first.nocs & each.second.nocs
        assert each.nocs
        assert each.events == (EVENT.key,)
        assert each.first.concerns(EVENT)
        assert each.second.concerns(EVENT)


def test_conflicts_of_one_right_are_those_of_all_that_it_is_in():
    third = replace(RIGHT, key=3, broadcaster="Example Three", nocs=frozenset({"SWE"}), is_exclusive=True)
    rights = [ONE, replace(TWO, is_exclusive=True), third]
    assert [each.keys for each in conflicts([EVENT], rights)] == [(1, 2), (1, 3), (2, 3)]
    assert [each.keys for each in conflicts([EVENT], rights, involving=1)] == [(1, 2), (1, 3)]
    assert conflicts([EVENT], rights, involving=4) == []
