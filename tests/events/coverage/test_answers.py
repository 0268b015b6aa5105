"""One answer for every country and event: each case by name."""

import datetime
from dataclasses import replace

import pytest

from events.coverage import Answer, AnswerKind, EventFacts, Right, SessionFacts, answer, coverage
from tests.events.coverage.facts import EVENT, RIGHT, STREAM

ABSENT = "No broadcaster is on record here, so the event is streamed unless one holds exclusive rights."


def test_broadcaster_is_the_answer_and_the_stream_stays_open_beside_it():
    assert answer("NOR", EVENT, [RIGHT]) == Answer(
        AnswerKind.BROADCASTER, "Example One has the rights to the series.", shown_by=(RIGHT,), stream=STREAM
    )


def test_stream_is_the_answer_where_nobody_has_rights():
    assert answer("SWE", EVENT, [RIGHT]) == Answer(AnswerKind.STREAM, ABSENT, stream=STREAM)


def test_nobody_is_the_answer_without_broadcaster_and_stream():
    assert answer("SWE", replace(EVENT, stream=None), [RIGHT]) == Answer(
        AnswerKind.NOBODY, "No broadcaster is on record here, and the season has no ISU stream."
    )


def test_event_held_in_an_excepted_country_is_streamed():
    nos = replace(
        RIGHT,
        broadcaster="NOS",
        nocs=frozenset({"NED"}),
        except_held_in=frozenset({"NED"}),
        exceptions="except events held in the Netherlands",
    )
    assert answer("NED", EVENT, [nos]) == Answer(
        AnswerKind.STREAM,
        "NOS has the rights to the series except events held in the Netherlands, so this event is streamed.",
        stream=STREAM,
        because=(nos,),
    )
    assert answer("NED", replace(EVENT, held_in="NOR"), [nos]).reason == (
        "NOS has the rights to the series except events held in the Netherlands."
    )


def test_expired_right_with_an_exception_is_no_reason():
    expired = replace(RIGHT, except_events=frozenset({1}), exceptions="except …", ends_on=datetime.date(2023, 6, 30))
    assert answer("NOR", EVENT, [expired]).reason == ABSENT


def kind(right: Right, event: EventFacts = EVENT, noc: str = "NOR") -> str:
    return answer(noc, event, [right]).kind.value


def test_excluded_event_is_not_covered():
    right = replace(RIGHT, except_events=frozenset({1}))
    assert kind(right) == "stream"
    assert kind(right, replace(EVENT, key=2)) == "broadcaster"


def test_right_for_some_events_covers_no_other():
    right = replace(RIGHT, events=frozenset({1}))
    assert kind(right) == "broadcaster"
    assert kind(right, replace(EVENT, key=2)) == "stream"


def test_right_for_a_season_or_a_series_covers_no_other():
    assert kind(replace(RIGHT, season=2024)) == "stream"
    assert kind(replace(RIGHT, season=2025)) == "broadcaster"
    assert kind(replace(RIGHT, series=2)) == "stream"


def test_country_that_a_group_excepts_is_streamed_and_told_why():
    nordic = replace(RIGHT, nocs=frozenset({"NOR"}), except_nocs=frozenset({"SWE"}), group="the Nordic countries")
    assert kind(nordic) == "broadcaster"
    assert answer("SWE", EVENT, [nordic]) == Answer(
        AnswerKind.STREAM,
        "Example One has the rights to the series in the Nordic countries, but not here, so the event is streamed.",
        stream=STREAM,
        because=(nordic,),
    )
    assert answer("ITA", EVENT, [nordic]).reason == ABSENT


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "days"),
    [
        (None, datetime.date(2025, 12, 4), ""),
        (None, datetime.date(2025, 12, 5), "5"),
        (None, datetime.date(2025, 12, 6), "56"),
        (datetime.date(2025, 12, 7), None, "7"),
        (datetime.date(2025, 12, 8), None, ""),
        (datetime.date(2025, 12, 6), datetime.date(2025, 12, 6), "6"),
    ],
    ids=["ends before", "ends on the first day", "ends within", "begins on the last day", "begins after", "one day"],
)
def test_right_holds_on_the_days_of_its_period_first_and_last_included(starts_on, ends_on, days):
    found = coverage("NOR", EVENT, [replace(RIGHT, starts_on=starts_on, ends_on=ends_on)])
    assert "".join(str(session.day.day) for session, each in found.sessions_and_days if each.is_broadcaster) == days
    assert found.event.is_broadcaster == bool(days)
    assert found.is_uniform == (days in {"", "567"})


def test_right_ends_at_midnight_at_the_venue_wherever_it_is_watched():
    """Saturday evening's session in Calgary is on Sunday morning in Norway; a right until Saturday holds for it."""
    saturday, sunday = datetime.date(2025, 11, 22), datetime.date(2025, 11, 23)
    calgary = replace(
        EVENT,
        held_in="CAN",
        first_day=saturday,
        last_day=sunday,
        sessions=(SessionFacts(saturday, 1), SessionFacts(sunday, 2)),
    )
    until_saturday = replace(RIGHT, ends_on=saturday)
    found = coverage("NOR", calgary, [until_saturday])
    assert found.of_session(1).is_broadcaster
    assert found.of_session(2) == Answer(
        AnswerKind.STREAM,
        "Example One has the rights to the series until 22 November 2025, so this session is streamed.",
        stream=STREAM,
        because=(until_saturday,),
    )
    assert found.event.reason == "Example One has the rights to the series. Some sessions differ."


def test_two_broadcasters_are_both_named_live_before_delayed():
    delayed = replace(RIGHT, key=2, broadcaster="Example Late", timing="delayed")
    found = answer("NOR", EVENT, [delayed, RIGHT])
    assert found.shown_by == (RIGHT, delayed)
    assert found.reason == "Example One has the rights to the series. Example Late has the rights to the series."


def test_highlights_only_leave_the_stream_as_the_answer():
    highlights = replace(RIGHT, timing="highlights")
    assert answer("NOR", EVENT, [highlights]) == Answer(
        AnswerKind.STREAM, "Example One shows highlights only, so this event is streamed.", (), (highlights,), STREAM
    )


def test_exclusive_right_blocks_the_stream():
    exclusive = replace(RIGHT, is_exclusive=True)
    assert answer("NOR", EVENT, [exclusive]) == Answer(
        AnswerKind.BROADCASTER, "Example One has the rights to the series.", (exclusive,)
    )


def test_exclusive_highlights_leave_nobody_to_show_the_event():
    exclusive = replace(RIGHT, timing="highlights", is_exclusive=True)
    assert answer("NOR", EVENT, [exclusive]) == Answer(
        AnswerKind.NOBODY,
        "Example One holds exclusive rights and shows highlights only, so the stream is blocked.",
        highlights=(exclusive,),
    )


def test_exclusive_right_elsewhere_blocks_nothing_here():
    assert answer("SWE", EVENT, [replace(RIGHT, is_exclusive=True)]).stream == STREAM


def test_last_check_is_that_of_the_oldest_part_and_unknown_where_one_is():
    checked = replace(RIGHT, checked_on=datetime.date(2025, 11, 2))
    older = replace(RIGHT, key=2, broadcaster="Example Two", checked_on=datetime.date(2025, 10, 2))
    assert answer("NOR", EVENT, [checked, older]).checked_on == datetime.date(2025, 10, 2)
    assert answer("NOR", EVENT, [checked, RIGHT]).checked_on is None
    assert answer("SWE", EVENT, []).checked_on == datetime.date(2025, 11, 1)
