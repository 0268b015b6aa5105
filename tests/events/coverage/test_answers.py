"""One answer for every country and event. Each case by name, and the rule by property."""

import datetime
import zoneinfo
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.coverage import (
    Answer,
    AnswerKind,
    EventFacts,
    Record,
    Right,
    SessionFacts,
    Showing,
    Stream,
    answer,
    coverage,
)
from events.time.moments import Clocks

STREAM = Stream("ISU stream", "https://example.org/", source="The ISU", checked_on=datetime.date(2025, 11, 1))
CLOCKS = Clocks(zoneinfo.ZoneInfo("Europe/Amsterdam"), "Heerenveen")
LEG = EventFacts(
    key=1,
    series=1,
    season=2025,
    held_in="NED",
    clocks=CLOCKS,
    first_day=datetime.date(2025, 12, 5),
    last_day=datetime.date(2025, 12, 7),
    stream=STREAM,
)
RIGHT = Right(key=1, broadcaster="Example One", nocs=frozenset({"NOR"}), series=1, source="A contract")


def test_broadcaster_is_the_answer_and_the_stream_stays_open_beside_it():
    assert answer("NOR", LEG, [RIGHT]) == Answer(
        AnswerKind.BROADCASTER, "Example One has the rights to the series.", shown_by=(RIGHT,), stream=STREAM
    )


def test_stream_is_the_answer_where_nobody_has_rights():
    assert answer("SWE", LEG, [RIGHT]) == Answer(
        AnswerKind.STREAM, "No broadcaster is on record here, so the event is streamed.", stream=STREAM
    )


def test_nobody_is_the_answer_without_broadcaster_and_stream():
    assert answer("SWE", replace(LEG, stream=None), [RIGHT]) == Answer(
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
    assert answer("NED", LEG, [nos]) == Answer(
        AnswerKind.STREAM,
        "NOS has the rights to the series except events held in the Netherlands, so this event is streamed.",
        stream=STREAM,
        because=(nos,),
    )
    assert answer("NED", replace(LEG, held_in="NOR"), [nos]).reason == (
        "NOS has the rights to the series except events held in the Netherlands."
    )


def test_expired_right_with_an_exception_is_no_reason():
    expired = replace(RIGHT, except_events=frozenset({1}), exceptions="except …", ends_on=datetime.date(2023, 6, 30))
    assert answer("NOR", LEG, [expired]).reason == "No broadcaster is on record here, so the event is streamed."


def kind(right: Right, event: EventFacts = LEG, noc: str = "NOR") -> str:
    return answer(noc, event, [right]).kind.value


def test_excluded_event_is_not_covered():
    right = replace(RIGHT, except_events=frozenset({1}))
    assert kind(right) == "stream"
    assert kind(right, replace(LEG, key=2)) == "broadcaster"


def test_right_for_some_events_covers_no_other():
    right = replace(RIGHT, events=frozenset({1}))
    assert kind(right) == "broadcaster"
    assert kind(right, replace(LEG, key=2)) == "stream"


def test_right_for_a_season_or_a_series_covers_no_other():
    assert kind(replace(RIGHT, season=2024)) == "stream"
    assert kind(replace(RIGHT, season=2025)) == "broadcaster"
    assert kind(replace(RIGHT, series=2)) == "stream"


def test_country_that_a_group_excepts_is_streamed_and_told_why():
    nordic = replace(RIGHT, nocs=frozenset({"NOR"}), except_nocs=frozenset({"SWE"}), group="the Nordic countries")
    assert kind(nordic) == "broadcaster"
    assert answer("SWE", LEG, [nordic]) == Answer(
        AnswerKind.STREAM,
        "Example One has the rights to the series in the Nordic countries, but not in this country, "
        "so the event is streamed.",
        stream=STREAM,
        because=(nordic,),
    )
    assert answer("ITA", LEG, [nordic]).reason == "No broadcaster is on record here, so the event is streamed."


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
    found = coverage("NOR", LEG, [replace(RIGHT, starts_on=starts_on, ends_on=ends_on)])
    assert "".join(str(session.day.day) for session, each in found.sessions_and_days if each.is_broadcaster) == days
    assert found.event.is_broadcaster == bool(days)
    assert found.is_uniform == (days in {"", "567"})


def test_right_ends_at_midnight_at_the_venue_wherever_it_is_watched():
    """Saturday evening's session in Calgary is on Sunday morning in Norway; a right until Saturday holds for it."""
    saturday, sunday = datetime.date(2025, 11, 22), datetime.date(2025, 11, 23)
    calgary = replace(
        LEG,
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
    found = answer("NOR", LEG, [delayed, RIGHT])
    assert found.shown_by == (RIGHT, delayed)
    assert found.reason == "Example One has the rights to the series. Example Late has the rights to the series."


def test_highlights_only_leave_the_stream_as_the_answer():
    highlights = replace(RIGHT, timing="highlights")
    assert answer("NOR", LEG, [highlights]) == Answer(
        AnswerKind.STREAM, "Example One shows highlights only, so this event is streamed.", (), (highlights,), STREAM
    )


def test_exclusive_right_blocks_the_stream():
    exclusive = replace(RIGHT, is_exclusive=True)
    assert answer("NOR", LEG, [exclusive]) == Answer(
        AnswerKind.BROADCASTER, "Example One has the rights to the series.", (exclusive,)
    )


def test_exclusive_highlights_leave_nobody_to_show_the_event():
    exclusive = replace(RIGHT, timing="highlights", is_exclusive=True)
    assert answer("NOR", LEG, [exclusive]) == Answer(
        AnswerKind.NOBODY,
        "Example One holds exclusive rights and shows highlights only, so the stream is blocked.",
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


# Sessions

FRIDAY, SATURDAY, SUNDAY = (SessionFacts(datetime.date(2025, 12, 4 + number), number) for number in (1, 2, 3))
PROGRAMME = replace(LEG, sessions=(FRIDAY, SATURDAY, SUNDAY))
EVENING = datetime.datetime(2025, 12, 5, 21, 30, tzinfo=datetime.UTC)


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


def left_out(right: Right = RIGHT, sessions: tuple[int, ...] = (1, 2, 3)) -> Right:
    return replace(right, showings=tuple(Showing(session, is_shown=False) for session in sessions))


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


SECOND, THIRD = (EVENING + datetime.timedelta(days=number) for number in (1, 2))


def own_time(*sessions: int, at: datetime.datetime = EVENING, **values) -> tuple[Showing, ...]:
    return tuple(Showing(session, starts_at=at, **values) for session in sessions)


def out(*sessions: int) -> tuple[Showing, ...]:
    return tuple(Showing(session, is_shown=False) for session in sessions)


OFF = replace(PROGRAMME, sessions=(FRIDAY, replace(SATURDAY, is_cancelled=True), replace(SUNDAY, is_cancelled=True)))
ONE_DAY = replace(PROGRAMME, last_day=FRIDAY.day, sessions=(FRIDAY,))
IN_ONE = own_time(1, 2, 3, at=THIRD, timing="delayed")
FRIDAY_ONLY = {"starts_on": FRIDAY.day, "ends_on": FRIDAY.day}


@pytest.mark.parametrize(
    ("event", "right", "words"),
    [
        (PROGRAMME, {"showings": own_time(1)}, None),
        (PROGRAMME, {"showings": own_time(1) + out(2, 3)}, None),
        (PROGRAMME, {"showings": own_time(1, 2, at=SECOND, timing="delayed") + out(3)}, None),
        (PROGRAMME, {"showings": own_time(1) + own_time(2, 3, at=SECOND)}, None),
        (PROGRAMME, {"showings": IN_ONE}, "Sun 7 Dec 22:30"),
        (PROGRAMME, {"showings": IN_ONE, "timing": "highlights"}, "Sun 7 Dec 22:30"),
        (PROGRAMME, {"showings": own_time(1), **FRIDAY_ONLY}, None),
        (OFF, {"showings": own_time(1)}, "Fri 5 Dec 22:30"),
        (ONE_DAY, {"showings": own_time(1)}, "Fri 5 Dec 22:30"),
        (ONE_DAY, {"showings": own_time(1, at=SECOND, timing="delayed")}, "Sat 6 Dec 22:30"),
        (ONE_DAY, {}, None),
        (replace(ONE_DAY, last_day=SATURDAY.day), {"showings": own_time(1)}, None),
    ],
    ids=[
        "one session, others with the event", "one session, others left out", "two in one programme, others left out",
        "two programmes", "all in one programme", "all in one programme, highlights otherwise", "right of one day",
        "all others cancelled", "event of one session", "event of one session, the day after", "with the session",
        "a day without a session",
    ],
)  # fmt: skip
def test_event_has_a_time_only_where_all_of_it_is_shown_then_and_says_the_date(event, right, words):
    (found,) = coverage("NOR", event, [replace(RIGHT, **right)]).event.shown_by
    assert (found.shown_at and found.shown_at.words) == words


def test_session_s_time_has_a_date_where_its_day_is_another():
    found = coverage("NOR", PROGRAMME, [replace(RIGHT, showings=own_time(1, 2, at=SECOND, timing="delayed"))])
    assert [found.of_session(n).shown_by[0].shown_at.words for n in (1, 2)] == ["Sat 6 Dec 22:30", "Sat 22:30"]


HOUR = datetime.timedelta(hours=1)
UNFIT = "start time not known: the one on record does not fit the session"


@pytest.mark.parametrize(
    ("at", "timing", "doubt"),
    [
        (EVENING - 2 * HOUR, "live", ""),
        (EVENING - 2 * HOUR - datetime.timedelta(minutes=1), "live", UNFIT),
        (EVENING + HOUR, "live", ""),
        (EVENING + 2 * HOUR, "live", UNFIT),  # the session is over
        (EVENING + 2 * HOUR, "delayed", ""),
        (EVENING - HOUR, "delayed", UNFIT),
        (EVENING - HOUR, "highlights", UNFIT),
    ],
)
def test_time_at_which_the_broadcast_can_t_begin_is_not_said_but_why(at, timing, doubt):
    """Whatever led to it: a session that was shortened, or a listing that is delayed now."""
    friday = replace(ONE_DAY, sessions=(replace(FRIDAY, span=(EVENING, EVENING + 2 * HOUR)),))
    for right in (
        replace(RIGHT, showings=own_time(1, at=at, timing=timing)),
        replace(RIGHT, showings=own_time(1, at=at), timing=timing),
    ):
        found = coverage("NOR", friday, [right])
        (own,) = (*found.of_session(1).shown_by, *found.of_session(1).highlights)
        (event_s,) = (*found.event.shown_by, *found.event.highlights)
        assert (own.shown_at and own.shown_at.at, own.time_doubt) == (None if doubt else at, doubt)
        assert event_s.time_doubt == doubt


def test_time_is_doubted_for_the_event_only_where_it_is_for_every_session():
    early = own_time(1, 2, 3, at=EVENING - datetime.timedelta(days=1), timing="delayed")
    assert coverage("NOR", PROGRAMME, [replace(RIGHT, showings=early)]).event.shown_by[0].time_doubt == UNFIT
    found = coverage("NOR", PROGRAMME, [replace(RIGHT, showings=early[:2])])
    assert [found.of_session(n).shown_by[0].time_doubt for n in (1, 2, 3)] == [UNFIT, UNFIT, ""]
    assert found.event.shown_by[0].time_doubt == ""


def test_event_has_channel_and_link_that_every_session_shown_has_and_the_note_that_every_session_has():
    own = {"channel": "Two", "link": "https://example.org/2", "note": "Sign language"}
    usual = replace(RIGHT, channel="One", link="https://example.org/1", note="Geo-blocked")

    def told(*showings: Showing) -> list[str]:
        (right,) = coverage("NOR", PROGRAMME, [replace(usual, showings=showings)]).event.shown_by
        return [right.channel, right.link, right.note]

    assert told(Showing(1, **own), *out(2, 3)) == ["Two", "https://example.org/2", "Geo-blocked"]
    assert told(*(Showing(n, **own) for n in (1, 2, 3))) == ["Two", "https://example.org/2", "Sign language"]
    assert told(Showing(1, **own)) == ["One", "https://example.org/1", "Geo-blocked"]


def test_session_left_out_has_its_own_note_and_not_the_listing_s():
    noted = replace(RIGHT, note="In the app too", showings=(Showing(2, is_shown=False, note="Football"), *out(3)))
    found = coverage("NOR", PROGRAMME, [noted])
    assert [right.note for n in (2, 3) for right in found.of_session(n).because] == ["Football", ""]


def test_highlights_at_a_time_of_their_own_are_the_session_s_own_answer():
    late = replace(RIGHT, timing="highlights", showings=own_time(2, at=SECOND))
    found = coverage("NOR", PROGRAMME, [late])
    assert [each.says_the_same_as(found.event) for _, each in found.sessions_and_days] == [True, False, True]
    assert [right.shown_at for right in found.event.highlights] == [None]


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
    friday = replace(LEG, sessions=(FRIDAY,))
    found = coverage("NOR", friday, [replace(RIGHT, starts_on=SATURDAY.day)])
    assert [each.kind.value for _, each in found.sessions_and_days] == ["stream", "broadcaster", "broadcaster"]
    assert found.event.is_broadcaster


def test_cancelled_session_has_its_answer_and_counts_for_nothing_in_the_event_s():
    sunday_off = replace(LEG, sessions=(FRIDAY, SATURDAY, replace(SUNDAY, is_cancelled=True)))
    found = coverage("NOR", sunday_off, [replace(RIGHT, starts_on=SUNDAY.day)])
    assert found.of_session(3).is_broadcaster
    assert found.event.is_stream
    all_off = replace(
        LEG, sessions=tuple(replace(session, is_cancelled=True) for session in (FRIDAY, SATURDAY, SUNDAY))
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
    assert answer("NOR", LEG, channels).reason == "Example One has the rights to the series."


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
    assert found.of_session(3).reason == "No broadcaster is on record here, so the event is streamed."


def test_reason_is_that_of_the_day():
    ends = replace(RIGHT, nocs=frozenset({"SWE"}), except_nocs=frozenset({"NOR"}), group="Europe", ends_on=FRIDAY.day)
    assert [each.reason for _, each in coverage("NOR", PROGRAMME, [ends]).sessions_and_days] == [
        "Example One has the rights to the series in Europe, but not in this country, so the event is streamed.",
        "No broadcaster is on record here, so the event is streamed.",
        "No broadcaster is on record here, so the event is streamed.",
    ]


def test_session_of_another_event_has_no_answer_here():
    with pytest.raises(KeyError):
        coverage("NOR", PROGRAMME, []).of_session(9)


NOCS = ("NED", "NOR", "SWE", "ITA")
days = st.none() | st.dates(datetime.date(2025, 12, 1), datetime.date(2025, 12, 10))
showings = st.lists(
    st.builds(
        Showing,
        session=st.integers(1, 3),
        is_shown=st.booleans(),
        timing=st.sampled_from(["", "live", "delayed", "highlights"]),
        starts_at=st.sampled_from([None, EVENING]),
    ),
    max_size=2,
    unique_by=lambda showing: showing.session,
).map(tuple)
rights = st.builds(
    Right,
    key=st.integers(1, 9),
    broadcaster=st.sampled_from(["Example One", "Example Two"]),
    nocs=st.frozensets(st.sampled_from(NOCS)),
    except_nocs=st.frozensets(st.sampled_from(NOCS), max_size=1),
    series=st.sampled_from([1, 2]),
    season=st.sampled_from([None, 2024, 2025]),
    events=st.frozensets(st.integers(1, 3), max_size=2),
    except_events=st.frozensets(st.integers(1, 3), max_size=1),
    except_held_in=st.frozensets(st.sampled_from(NOCS), max_size=1),
    starts_on=days,
    ends_on=days,
    timing=st.sampled_from(["live", "delayed", "highlights"]),
    is_exclusive=st.booleans(),
    showings=showings,
).map(lambda right: replace(right, except_nocs=right.except_nocs - right.nocs))
held_rights = st.lists(rights, max_size=6, unique_by=lambda right: right.key)
events = st.builds(
    lambda key, held_in, stream, sessions: replace(LEG, key=key, held_in=held_in, stream=stream, sessions=sessions),
    st.integers(1, 3),
    st.sampled_from(NOCS),
    st.sampled_from([None, STREAM]),
    st.sampled_from(
        [(), (FRIDAY, SATURDAY, SUNDAY), (SATURDAY,), (FRIDAY, replace(SATURDAY, is_cancelled=True), SUNDAY)]
    ),
)


def holds(right: Right, noc: str, event: EventFacts, session: SessionFacts) -> bool:
    """The rule, said again in another way."""
    outside = [
        noc not in right.nocs,
        right.series != event.series,
        right.season is not None and right.season != event.season,
        bool(right.events) and event.key not in right.events,
        event.key in right.except_events,
        event.held_in in right.except_held_in,
        right.starts_on is not None and session.day < right.starts_on,
        right.ends_on is not None and session.day > right.ends_on,
    ]
    return not any(outside)


def used_as(right: Right, session: SessionFacts) -> str:
    """The timing with which it shows the session; empty where it does not."""
    own = {showing.session: showing for showing in right.showings}.get(session.key or -1)
    return right.timing if own is None else (own.timing or right.timing) if own.is_shown else ""


@given(st.sampled_from(NOCS), events, held_rights)
def test_every_country_has_exactly_one_answer_for_every_session_that_follows_from_the_rights(noc, event, held):
    found = coverage(noc, event, held)
    assert [session for session, _ in found.sessions_and_days] == list(event.sessions_and_days)
    for session, each in found.sessions_and_days:
        here = [right for right in held if holds(right, noc, event, session)]
        shown = sorted(right.key for right in here if used_as(right, session) in {"live", "delayed"})
        is_blocked = any(right.is_exclusive for right in here)
        expected = (
            AnswerKind.BROADCASTER
            if shown
            else AnswerKind.STREAM
            if event.stream and not is_blocked
            else AnswerKind.NOBODY
        )
        assert each.kind is expected
        assert sorted(right.key for right in each.shown_by) == shown
        assert (each.stream is not None) is (event.stream is not None and not is_blocked)
        assert [each.is_broadcaster, each.is_stream, each.is_nobody].count(True) == 1
        assert each.reason.endswith(".")


@given(st.sampled_from(NOCS), events, held_rights)
def test_whatever_the_event_is_told_of_a_broadcast_is_true_of_every_session_that_it_shows(noc, event, held):
    found = coverage(noc, event, held)
    counting = [each for session, each in found.sessions_and_days if not session.is_cancelled] or [
        each for _, each in found.sessions_and_days
    ]
    for right in (*found.event.shown_by, *found.event.highlights):
        ways = [way for each in counting for way in (*each.shown_by, *each.highlights) if way.key == right.key]
        if right.shown_at:
            assert [way.shown_at for way in ways] == [right.shown_at] * len(counting)
            assert right.shown_at.is_dated
    named = {right.broadcaster for _, each in found.sessions_and_days for right in each.rights}
    assert {record.name for record in found.records} <= {*named, "ISU stream"}


@given(st.sampled_from(NOCS), events, held_rights)
def test_event_has_the_best_of_its_sessions_answers_and_names_all_who_show_any(noc, event, held):
    found = coverage(noc, event, held)
    order, counting = list(AnswerKind), [each for session, each in found.sessions_and_days if not session.is_cancelled]
    assert found.event.kind is min((each.kind for each in counting), key=order.index)
    shown = {right.key for each in counting for right in each.shown_by}
    assert {right.key for right in found.event.shown_by} == shown
    best = {key: any(r.timing == "live" for each in counting for r in each.shown_by if r.key == key) for key in shown}
    assert {right.key: right.timing == "live" for right in found.event.shown_by} == best
    assert found.event.is_stream == (found.event.stream is not None and not shown)
    if found.is_uniform:
        assert {each.kind for each in counting} == {found.event.kind}
    assert found.event.reason.endswith(".")


@given(st.sampled_from(NOCS), events, held_rights, st.randoms(use_true_random=False))
def test_answer_does_not_depend_on_the_order_of_listings(noc, event, held, chance):
    shuffled = list(held)
    chance.shuffle(shuffled)
    assert coverage(noc, event, held) == coverage(noc, event, shuffled)


OVER = replace(LEG, is_over=True)
EXCLUSIVE = replace(RIGHT, is_exclusive=True)
IN_PAST = [
    ([], STREAM, "No broadcaster is on record here, which leaves the ISU stream."),
    ([RIGHT], STREAM, "Example One had the rights to the series."),
    (
        [replace(RIGHT, timing="highlights")],
        STREAM,
        "Example One is on record for highlights only, which leaves the ISU stream.",
    ),
    ([], None, "No broadcaster is on record here, and the season had no ISU stream."),
    (
        [replace(EXCLUSIVE, timing="highlights")],
        STREAM,
        "Example One held exclusive rights and is on record for highlights only, so the stream was blocked.",
    ),
]


@pytest.mark.parametrize(("rights", "stream", "reason"), IN_PAST)
def test_reason_for_an_event_that_is_over_says_what_is_on_record(rights, stream, reason):
    assert answer("NOR", replace(OVER, stream=stream), rights).reason == reason


@pytest.mark.parametrize(
    ("right", "reason"),
    [
        (RIGHT, "Example One is on record as not showing this event, which leaves the ISU stream."),
        (
            EXCLUSIVE,
            "Example One held exclusive rights and is on record as not showing this event, so the stream was blocked.",
        ),
    ],
)
def test_reason_for_an_event_that_is_over_names_who_left_it_out(right, reason):
    assert answer("NOR", replace(PROGRAMME, is_over=True), [left_out(right)]).reason == reason
