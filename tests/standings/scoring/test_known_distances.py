"""A programme of which every distance is known, though not every division."""

import pytest

from events.naming.race import PartName, RoundName
from standings.scoring.completeness import completeness
from standings.scoring.parts import CupEvent, CupRace, EventState, PartState

A, B = PartName("A", ""), PartName("B", "")
FIRST = RoundName("500", None)
SCORED = {"500": frozenset({A, B})}


def event(key, *parts, **values):
    races = tuple(CupRace(10 * key + n, FIRST, part, state) for n, (part, state) in enumerate(parts))
    return CupEvent(key, races, SCORED, **values)


WHOLE = event(1, (A, PartState.IN), (B, PartState.IN), is_whole=True, is_over=True)


@pytest.mark.parametrize(
    ("second", "state", "is_final"),
    [
        (event(2, has_all_rounds=True), EventState.NO_RACE, True),
        (event(2, is_whole=True), EventState.NO_RACE, True),
        (event(2), EventState.TO_COME, False),
        (event(2, (A, PartState.EXPECTED), has_all_rounds=True), EventState.TO_COME, False),
        (event(2, (A, PartState.IN), has_all_rounds=True, is_over=True), EventState.PARTLY, False),
        (event(2, (A, PartState.IN), (B, PartState.IN), has_all_rounds=True, is_over=True), EventState.COMPLETE, True),
        (event(2, (A, PartState.PARTIAL), has_all_rounds=True, is_over=True), EventState.PARTLY, False),
    ],
)
def test_cup_is_final_when_no_round_of_it_can_follow(second, state, is_final):
    shown = {10, 11, *(race.key for race in second.races if race.state == PartState.IN)}
    found = completeness([WHOLE, second], shown)
    assert (found.events[1].state, found.is_final) == (state, is_final)
    assert found.events[1].has_places_only == any(race.state == PartState.PARTIAL for race in second.races)


def test_division_that_other_events_had_is_expected_there_too():
    second = event(2, (A, PartState.EXPECTED), has_all_rounds=True)
    (round_,) = completeness([WHOLE, second], {10, 11}).events[1].rounds
    assert [(part.name, part.state) for part in round_.parts] == [(A, PartState.EXPECTED), (B, PartState.EXPECTED)]


def test_no_second_race_is_implied_where_every_distance_is_known():
    first = CupRace(20, RoundName("500", 1), A, PartState.IN)
    known = completeness([CupEvent(2, (first,), SCORED, has_all_rounds=True)], {20}).events[0]
    unknown = completeness([CupEvent(2, (first,), SCORED)], {20}).events[0]
    assert ([each.name.ordinal for each in known.rounds], [each.name.ordinal for each in unknown.rounds]) == (
        [1],
        [1, 2],
    )
