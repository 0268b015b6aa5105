"""Programmes against the database: compared, applied whole or not at all, and out again."""

import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from events.calendar.programme.apply import plan, programme_rows
from events.calendar.programme.entries import EventRef
from events.calendar.programme.rows import TABLE, as_cells
from events.calendar.programme.stored import references
from events.models import Event, Race, Session
from isuwc.files.tables.spreadsheets import WRITERS, TableError, as_csv, read_table
from isuwc.files.tables.tabular import ChangedSinceError, DataError
from isuwc.tables.plans import apply
from news.models import ResultBlock
from tests.events.calendar.programme.tables import bare, programmes, rows, table
from tests.factories import events as factories
from tests.factories import news, standings
from tests.together import together

pytestmark = pytest.mark.django_db

EVENING = {"session_start": "17:30", "session_end": "20:00"}
NOON = {"session": "2", "session_start": "12:00", "session_end": "14:00"}


@pytest.fixture
def event():
    return factories.event()


def planned(event, *given):
    return plan(rows(*given), event)


def do(event, *given):
    done = planned(event, *given)
    assert done.errors == ()
    apply(done)
    check_deferred()
    return done


def check_deferred():
    """Have the rules checked that wait for the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def said(plan):
    kinds = [(change.is_new, change.is_removed) for change in plan.changes]
    names = {(True, False): "new", (False, True): "removed", (False, False): "changed"}
    return [
        (change.title, names[kind], "; ".join(change.words)) for change, kind in zip(plan.changes, kinds, strict=True)
    ]


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


# Whether the programme counts as complete


def with_result(race):
    standings.result(race)


def with_state(race):
    Race.objects.filter(pk=race.pk).update(result_state="partial")


def with_source(race):
    Race.objects.filter(pk=race.pk).update(source="A sheet")


def with_not_held(race):
    Race.objects.filter(pk=race.pk).update(result_state="not-held")


def unticked(*distances):
    """An event whose races came one by one, with result sheets."""
    made = factories.event(programme_is_whole=False)
    for distance in distances:
        with_result(factories.race(event=made, distance=distance))
    return made


def is_whole(event):
    event.refresh_from_db()
    return event.programme_is_whole


TICK = ("The programme", "changed", "complete: no → yes")


def test_programme_of_an_event_without_results_counts_as_complete_by_its_table():
    event = unticked()
    done = do(event, {"race": "1"})
    assert (said(done)[-1], str(done.counts)) == (TICK, "2 created, 0 updated, 0 unchanged")
    assert done.summary == ("Sessions and races: 2 new, 0 changed, 0 removed, 0 unchanged; complete programmes: 1 new")
    assert is_whole(event)
    assert planned(event, {"race": "1"}).changes == ()


@pytest.mark.parametrize(
    "refer", [with_result, with_state, with_source, with_not_held], ids=["result", "part", "source", "not held"]
)
def test_table_of_an_event_with_results_makes_its_programme_complete_only_where_somebody_says_so(refer):
    """Exported, corrected and handed in again, the races that sheets have made are not a whole programme."""
    event = unticked()
    refer(factories.race(event=event, distance="500"))
    rows = read_table(TABLE, as_csv(TABLE, programme_rows(Event.objects.all())), "programme.csv")
    assert plan(rows, event).changes == ()
    rows[0].cells["session_name"] = "Evening"
    corrected = plan(rows, event)
    assert said(corrected) == [("Session 1, Evening", "changed", "name: none → Evening")]
    apply(corrected)
    assert (event.sessions.get().name, is_whole(event)) == ("Evening", False)
    assert plan(rows, event, is_whole=False).changes == ()
    told = plan(rows, event, is_whole=True)
    assert (said(told), str(told.counts)) == ([TICK], "0 created, 0 updated, 2 unchanged")
    assert told.fingerprint != plan(rows, event).fingerprint
    apply(told)
    assert is_whole(event)


@pytest.mark.parametrize("choice", [None, True, False])
def test_complete_programme_stays_so_whatever_the_table(event, choice):
    with_result(factories.race(event=event, distance="500"))
    done = plan(rows({"race": "1"}, {"race": "2", "distance": "1000"}), event, is_whole=choice)
    assert done.completed == ()
    apply(done)
    assert is_whole(event)


def test_table_without_races_is_no_complete_programme():
    event = unticked()
    done = do(event, bare(**EVENING))
    assert (done.completed, is_whole(event)) == ((), False)


def test_each_event_of_a_table_is_asked_for_itself():
    first, second = unticked("500"), unticked()
    done = planned(first, {"race": "1"}, {"event": "2", "distance": "1000"})
    assert [setting.key for setting in done.completed] == [second.pk]
    assert [change.group for change in done.changes if isinstance(change.after, EventRef)] == [str(second)]


def test_tick_that_was_taken_away_meanwhile_is_not_set_again(event):
    do(event, {"race": "1"})
    found = planned(event, {"race": "1"}, {"race": "2", "distance": "1000"})
    Event.objects.update(programme_is_whole=False)
    with pytest.raises(ChangedSinceError):
        apply(found)


@pytest.mark.parametrize(("option", "whole"), [([], False), (["--no-whole"], False), (["--whole"], True)])
def test_command_says_whether_the_table_is_the_whole_programme(tmp_path, capsys, option, whole):
    event = unticked("500")
    source = tmp_path / "programme.csv"
    call_command("export_programme", source, "--season", "2025-26")
    capsys.readouterr()
    call_command("import_programme", source, *option)
    assert capsys.readouterr().out.splitlines() == [
        *([f"{event}: The programme: complete: no → yes"] if whole else []),
        "Programme: 0 created, 0 updated, 2 unchanged.",
    ]
    assert is_whole(event) == whole


# What stays


def with_card(race):
    ResultBlock.objects.create(parent=news.article(), race=race, ordering=10)


@pytest.mark.parametrize(
    ("refer", "why"),
    [(with_result, "an official result, 1 result"), (with_state, "a partial result"), (with_source, "a source"),
     (with_card, "1 result card")],
)  # fmt: skip
def test_race_that_something_hangs_on_is_not_removed(event, refer, why):
    do(event, {"race": "1"}, {"race": "2", "distance": "1000"})
    refer(event.races.get(distance="500"))
    found = planned(event, {"race": "2", "distance": "1000"})
    assert [str(error) for error in found.errors] == [
        f"programme.csv: 500m Women Division A of {event} is in no row, and can't be removed: it has {why}."
    ]
    with pytest.raises(DataError):
        apply(found)
    assert event.races.count() == 2


def test_everything_that_refers_to_a_race_is_looked_at():
    """Found by Django's own list of what refers to a race, so that a new kind is not forgotten."""
    assert sorted(relation.related_model.__name__ for relation in references()) == [
        "Result",
        "ResultBlock",
        "SheetImport",
        "Standing",
    ]


# All or nothing


def test_one_wrong_row_stops_all(event):
    found = planned(event, {}, {"distance": "x"})
    with pytest.raises(DataError, match="row 3, column distance"):
        apply(found)
    assert (Session.objects.count(), Race.objects.count()) == (0, 0)


def test_table_without_rows_says_nothing_and_removes_nothing(event):
    with pytest.raises(TableError, match="no rows below its header"):
        planned(event)


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda event: event.races.update(number=5),
        lambda event: event.sessions.update(name="Another"),
        lambda event: standings.result(event.races.get()),
        lambda event: with_card(event.races.get()),
        lambda event: Event.objects.filter(pk=event.pk).update(end_date=datetime.date(2025, 11, 15)),
        lambda event: event.races.all().delete(),
    ],
    ids=["race", "session", "result", "article", "days", "removed"],
)
def test_what_has_changed_since_is_not_applied(event, meanwhile):
    do(event, {"race": "1"})
    found = planned(event, {"race": "1", "distance": "1000"})
    meanwhile(event)
    with pytest.raises(ChangedSinceError):
        apply(found)
    assert not event.races.filter(distance="1000").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_apply_at_once_the_later_one_is_told_to_look_again():
    event = factories.event()
    plans = [planned(event, {"distance": distance}) for distance in ("1000", "1500")]
    outcomes = together(*(partial(apply, plan) for plan in plans))
    assert sorted(type(each).__name__ for each in outcomes) == ["ChangedSinceError", "NoneType"]
    assert (event.races.count(), event.sessions.count()) == (1, 1)


def test_failure_on_the_way_leaves_all_as_it_was(event, monkeypatch):
    do(event, {**EVENING, "race": "1"})

    def fail(done):
        raise IntegrityError

    with pytest.raises(IntegrityError), transaction.atomic():
        apply(planned(event, {**NOON, "race": "2", "distance": "1000"}), progress=fail)
    assert list(event.races.values_list("number", "distance", "session__number")) == [(1, "500", 1)]


def test_standings_follow_races_with_results_into_another_order(event):
    """There is a standing after every race, of division B and A apart."""
    cup = standings.cup(season=event.season)
    do(event, {"race": "1", "division": "B"}, {"race": "2"})
    skaters = [standings.skater("Femke Kok"), standings.skater("Jutta Leerdam")]
    for race, skater in zip(event.races.all(), skaters, strict=True):
        standings.result(race, skater)
    call_command("recompute_standings")

    def first():
        return [str(each.competitor) for each in cup.standings.filter(race__number=1)]

    assert first() == ["Femke Kok"]
    do(event, {"race": "2", "division": "B"}, {"race": "1"})
    assert first() == ["Jutta Leerdam"]


# Numbers of queries


@pytest.mark.parametrize("number", [1, 40])
def test_plan_costs_the_same_queries_whatever_its_length(event, django_assert_num_queries, number):
    given = [{"distance": d, "ordinal": str(o)} for d in ("500", "1000") for o in range(1, 21)][:number]
    do(event, *given)
    with django_assert_num_queries(3):
        assert planned(event, *given).unchanged == number + 1
    with django_assert_num_queries(7):  # what may refer to a race is looked for where one would go
        assert planned(event, {"distance": "1500"}).removed == number


@pytest.mark.parametrize("number", [2, 40])
def test_applying_costs_the_same_queries_whatever_its_length(event, django_assert_num_queries, number):
    given = [{"distance": d, "ordinal": str(o)} for d in ("500", "1000") for o in range(1, 21)][:number]
    do(event, *({**row, "race": str(n)} for n, row in enumerate(given, 1)))
    back = planned(event, *({**row, "race": str(number + 1 - n), **EVENING} for n, row in enumerate(given, 1)))
    # Savepoint, locks and plan as above, with what is on record of the session that moves; then the session, and races
    # into their places.
    with django_assert_num_queries(13):
        apply(back)


# Out again


@pytest.mark.parametrize("kind", WRITERS)
def test_export_comes_back_without_a_change(event, kind, django_assert_num_queries):
    other = factories.event(season=event.season, venue=factories.venue("Calgary", time_zone="America/Edmonton"))
    do(
        event,
        {**EVENING, "session_name": "'=1+1", "race": "4", "start": "18:00", "ordinal": "2"},
        bare(session="2"),
        {"event": "2", "session_start": "23:00", "session_end": "00:30", "start": "00:10", "race": "1"},
    )
    with django_assert_num_queries(3):
        cells = programme_rows(Event.objects.order_by("number"))
    assert cells == [
        ["2025-26", "1", "1", "=1+1", "2025-11-14", "17:30", "20:00", "4", "women", "500", "A", "", "2", "18:00"],
        ["2025-26", "1", "2", "", "2025-11-14", "", "", "", "", "", "", "", "", ""],
        ["2025-26", "2", "1", "", "2025-11-14", "23:00", "00:30", "1", "women", "500", "A", "", "", "00:10"],
    ]
    assert other.races.get().starts_at == datetime.datetime(2025, 11, 15, 7, 10, tzinfo=datetime.UTC)
    write, _ = WRITERS[kind]
    back = plan(read_table(TABLE, write(TABLE, cells), "programme"))
    assert (back.changes, back.errors, back.unchanged) == ((), (), 5)


def test_commands_bring_programmes_in_and_out(event, tmp_path, capsys):
    source, out = tmp_path / "in.csv", tmp_path / "out.xlsx"
    source.write_bytes(table({**EVENING, "start": "17:30"}))
    call_command("import_programme", source, "--season", "2025-26", "--event", "1", "--dry-run")
    assert not Race.objects.exists()
    call_command("import_programme", source, "--season", "2025-26", "--event", "1")
    shown = [
        "World Cup 1, Stavanger 2025/26: Session 1: new: Fri 14 November; 17:30–20:00",
        "World Cup 1, Stavanger 2025/26: 500m Women Division A: new: number 1; session 1; 17:30",
    ]
    assert capsys.readouterr().out.splitlines() == [
        *shown,
        "Programme: 2 created, 0 updated, 0 unchanged (not applied).",
        *shown,
        "Programme: 2 created, 0 updated, 0 unchanged.",
    ]
    call_command("export_programme", out, "--season", "2025-26")
    call_command("import_programme", out)
    assert capsys.readouterr().out.splitlines() == [
        f"Programme: 1 rows written to {out}.",
        "Programme: 0 created, 0 updated, 2 unchanged.",
    ]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "1 errors; nothing was changed"),
        (["--season", "2025-26"], "--season and --event go together"),
        (["--season", "2025-26", "--event", "9"], "There is no event 9 in 2025-26"),
    ],
)
def test_command_that_can_not_be_done_says_why(event, tmp_path, capsys, arguments, reason):
    source = tmp_path / "in.csv"
    source.write_bytes(table({}))
    with pytest.raises(CommandError, match=reason):
        call_command("import_programme", source, *arguments)
    assert not Race.objects.exists()


def test_command_names_a_file_that_is_no_programme(event, tmp_path):
    for name, data in (("empty.csv", b""), ("other.csv", b"broadcaster,source\n")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(CommandError, match=rf"{name}: It"):
            call_command("import_programme", tmp_path / name)
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_programme", tmp_path / "missing.csv")
    with pytest.raises(CommandError, match=r"must end with \.csv or \.xlsx"):
        call_command("export_programme", tmp_path / "out.pdf", "--season", "2025-26")
    with pytest.raises(CommandError, match="no such event with a programme"):
        call_command("export_programme", tmp_path / "out.csv", "--season", "2025-26")


@pytest.mark.parametrize(("option", "hour"), [([], 17), (["--races-stay"], 18)])
def test_command_says_whether_races_move_with_their_session(event, tmp_path, option, hour):
    do(event, {"session_start": "18:30", "start": "19:00"})
    source = tmp_path / "in.csv"
    source.write_bytes(table({"session_start": "17:30", "start": "19:00"}))
    call_command("import_programme", source, "--season", "2025-26", "--event", "1", *option)
    assert event.races.get().starts_at == datetime.datetime(2025, 11, 14, hour, tzinfo=datetime.UTC)
