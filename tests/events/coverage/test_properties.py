"""The rule said again in another way, for any rights and events."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from events.coverage import AnswerKind, EventFacts, Right, SessionFacts, coverage
from tests.events.coverage.facts import EVENT, FRIDAY, NOCS, SATURDAY, STREAM, SUNDAY, held_rights


def of(categories: str, session: SessionFacts) -> SessionFacts:
    return replace(session, categories=frozenset(categories.split()))


events = st.builds(
    lambda key, held_in, stream, sessions: replace(EVENT, key=key, held_in=held_in, stream=stream, sessions=sessions),
    st.integers(1, 3),
    st.sampled_from(NOCS),
    st.sampled_from([None, STREAM]),
    st.sampled_from(
        [
            (),
            (FRIDAY, SATURDAY, SUNDAY),
            (SATURDAY,),
            (FRIDAY, replace(SATURDAY, is_cancelled=True), SUNDAY),
            (of("women", FRIDAY), of("men", SATURDAY), of("men women", SUNDAY)),
            (of("mixed", FRIDAY), of("men mixed", SATURDAY)),
        ]
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
        (right.competitors, session.categories) in {("women", frozenset({"men"})), ("men", frozenset({"women"}))},
    ]
    return not any(outside)


def used_as(right: Right, session: SessionFacts) -> str:
    """The timing with which it shows the session; empty where it does not."""
    own = {showing.session: showing for showing in right.showings}.get(session.key or -1)
    if own is None and right.only_sessions:
        return ""
    return right.timing if own is None else (own.timing or right.timing) if own.is_shown else ""


@given(st.sampled_from(NOCS), events, held_rights)
def test_every_country_has_exactly_one_answer_for_every_session_that_follows_from_the_rights(noc, event, held):
    found = coverage(noc, event, held)
    assert [session for session, _ in found.sessions_and_days] == list(event.sessions_and_days)
    for session, each in found.sessions_and_days:
        here = [right for right in held if holds(right, noc, event, session)]
        shown = sorted(right.key for right in here if used_as(right, session) in {"live", "delayed", "on demand"})
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
