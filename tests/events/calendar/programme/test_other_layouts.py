"""Programmes in layouts of others, and columns that a table leaves out."""

import datetime

import pytest

from events.calendar.programme.apply import PROGRAMMES, plan, programme_rows
from events.models import Event, Race, Session
from isuwc.files.tables.books import sheet_of_text
from isuwc.files.tables.spreadsheets import read_table
from isuwc.tables.handed_in import Choices, hand_in
from isuwc.tables.plans import apply
from tests.factories import events as factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return factories.event()  # from 14 November 2025, in Stavanger


def read(event, text, **choices):
    return hand_in(PROGRAMMES, [sheet_of_text(text)], "programme.csv", Choices(**choices), default_event=event)


def test_programme_with_races_in_one_cell_is_read(event):
    found = read(
        event,
        "Programme of World Cup 1, as of 1 November;;;\n"
        "Session No;Datum;Zeit;Rennen\n"
        "Session 1;14. November 2025;17.30 Uhr;1st 500m Women Division B\n"
        "Session 1;14. November 2025;18h05;1000m Men\n"
        "Session 2;15. November 2025;1:15 pm;Team Sprint Women\n",
    )
    assert (found.problems, [str(error) for error in found.plan.errors]) == ([], [])
    apply(found.plan)
    assert [(race.title, f"{race.starts_at:%d %H:%M}") for race in Race.objects.order_by("number")] == [
        ("1st 500m Women Division B", "14 16:30"), ("1000m Men", "14 17:05"), ("Team Sprint Women", "15 12:15"),
    ]  # fmt: skip


def test_what_cannot_be_read_is_named_by_the_columns_of_the_table(event):
    found = read(event, "Session No;Datum;Rennen\n1;14.11.2025;800m Women\n1;soon;500m Women\n")
    assert [str(error) for error in found.plan.errors[:2]] == [
        "programme.csv, row 2, column Rennen: “800m Women” names no race of the World Cup",
        "programme.csv, row 3, column Datum: 'soon' is not a date such as 2025-11-18, 18.11.2025 or 18 Nov 2025",
    ]


def test_columns_left_out_stay_and_emptied_cells_empty(event):
    session = factories.session(
        event=event, name="Evening", starts_at=datetime.datetime(2025, 11, 14, 16, 30, tzinfo=datetime.UTC)
    )
    factories.race(session=session, starts_at=datetime.datetime(2025, 11, 14, 16, 45, tzinfo=datetime.UTC))
    before = programme_rows(Event.objects.all())
    head = "session,date,category,distance,division"
    race = Race.objects.get()
    cells = f"{session.number},2025-11-14,{race.category},{race.distance},{race.division}"
    kept = plan(read_table(PROGRAMMES.table, f"{head}\n{cells}".encode(), "x"), default_event=event)
    assert (kept.errors, [change for change in kept.changes if "start" in str(change.words)]) == ((), [])
    apply(kept)
    assert [row[:8] for row in programme_rows(Event.objects.all())] == [row[:8] for row in before]
    assert Race.objects.get().starts_at == race.starts_at
    emptied = plan(read_table(PROGRAMMES.table, f"{head},session_name\n{cells},".encode(), "x"), default_event=event)
    apply(emptied)
    assert (Session.objects.get().name, Session.objects.get().starts_at) == ("", session.starts_at)
