"""What a subset of a season's results proves, and what it does not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.naming.race import RoundName
from standings.scoring.completeness import completeness
from standings.scoring.parts import SETTLED, CupEvent, CupRace, EventState, PartState

A, B = ("A", ""), ("B", "")
SEMI_1, SEMI_2, FINAL = ("", "semi-final-1"), ("", "semi-final-2"), ("", "final")
BOTH = {"team-pursuit": frozenset({A, B})}


def event(number, parts=(A, B), ordinals=(None,), distance="team-pursuit", state=PartState.IN, **values):
    """Number 2 has races 20, 21, …: each ordinal with its parts."""
    names = [(ordinal, part) for ordinal in ordinals for part in parts]
    races = tuple(
        CupRace(number * 10 + at, RoundName(distance, ordinal), part, state) for at, (ordinal, part) in enumerate(names)
    )
    return CupEvent(number, races, **{"scored": BOTH, "is_whole": True, "is_over": True, **values})


def of(*events):
    """As the newest standing sees them."""
    return completeness(events, {race.key for each in events for race in each.races if race.state == PartState.IN})


def states(found):
    return [each.state for each in found.events]


def parts(found, number):
    return {part.name: part.state for each in found.by_key[number].rounds for part in each.parts}


def test_season_of_which_all_is_in_is_final():
    found = of(event(1), event(2))
    assert (states(found), found.is_final) == ([EventState.COMPLETE] * 2, True)


def test_division_a_that_other_rounds_had_is_expected_where_the_programme_is_not_known():
    """Hamar: Division B's sheet of the team pursuit went in, Division A's was refused."""
    found = of(event(1), event(2), event(4, parts=(B,), is_whole=False))
    assert parts(found, 4) == {A: PartState.EXPECTED, B: PartState.IN}
    assert states(found)[-1] == EventState.PARTLY
    assert (found.is_complete_until(2), found.is_complete_until(4), found.is_final) == (True, False, False)


def test_division_that_a_complete_programme_has_not_got_is_not_waited_for():
    found = of(event(1), event(2, parts=(A,)))
    assert (parts(found, 2), found.is_final) == ({A: PartState.IN}, True)


def test_part_that_scores_but_that_nothing_speaks_of_is_unknown():
    found = of(event(1, parts=(B,), is_whole=False))
    assert parts(found, 1) == {A: PartState.UNKNOWN, B: PartState.IN}
    assert states(found) == [EventState.PARTLY]


def test_part_that_no_complete_programme_had_is_not_unknown():
    found = of(event(1, parts=(A,)), event(2, parts=(A,), is_whole=False))
    assert parts(found, 2) == {A: PartState.IN}
    assert states(found) == [EventState.COMPLETE] * 2
    assert found.is_final is False  # who knows what else was skated at an event whose programme isn't known


def test_final_of_a_mass_start_is_waited_for_when_the_semi_finals_are_in():
    scored = {"mass-start": frozenset({SEMI_1, SEMI_2, FINAL})}
    whole = event(1, (SEMI_1, SEMI_2, FINAL), distance="mass-start", scored=scored)
    semis = event(2, (SEMI_1, SEMI_2), distance="mass-start", scored=scored, is_whole=False)
    found = of(whole, semis)
    assert parts(found, 2) == {SEMI_1: PartState.IN, SEMI_2: PartState.IN, FINAL: PartState.EXPECTED}
    assert parts(of(semis), 2)[FINAL] == PartState.UNKNOWN


def test_first_of_two_races_has_a_second():
    found = of(event(1, ordinals=(1, 2)), event(2, ordinals=(1,), is_whole=False))
    assert [(each.name[1], each.is_complete) for each in found.by_key[2].rounds] == [(1, True), (2, False)]


def test_distance_that_no_other_round_had_is_judged_by_the_cup_s_other_distances():
    scored = {"3000": frozenset({A, B}), "5000": frozenset({A, B})}
    found = of(event(1, distance="3000", scored=scored), event(2, (B,), distance="5000", scored=scored, is_whole=False))
    assert parts(found, 2) == {A: PartState.EXPECTED, B: PartState.IN}


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"is_whole": False}, EventState.UNKNOWN),
        ({"is_whole": False, "is_over": False}, EventState.TO_COME),
        ({"is_whole": False, "has_results": False}, EventState.MISSING),
        ({"is_whole": False, "is_postponed": True}, EventState.POSTPONED),
        ({"is_whole": True}, EventState.NO_RACE),
        ({"is_whole": False, "is_cancelled": True}, EventState.CANCELLED),
    ],
)
def test_event_without_a_race_of_the_cup(values, state):
    found = of(event(1), event(2, parts=(), **values))
    assert states(found) == [EventState.COMPLETE, state]
    assert found.is_final is (state in {EventState.NO_RACE, EventState.CANCELLED})


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (PartState.EXPECTED, EventState.MISSING),
        (PartState.PARTIAL, EventState.PARTLY),
        (PartState.NOT_HELD, EventState.NOT_HELD),
        (PartState.POSTPONED, EventState.POSTPONED),
    ],
)
def test_event_whose_races_are_without_a_whole_result(state, expected):
    assert states(of(event(1), event(2, state=state)))[1] == expected
    assert states(of(event(1), event(2, state=PartState.EXPECTED, is_over=False)))[1] == EventState.TO_COME


def test_race_that_was_not_held_completes_its_round():
    half = event(2)
    half = replace(half, races=(half.races[0], replace(half.races[1], state=PartState.NOT_HELD)))
    found = of(event(1), half)
    assert (states(found)[1], found.is_final) == (EventState.COMPLETE, True)


def test_what_is_postponed_is_neither_in_nor_missing():
    found = of(event(1), event(2, state=PartState.POSTPONED), event(3))
    assert (found.is_missing_results_until(3), found.is_complete_until(3), found.is_final) == (False, True, False)
    half = event(2)
    half = replace(half, races=(half.races[0], replace(half.races[1], state=PartState.POSTPONED)))
    found = of(event(1), half)
    assert (found.is_missing_results_until(2), found.is_complete_until(2), found.is_final) == (False, False, False)
    found = of(event(1), event(2, parts=(B,), is_whole=False, is_postponed=True))
    assert parts(found, 2) == {A: PartState.POSTPONED, B: PartState.IN}


def test_result_after_the_standing_s_race_is_neither_in_nor_missing():
    found = completeness([event(1), event(2)], {10, 11, 20})
    assert parts(found, 2) == {A: PartState.IN, B: PartState.LATER}
    assert (found.is_complete_until(2), found.is_missing_results_until(2), found.is_final) == (False, False, False)
    found = completeness([event(1), event(2)], {10, 11})
    assert states(found) == [EventState.COMPLETE, EventState.LATER]


def test_standing_goes_on_to_hold_over_events_that_are_over_and_had_no_race_of_the_cup():
    none = event(3, parts=())
    assert of(event(1), event(2), none).last_unchanged_since(2) == 3
    assert of(event(1), event(2), replace(none, is_over=False)).last_unchanged_since(2) == 2
    assert of(event(1), event(2), replace(none, is_whole=False)).last_unchanged_since(2) == 2
    cancelled = event(3, parts=(), is_cancelled=True)
    assert of(event(1), cancelled, event(4, parts=())).last_unchanged_since(1) == 4


# With any part of a season left out

PROGRAMMES = st.sampled_from([((A, B), (None,)), ((A,), (None,)), ((A, B), (1, 2)), ((), (None,))])


@st.composite
def seasons(draw):
    """A season as it was: each event with its rounds, each round with its parts."""
    shapes = draw(st.lists(PROGRAMMES, min_size=1, max_size=5))
    return [event(number, shape[0], shape[1]) for number, shape in enumerate(shapes, start=1)]


def without(each, out, knows_programme):
    """The event as it is known when some sheets are missing: their races stay in the programme, or are not known."""
    if knows_programme:
        races = [replace(race, state=PartState.EXPECTED) if race.key in out else race for race in each.races]
        return replace(each, races=tuple(races))
    return replace(each, races=tuple(race for race in each.races if race.key not in out), is_whole=False)


@given(st.data())
def test_nothing_is_final_or_complete_that_a_missing_result_could_change(data):
    truth = data.draw(seasons())
    keys = [race.key for each in truth for race in each.races]
    out = data.draw(st.sets(st.sampled_from(keys))) if keys else set()
    known = [without(each, out, data.draw(st.booleans())) for each in truth]
    found = of(*known)
    in_whole = {part for each in known if each.is_whole for race in each.races for part in [race.part]}
    for was, seen in zip(truth, known, strict=True):
        of_event = {race.key for race in was.races} & out
        state = found.by_key[was.key].state
        if not of_event:
            continue
        assert state in {EventState.PARTLY, EventState.MISSING, EventState.UNKNOWN} or _was_never_seen(
            of_event, was, seen, in_whole
        )
        assert not found.is_final
        for each in found.by_key[was.key].rounds:
            truly = {race.part for race in was.races if race.round == each.name and race.key in of_event}
            assert not (truly and each.is_complete) or truly.isdisjoint(in_whole)


def _was_never_seen(missing, was, seen, in_whole):
    """An event without its programme may hide a part that no complete programme of the season has; it is not final."""
    return not seen.is_whole and all(race.part not in in_whole for race in was.races if race.key in missing)


@given(st.data())
def test_season_is_final_exactly_when_nothing_is_left_out_and_every_programme_is_known(data):
    truth = data.draw(seasons())
    keys = [race.key for each in truth for race in each.races]
    out = data.draw(st.sets(st.sampled_from(keys))) if keys else set()
    knows = [data.draw(st.booleans()) for _ in truth]
    known = [without(each, out, know) for each, know in zip(truth, knows, strict=True)]
    assert of(*known).is_final is (bool(keys) and not out and all(knows))


@given(st.data())
def test_round_is_complete_only_when_each_of_its_parts_is_settled(data):
    truth = data.draw(seasons())
    shown = data.draw(st.sets(st.sampled_from([race.key for each in truth for race in each.races] or [0])))
    for each in completeness(truth, shown).events:
        for of_round in each.rounds:
            assert of_round.is_complete == all(part.state in SETTLED for part in of_round.parts)
