"""Whether a programme counts as complete."""

import pytest
from django.core.management import call_command

from events.calendar.programme.apply import plan, programme_rows
from events.calendar.programme.entries import EventRef
from events.calendar.programme.rows import TABLE
from events.models import Event, Race
from isuwc.files.tables.spreadsheets import as_csv, read_table
from isuwc.files.tables.tabular import ChangedSinceError
from isuwc.tables.plans import apply
from tests.events.calendar.programme.stage import EVENING, do, planned, said, with_result, with_source, with_state
from tests.events.calendar.programme.tables import bare, rows
from tests.factories import events as factories

pytestmark = pytest.mark.django_db


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
