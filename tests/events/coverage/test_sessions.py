"""The answer for each session, and what the event says of all of them."""

import datetime
from dataclasses import replace

from events.coverage import Answer, AnswerKind, Record, Showing, answer, coverage
from tests.events.coverage.facts import CLOCKS, EVENING, FRIDAY, PROGRAMME, RIGHT, STREAM, left_out


def test_session_without_a_word_of_its_own_has_the_event_s_answer():
    found = coverage("NOR", PROGRAMME, [RIGHT])
    assert [each for _, each in found.sessions_and_days] == [found.event] * 3
    assert found.is_uniform


def test_session_is_shown_at_the_broadcaster_s_own_time_and_in_its_own_way():
    late = Showing(1, starts_at=EVENING, timing="delayed", channel="Two", link="https://example.org/2", note="In parts")
    found = coverage("NOR", PROGRAMME, [replace(RIGHT, showings=(late,))])
    (own,) = found.of_session(1).shown_by
    assert (own.shown_at, own.timing, own.channel, own.link, own.note) == (
        CLOCKS.moment(EVENING), "delayed", "Two", "https://example.org/2", "In parts",
    )  # fmt: skip
    assert [right.shown_at for right in found.of_session(2).shown_by] == [None]
    assert [(right.timing, right.shown_at) for right in found.event.shown_by] == [("live", None)]
    assert not found.is_uniform


def test_session_that_the_broadcaster_leaves_out_is_streamed():
    right = replace(RIGHT, showings=(Showing(2, is_shown=False),))
    found = coverage("NOR", PROGRAMME, [right])
    assert found.of_session(2) == Answer(
        AnswerKind.STREAM, "Example One does not show this session, so it is streamed.", stream=STREAM, because=(right,)
    )
    assert (found.event.kind, found.event.stream) == (AnswerKind.BROADCASTER, STREAM)


def test_session_that_the_holder_of_exclusive_rights_leaves_out_is_shown_by_nobody():
    exclusive = replace(RIGHT, is_exclusive=True, showings=(Showing(2, is_shown=False),))
    found = coverage("NOR", PROGRAMME, [exclusive])
    assert found.of_session(2) == Answer(
        AnswerKind.NOBODY,
        "Example One holds exclusive rights and does not show this session, so the stream is blocked.",
        because=(exclusive,),
    )
    assert (found.event.kind, found.event.stream) == (AnswerKind.BROADCASTER, None)


def test_stream_is_open_beside_a_broadcaster_only_where_it_is_for_every_session():
    until_friday = replace(RIGHT, is_exclusive=True, ends_on=FRIDAY.day)
    second = replace(RIGHT, key=2, broadcaster="Example Two")
    found = coverage("NOR", PROGRAMME, [until_friday, second])
    assert [each.stream for _, each in found.sessions_and_days] == [None, STREAM, STREAM]
    assert (found.event.stream, found.event.shown_by) == (None, (until_friday, second))


def test_session_shown_as_highlights_only_is_streamed_whole():
    found = coverage("NOR", PROGRAMME, [replace(RIGHT, showings=(Showing(3, timing="highlights"),))])
    assert found.of_session(3).reason == "Example One shows highlights only, so this session is streamed."


def test_event_of_which_a_broadcaster_leaves_out_every_session_speaks_of_the_event():
    assert answer("NOR", PROGRAMME, [left_out()]).reason == ("Example One does not show this event, so it is streamed.")
    assert answer("NOR", PROGRAMME, [left_out(replace(RIGHT, is_exclusive=True))]).reason == (
        "Example One holds exclusive rights and does not show this event, so the stream is blocked."
    )


def test_listing_that_decides_without_showing_anything_is_the_evidence_and_marks_examples():
    holder = replace(RIGHT, is_exclusive=True, is_example=True, source="Made up", checked_on=datetime.date(2025, 11, 3))
    found = coverage("NOR", PROGRAMME, [left_out(holder)])
    assert (found.event.kind, found.event.is_example, found.event.checked_on) == (
        AnswerKind.NOBODY, True, datetime.date(2025, 11, 3),
    )  # fmt: skip
    assert found.records == (Record("Example One", datetime.date(2025, 11, 3), "Made up"),)


def test_event_says_the_best_way_in_which_its_sessions_are_shown():
    """Not live where every session is delayed, nor highlights where one is live."""
    late = [Showing(n, timing="delayed", starts_at=EVENING + datetime.timedelta(days=n)) for n in (1, 2, 3)]
    found = coverage("NOR", PROGRAMME, [replace(RIGHT, showings=tuple(late))])
    assert [(right.timing, right.shown_at) for right in found.event.shown_by] == [("delayed", None)]
    short = replace(RIGHT, timing="highlights", showings=(Showing(2, timing="live"),))
    found = coverage("NOR", PROGRAMME, [short])
    assert [(right.timing, right.key) for right in found.event.shown_by] == [("live", 1)]
    assert found.event.highlights == ()
