"""Programmes against the database: compared, and applied."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.calendar.programme.apply import plan, programme_rows
from events.calendar.programme.entries import EventRef
from events.calendar.programme.rows import TABLE, as_cells
from events.models import Event
from isuwc.files.tables.spreadsheets import as_csv, read_table
from isuwc.tables.plans import apply
from tests.events.calendar.programme.stage import EVENING, NOON, check_deferred, do, planned, said
from tests.events.calendar.programme.tables import bare, programmes
from tests.factories import events as factories
from tests.factories import standings

pytestmark = pytest.mark.django_db


def sessions(event):
    return {
        session.number: (session.pk, session.uid, session.revision, session.changed_at)
        for session in event.sessions.all()
    }


def test_programme_is_made_of_a_table(event):
    done = do(
        event,
        {**EVENING, "session_name": "Evening", "race": "1", "start": "17:30"},
        {"race": "3", "distance": "Mass Start", "category": "M", "division": "", "phase": "final", "start": "19:10"},
        bare(**NOON, date="2025-11-15"),
    )
    assert (str(done.counts), said(done)) == (
        "4 created, 0 updated, 0 unchanged",
        [
            ("Session 1, Evening", "new", "Fri 14 November; 17:30–20:00"),
            ("Session 2", "new", "Sat 15 November; 12:00–14:00"),
            ("500m Women Division A", "new", "number 1; session 1; 17:30"),
            ("Mass Start Men Final", "new", "number 3; session 1; 19:10"),
        ],
    )
    assert list(event.sessions.values_list("number", "name", "date", "starts_at")) == [
        (1, "Evening", datetime.date(2025, 11, 14), datetime.datetime(2025, 11, 14, 16, 30, tzinfo=datetime.UTC)),
        (2, "", datetime.date(2025, 11, 15), datetime.datetime(2025, 11, 15, 11, 0, tzinfo=datetime.UTC)),
    ]
    assert list(event.races.values_list("number", "slug", "session__number")) == [
        (1, "women-500m", 1),
        (3, "men-mass-start-final", 1),
    ]
    assert [(race.result_state, race.source) for race in event.races.all()] == [("none", "")] * 2


def test_same_table_again_writes_nothing(event, django_assert_num_queries):
    given = [{**EVENING, "race": "1", "start": "17:30"}, bare(**NOON)]
    do(event, *given)
    before = sessions(event)
    again = planned(event, *given)
    assert (again.changes, str(again.counts)) == ((), "0 created, 0 updated, 3 unchanged")
    # Savepoint and its release; seasons, lock, events, sessions, races; then the plan's three.
    with django_assert_num_queries(10):
        apply(again)
    assert sessions(event) == before


def test_change_is_shown_with_before_and_after_and_keeps_every_row(event):
    do(
        event,
        {**EVENING, "race": "1", "start": "17:30"},
        {"race": "2", "distance": "1000"},
        {**NOON, "race": "3", "distance": "1500"},
    )
    before, races = sessions(event), dict(event.races.values_list("slug", "pk"))
    done = do(
        event,
        {"session_start": "18:00", "session_end": "20:00", "session_name": "Late", "race": "2", "start": "18:00"},
        {**NOON, "race": "1", "distance": "1000", "start": "12:00"},
        {"session": "2", "race": "3", "distance": "1500"},
    )
    assert said(done) == [
        ("Session 1, Late", "changed", "name: none → Late; start: 17:30 → 18:00"),
        ("1000m Women Division A", "changed", "number: 2 → 1; session: 1 → 2; start: none → 12:00"),
        ("500m Women Division A", "changed", "number: 1 → 2; start: 17:30 → 18:00; with its session"),
    ]
    assert dict(event.races.values_list("slug", "pk")) == races
    after = sessions(event)
    assert [(after[n][:2], after[n][2] - before[n][2]) for n in (1, 2)] == [(before[1][:2], 1), (before[2][:2], 0)]


def test_move_to_another_day_is_shown_with_the_days(event):
    do(event, {**EVENING, "start": "18:00"})
    done = do(event, {**EVENING, "date": "2025-11-15", "start": "18:00"})
    assert said(done) == [
        (
            "Session 1",
            "changed",
            "date: Fri 14 November → Sat 15 November; start: Fri 14 November 17:30 → Sat 15 November 17:30; "
            "end: Fri 14 November 20:00 → Sat 15 November 20:00",
        ),
        ("500m Women Division A", "changed", "start: Fri 14 November 18:00 → Sat 15 November 18:00; with its session"),
    ]


def test_what_is_in_no_row_is_removed(event):
    do(event, {**EVENING, "race": "1"}, {"race": "2", "distance": "1000"}, {**NOON, "race": "3", "distance": "1500"})
    done = do(event, {**EVENING, "race": "7", "distance": "1500"})
    assert said(done) == [
        ("Session 2", "removed", ""),
        ("1500m Women Division A", "changed", "number: 3 → 7; session: 2 → 1"),
        ("500m Women Division A", "removed", ""),
        ("1000m Women Division A", "removed", ""),
    ]
    assert list(event.races.values_list("number", "slug", "session__number")) == [(7, "women-1500m", 1)]
    assert [session.number for session in event.sessions.all()] == [1]


def test_session_that_goes_is_shown_with_its_plan(event):
    do(event, bare(**EVENING), bare(**NOON))
    event.sessions.filter(number=1).update(plan="cancelled", plan_note="Because of the ice.")
    assert said(planned(event, bare(**NOON))) == [("Session 1", "removed", "Cancelled: Because of the ice.")]


def test_new_session_takes_the_time_of_one_that_goes_and_of_one_that_moves(event):
    do(event, {**EVENING}, {**NOON, "distance": "1000"})
    do(
        event,
        {"session": "2", "session_start": "09:00", "session_end": "11:00", "distance": "1000"},
        {**NOON, "session": "3", "distance": "1500"},
        {**EVENING, "session": "4"},
    )
    assert [(session.number, session.starts_at.hour) for session in event.sessions.order_by("starts_at")] == [
        (2, 8),
        (3, 11),
        (4, 16),
    ]


def test_sessions_swap_times_and_races_numbers(event):
    do(event, {**EVENING, "race": "1"}, {**NOON, "race": "2", "distance": "1000"})
    before = sessions(event)
    do(
        event,
        {"session_start": "12:00", "session_end": "14:00", "race": "2"},
        {**EVENING, "session": "2", "race": "1", "distance": "1000"},
    )
    after = sessions(event)
    assert [session.starts_at.hour for session in event.sessions.all()] == [11, 16]
    assert list(event.races.values_list("number", "slug")) == [(1, "women-1000m"), (2, "women-500m")]
    assert [after[n][2] - before[n][2] for n in (1, 2)] == [1, 1]
    assert [after[n][1] for n in (1, 2)] == [before[n][1] for n in (1, 2)]


def test_sessions_that_follow_each_other_move_with_one_revision_each(event):
    do(event, {"session_start": "10:00", "session_end": "12:00"}, bare(**NOON))
    do(event, {"session_start": "12:00", "session_end": "14:00"}, bare(session="2", session_start="14:00",
                                                                      session_end="16:00"))  # fmt: skip
    assert [session.revision for session in event.sessions.all()] == [1, 1]


def test_renumbering_races_is_no_revision_of_their_session(event):
    do(event, {**EVENING, "race": "1"}, {"race": "2", "distance": "1000"}, {"race": "3", "distance": "1500"})
    before = sessions(event)
    do(event, {**EVENING, "race": "3"}, {"race": "1", "distance": "1000"}, {"race": "2", "distance": "1500"})
    assert sessions(event) == before
    assert list(event.races.values_list("number", "distance")) == [(1, "1000"), (2, "1500"), (3, "500")]


def test_plan_and_result_of_what_stays_are_not_touched(event):
    do(event, {**EVENING, "race": "1"})
    event.sessions.update(plan="moved", plan_note="Because of the ice.")
    event.races.update(result_state="official", source="A sheet")
    standings.result(event.races.get())
    do(event, {**NOON, "race": "9", "start": "12:00"}, bare(**EVENING))
    session = event.sessions.get(number=1)
    assert (session.plan, session.plan_note) == ("moved", "Because of the ice.")
    race = event.races.get()
    assert (race.number, race.session.number, race.result_state, race.source, race.results.count()) == (
        9, 2, "official", "A sheet", 1,
    )  # fmt: skip


def test_other_events_are_not_touched_unless_named(event):
    other = factories.event(season=event.season)
    factories.race(event=other)
    do(event, {}, {"event": "2", "distance": "1000"}, {"event": "2", "distance": "500"})
    assert [str(race) for race in other.races.all()] == ["1000m Women", "500m Women"]
    do(event, {"distance": "1500"})
    assert (other.races.count(), [str(race) for race in event.races.all()]) == (2, ["1500m Women"])


EVENT = EventRef(0, "2025-26", 1, "", datetime.date(2025, 11, 14), datetime.date(2025, 11, 16), ZoneInfo("Europe/Oslo"))


@settings(max_examples=40)
@given(wanted=st.lists(programmes(EVENT).filter(lambda each: each.sessions), min_size=2, max_size=3))
def test_any_programme_follows_any_other(event, wanted):
    """Whatever moves, swaps, comes or goes on the way; and sessions that stay are the same ones for calendars."""
    for programme in wanted:
        before = dict(event.sessions.values_list("number", "uid"))
        cells = list(as_cells(programme))
        done = plan(read_table(TABLE, as_csv(TABLE, cells), "programme.csv"))
        assert done.errors == ()
        apply(done)
        check_deferred()
        assert programme_rows(Event.objects.all()) == cells
        after = dict(event.sessions.values_list("number", "uid"))
        assert {n: after[n] for n in before.keys() & after.keys()} == {
            n: before[n] for n in before.keys() & after.keys()
        }
