"""One answer for every country and event. Each case by name, and the rule by property."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.coverage import Answer, Kind, Leg, Right, Stream, answer, covers

STREAM = Stream("ISU stream", "https://example.org/", source="The ISU", checked_on=datetime.date(2025, 11, 1))
LEG = Leg(
    key=1,
    series=1,
    season=2025,
    held_in="NED",
    first_day=datetime.date(2025, 12, 5),
    last_day=datetime.date(2025, 12, 7),
    stream=STREAM,
)
RIGHT = Right(key=1, broadcaster="Example One", nocs=frozenset({"NOR"}), series=1, source="A contract")


def test_broadcaster_is_the_answer_and_the_stream_stays_open_beside_it():
    assert answer("NOR", LEG, [RIGHT]) == Answer(
        Kind.BROADCASTER, "Example One has the series.", shown_by=(RIGHT,), stream=STREAM
    )


def test_stream_is_the_answer_where_nobody_has_rights():
    assert answer("SWE", LEG, [RIGHT]) == Answer(
        Kind.STREAM, "No broadcaster holds the rights here, so the event is streamed.", stream=STREAM
    )


def test_nobody_is_the_answer_without_broadcaster_and_stream():
    assert answer("SWE", replace(LEG, stream=None), [RIGHT]) == Answer(
        Kind.NOBODY, "No broadcaster is known, and the season has no ISU stream."
    )


def test_event_held_in_an_excepted_country_is_streamed():
    nos = replace(
        RIGHT,
        broadcaster="NOS",
        nocs=frozenset({"NED"}),
        except_held_in=frozenset({"NED"}),
        exceptions="except events held in the Netherlands",
    )
    assert answer("NED", LEG, [nos]) == Answer(
        Kind.STREAM,
        "NOS has the series except events held in the Netherlands, so this event is streamed.",
        stream=STREAM,
    )
    assert answer("NED", replace(LEG, held_in="NOR"), [nos]).reason == (
        "NOS has the series except events held in the Netherlands."
    )


def test_expired_right_with_an_exception_is_no_reason():
    expired = replace(RIGHT, except_events=frozenset({1}), exceptions="except …", ends_on=datetime.date(2023, 6, 30))
    assert answer("NOR", LEG, [expired]).reason == "No broadcaster holds the rights here, so the event is streamed."


def test_excluded_event_is_not_covered():
    right = replace(RIGHT, except_events=frozenset({1}))
    assert not covers(right, LEG)
    assert covers(right, replace(LEG, key=2))


def test_right_for_some_events_covers_no_other():
    right = replace(RIGHT, events=frozenset({1}))
    assert covers(right, LEG)
    assert not covers(right, replace(LEG, key=2))


def test_right_for_a_season_or_a_series_covers_no_other():
    assert not covers(replace(RIGHT, season=2024), LEG)
    assert covers(replace(RIGHT, season=2025), LEG)
    assert not covers(replace(RIGHT, series=2), LEG)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "holds"),
    [
        (None, datetime.date(2025, 12, 4), False),
        (None, datetime.date(2025, 12, 5), True),
        (datetime.date(2025, 12, 7), None, True),
        (datetime.date(2025, 12, 8), None, False),
    ],
    ids=["ends the day before", "ends on the first day", "begins on the last day", "begins the day after"],
)
def test_right_holds_when_its_period_touches_a_day_of_the_event(starts_on, ends_on, holds):
    assert covers(replace(RIGHT, starts_on=starts_on, ends_on=ends_on), LEG) is holds


def test_two_broadcasters_are_both_named_live_before_delayed():
    delayed = replace(RIGHT, key=2, broadcaster="Example Late", timing="delayed")
    found = answer("NOR", LEG, [delayed, RIGHT])
    assert found.shown_by == (RIGHT, delayed)
    assert found.reason == "Example One has the series. Example Late has the series."


def test_highlights_only_leave_the_stream_as_the_answer():
    highlights = replace(RIGHT, timing="highlights")
    assert answer("NOR", LEG, [highlights]) == Answer(
        Kind.STREAM, "Example One shows highlights; the whole event is streamed.", (), (highlights,), STREAM
    )


def test_exclusive_right_blocks_the_stream():
    exclusive = replace(RIGHT, is_exclusive=True)
    assert answer("NOR", LEG, [exclusive]) == Answer(Kind.BROADCASTER, "Example One has the series.", (exclusive,))


def test_exclusive_highlights_leave_nobody_to_show_the_event():
    exclusive = replace(RIGHT, timing="highlights", is_exclusive=True)
    assert answer("NOR", LEG, [exclusive]) == Answer(
        Kind.NOBODY,
        "Example One holds the rights alone and shows highlights only, so the stream is blocked.",
        highlights=(exclusive,),
    )


def test_exclusive_right_elsewhere_blocks_nothing_here():
    assert answer("SWE", LEG, [replace(RIGHT, is_exclusive=True)]).stream == STREAM


def test_last_check_is_that_of_the_oldest_part_and_unknown_where_one_is():
    checked = replace(RIGHT, checked_on=datetime.date(2025, 11, 2))
    older = replace(RIGHT, key=2, broadcaster="Example Two", checked_on=datetime.date(2025, 10, 2))
    assert answer("NOR", LEG, [checked, older]).checked_on == datetime.date(2025, 10, 2)
    assert answer("NOR", LEG, [checked, RIGHT]).checked_on is None
    assert answer("SWE", LEG, []).checked_on == datetime.date(2025, 11, 1)


NOCS = ("NED", "NOR", "SWE", "ITA")
days = st.none() | st.dates(datetime.date(2025, 11, 25), datetime.date(2025, 12, 15))
rights = st.builds(
    Right,
    key=st.integers(1, 9),
    broadcaster=st.sampled_from(["Example One", "Example Two"]),
    nocs=st.frozensets(st.sampled_from(NOCS)),
    series=st.sampled_from([1, 2]),
    season=st.sampled_from([None, 2024, 2025]),
    events=st.frozensets(st.integers(1, 3), max_size=2),
    except_events=st.frozensets(st.integers(1, 3), max_size=1),
    except_held_in=st.frozensets(st.sampled_from(NOCS), max_size=1),
    starts_on=days,
    ends_on=days,
    timing=st.sampled_from(["live", "delayed", "highlights"]),
    is_exclusive=st.booleans(),
)
legs = st.builds(
    lambda key, held_in, stream: replace(LEG, key=key, held_in=held_in, stream=stream),
    st.integers(1, 3),
    st.sampled_from(NOCS),
    st.sampled_from([None, STREAM]),
)


@given(st.sampled_from(NOCS), legs, st.lists(rights, max_size=6))
def test_every_country_has_exactly_one_answer_that_follows_from_the_rights(noc, leg, held):
    found = answer(noc, leg, held)
    here = [right for right in held if noc in right.nocs and covers(right, leg)]
    shown = [right for right in here if right.timing != "highlights"]
    blocked = any(right.is_exclusive for right in here)
    expected = Kind.BROADCASTER if shown else Kind.STREAM if leg.stream and not blocked else Kind.NOBODY
    assert found.kind is expected
    assert sorted(found.shown_by, key=repr) == sorted(shown, key=repr)
    assert (found.stream is not None) is (leg.stream is not None and not blocked)
    assert found.reason


@given(st.sampled_from(NOCS), legs, st.lists(rights, max_size=6), st.randoms(use_true_random=False))
def test_answer_does_not_depend_on_the_order_of_listings(noc, leg, held, chance):
    shuffled = list(held)
    chance.shuffle(shuffled)
    ours, theirs = answer(noc, leg, held), answer(noc, leg, shuffled)
    assert (ours.kind, ours.stream, ours.checked_on) == (theirs.kind, theirs.stream, theirs.checked_on)
    assert sorted(ours.shown_by, key=repr) == sorted(theirs.shown_by, key=repr)
