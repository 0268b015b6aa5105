"""What is on record, and why the answer is what it is."""

import datetime
from dataclasses import replace

import pytest

from events.coverage import AnswerKind, Record, answer, coverage
from tests.events.coverage.facts import EVENT, FRIDAY, PROGRAMME, RIGHT, SATURDAY, SUNDAY, left_out, out

ABSENT = "No broadcaster is on record here, so the event is streamed unless one holds exclusive rights."


def test_each_right_has_its_own_record_and_one_s_check_never_stands_for_another_s():
    checked = replace(RIGHT, checked_on=datetime.date(2025, 11, 2), channel="One")
    other = replace(RIGHT, key=2, channel="Two", source="A mail", showings=out(2))
    until = replace(RIGHT, key=3, broadcaster="Example Three", ends_on=FRIDAY.day, timing="highlights")
    assert coverage("NOR", PROGRAMME, [checked, other, until]).records == (
        Record("Example One, One", datetime.date(2025, 11, 2), "A contract"),
        Record("Example One, Two", None, "A mail"),
        Record("Example Three", None, "A contract"),
        Record("ISU stream", datetime.date(2025, 11, 1), "The ISU"),
    )
    assert coverage("SWE", PROGRAMME, []).records == (Record("ISU stream", datetime.date(2025, 11, 1), "The ISU"),)
    assert coverage("SWE", replace(PROGRAMME, stream=None), []).records == ()


def test_day_without_a_known_session_counts_beside_those_with_one():
    friday = replace(EVENT, sessions=(FRIDAY,))
    found = coverage("NOR", friday, [replace(RIGHT, starts_on=SATURDAY.day)])
    assert [each.kind.value for _, each in found.sessions_and_days] == ["stream", "broadcaster", "broadcaster"]
    assert found.event.is_broadcaster


def test_cancelled_session_has_its_answer_and_counts_for_nothing_in_the_event_s():
    sunday_off = replace(EVENT, sessions=(FRIDAY, SATURDAY, replace(SUNDAY, is_cancelled=True)))
    found = coverage("NOR", sunday_off, [replace(RIGHT, starts_on=SUNDAY.day)])
    assert found.of_session(3).is_broadcaster
    assert found.event.is_stream
    all_off = replace(
        EVENT, sessions=tuple(replace(session, is_cancelled=True) for session in (FRIDAY, SATURDAY, SUNDAY))
    )
    assert answer("NOR", all_off, [RIGHT]).is_broadcaster


def test_other_broadcasters_on_other_days_are_said_to_be_so():
    first, second = (
        replace(RIGHT, ends_on=SATURDAY.day),
        replace(RIGHT, key=2, broadcaster="Example Two", starts_on=SUNDAY.day),
    )
    assert answer("NOR", PROGRAMME, [first, second]).reason == (
        "Example One has the rights to the series. Example Two has the rights to the series. Some sessions differ."
    )


def test_two_channels_of_a_broadcaster_are_one_reason():
    channels = [replace(RIGHT, channel="One"), replace(RIGHT, key=2, channel="Two")]
    assert answer("NOR", EVENT, channels).reason == "Example One has the rights to the series."


@pytest.mark.parametrize(
    ("right", "reason"),
    [
        (replace(RIGHT, timing="highlights"), "Example One shows highlights only, and the season has no ISU stream."),
        (left_out(), "Example One does not show this event, and the season has no ISU stream."),
        (
            replace(RIGHT, timing="highlights", is_exclusive=True),
            "Example One holds exclusive rights and shows highlights only, and the season has no ISU stream.",
        ),
    ],
)
def test_season_without_a_stream_says_what_there_is(right, reason):
    found = answer("NOR", replace(PROGRAMME, stream=None), [right])
    assert (found.kind, found.reason) == (AnswerKind.NOBODY, reason)


@pytest.mark.parametrize("change", [{"ends_on": FRIDAY.day}, {"except_held_in": frozenset({"NED"})}])
def test_right_to_highlights_that_is_over_or_excepted_is_no_reason(change):
    right = replace(RIGHT, timing="highlights", exceptions="except …", **change)
    found = coverage("NOR", PROGRAMME, [right])
    assert found.of_session(3).reason == ABSENT


def test_reason_is_that_of_the_day():
    ends = replace(RIGHT, nocs=frozenset({"SWE"}), except_nocs=frozenset({"NOR"}), group="Europe", ends_on=FRIDAY.day)
    assert [each.reason for _, each in coverage("NOR", PROGRAMME, [ends]).sessions_and_days] == [
        "Example One has the rights to the series in Europe, but not here, so the event is streamed.",
        ABSENT,
        ABSENT,
    ]


def test_session_of_another_event_has_no_answer_here():
    with pytest.raises(KeyError):
        coverage("NOR", PROGRAMME, []).of_session(9)


def test_record_names_the_channel_only_where_a_broadcaster_has_several_listings():
    one = replace(RIGHT, channel="One")
    assert [each.name for each in coverage("NOR", EVENT, [one]).records] == ["Example One", "ISU stream"]
    two = replace(RIGHT, key=2, channel="Two")
    assert [each.name for each in coverage("NOR", EVENT, [one, two]).records] == [
        "Example One, One", "Example One, Two", "ISU stream",
    ]  # fmt: skip
