"""What whoever moves a session is asked, and what is said."""

import pytest
from django.urls import reverse

from events.calendar.programme.apply import plan, programme_rows
from events.calendar.programme.rows import TABLE
from events.models import Event, Race
from isuwc.files.tables.spreadsheets import as_csv, read_table
from isuwc.tables.plans import apply
from standings.scoring.recompute import recompute
from tests.events.calendar.plans.stage import AS_PLANNED, SHOWINGS, by_form, by_table, exported, posted, programme
from tests.factories import standings
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("way", ["form", "table"])
def test_races_stay_where_whoever_moves_the_session_says_so(client, event, way):
    if way == "form":
        assert by_form(client, event, sessions__0__starts_at="13:45", races_stay="on") == []
    else:
        rows = read_table(TABLE, as_csv(TABLE, programme_rows(Event.objects.filter(pk=event.pk))), "programme.csv")
        for row in rows:
            if row.cells["session"] == "1":
                row.cells["session_start"] = "13:45"
        apply(plan(rows, event, races_stay=True))
    assert programme(event) == ["Fri: Fri 13:45 to Fri 18:00, As planned", *AS_PLANNED["programme"][1:]]
    assert exported(event) == ((), ())


@pytest.mark.parametrize("way", ["form", "table"])
def test_race_whose_own_start_is_changed_with_its_session_is_where_it_was_put(client, event, way):
    if way == "form":
        changes = {"sessions__0__starts_at": "16:45", "sessions__0__ends_at": "20:30", "races__0__starts_at": "17:00"}
        assert by_form(client, event, **changes) == []
    else:
        rows = read_table(TABLE, as_csv(TABLE, programme_rows(Event.objects.filter(pk=event.pk))), "programme.csv")
        for row in rows[:3]:
            row.cells.update({"session_start": "16:45", "session_end": "20:30"})
        rows[0].cells["start"] = "17:00"
        apply(plan(rows, event))
    assert programme(event) == ["Fri: Fri 16:45 to Fri 20:30, As planned", "500m Women: Fri 17:00",
                                "500m Men: -", "1000m Women: Fri 18:00"]  # fmt: skip


@pytest.mark.parametrize("way", ["form", "table"])
@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("16:45", "17:00", "17:15 is after the session ends, at 17:00"),
        ("16:45", "17:00", "18:00 is after the session ends, at 17:00"),
    ],
)
def test_race_that_would_be_after_its_session_is_named(client, event, way, start, end, said):
    if way == "form":
        found = by_form(client, event, sessions__0__starts_at=start, sessions__0__ends_at=end)
    else:
        found = by_table(client, event, session_start=start, session_end=end)
    assert len(found) == 2
    assert any(said in each for each in found)
    assert programme(event) == AS_PLANNED["programme"]


@pytest.mark.parametrize("way", ["form", "table"])
def test_race_before_its_session_is_refused(client, event, way):
    if way == "form":
        found = by_form(client, event, races__0__starts_at="14:00")
    else:
        rows = read_table(TABLE, as_csv(TABLE, programme_rows(Event.objects.filter(pk=event.pk))), "programme.csv")
        rows[0].cells["start"] = "14:00"
        found = [str(error).partition("column start: ")[2] + "." for error in plan(rows, event).errors]
    assert found == ["14:00 is before the session starts, at 14:45."]


def test_whoever_moves_a_session_is_told_what_moved_and_who_is_asked(client, event):
    sign_in(client, "Results")
    address = reverse("admin:events_event_change", args=[event.pk])
    data = {**posted(event), "sessions-0-starts_at": "16:45", "sessions-0-ends_at": "20:30"}
    response = client.post(address, data, follow=True)
    moved, asked, *_ = [str(message) for message in response.context["messages"]]
    assert moved == (
        "Session 1 moved from Fri 14 Nov 14:45 to Fri 14 Nov 16:45. Its 2 races with a start moved with it."
    )
    assert asked.startswith("Broadcast staff need to confirm on the broadcast desk: Early TV: Norway (listing ")
    assert asked.count("(listing ") == len(SHOWINGS)


def test_table_says_before_what_moves_and_who_is_asked(event):
    rows = read_table(TABLE, as_csv(TABLE, programme_rows(Event.objects.filter(pk=event.pk))), "programme.csv")
    for row in rows[:3]:
        row.cells.update({"session_start": "16:45", "session_end": "20:30"})
    found = {change.title: change.words for change in plan(rows, event).changes}
    session = found.pop("Session 1")
    assert session[:2] == ("start: 14:45 → 16:45", "end: 18:00 → 20:30")
    assert session[2].startswith("broadcast staff need to confirm, as it moves: Early TV: Norway (listing ")
    assert found == {
        "500m Women Division A": ("start: 15:15 → 17:15", "with its session"),
        "1000m Women Division A": ("start: 16:00 → 18:00", "with its session"),
    }


@pytest.mark.parametrize("way", ["form", "table"])
def test_standings_follow_races_with_results_into_another_order(client, event, way):
    cup = standings.cup(season=event.season)
    first, _, other = event.races.all()
    Race.objects.filter(pk=other.pk).update(distance="500", division="B", slug="women-500m-b")
    Race.objects.filter(pk=first.pk).update(result_state="official")
    for race, name in ((first, "Femke Kok"), (other, "Jutta Leerdam")):
        standings.result(race, standings.skater(name))
    recompute(event.season)
    alone = [str(each.competitor) for each in cup.standings.filter(race=first)]
    if way == "form":
        assert by_form(client, event, races__0__number=9) == []
    else:
        rows = read_table(TABLE, as_csv(TABLE, programme_rows(Event.objects.filter(pk=event.pk))), "programme.csv")
        rows[0].cells["race"] = "9"
        apply(plan(rows, event))
    assert alone == ["Femke Kok"]
    assert [str(each.competitor) for each in cup.standings.filter(race=other)] == ["Jutta Leerdam"]
