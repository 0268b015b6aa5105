"""Single sessions in layouts of others, and columns that a table leaves out."""

import datetime

import pytest

from events.broadcast.showings.apply import SHOWINGS, plan
from events.models import Listing, Showing
from isuwc.files.tables.books import sheet_of_text
from isuwc.files.tables.spreadsheets import read_table
from isuwc.tables.handed_in import Choices, hand_in
from isuwc.tables.plans import apply
from tests.events.broadcast.showings.tables import FULL, OUT, calgary, do, held
from tests.factories import events as factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return calgary()


def test_schedule_of_a_broadcaster_is_read(event):
    text = (
        "Example TV: Sendeplan Saison 2025/26;;;;;\n"
        "Land;Weltcup;Sitzung;Sendetag;Sendezeit;Bemerkung\n"
        "Norway;Calgary;Session 1;Sat 6 Dec 2025;15.30 Uhr;Zusammen mit Biathlon\n"
        "Norway;WC1;2;06.12.2025;18:00;\n"
    )
    found = hand_in(SHOWINGS, [sheet_of_text(text)], "plan.csv", Choices(constants={"timing": "zeitversetzt"}))
    assert (found.problems, [str(error) for error in found.plan.errors]) == ([], [])
    assert found.matching.constants == {"broadcaster": "Example TV", "season": "2025-26", "timing": "zeitversetzt"}
    apply(found.plan)
    assert held() == [
        (
            1,
            True,
            datetime.datetime(2025, 12, 6, 22, 30, tzinfo=datetime.UTC),
            "delayed",
            "",
            "",
            "Zusammen mit Biathlon",
        ),
        (2, True, datetime.datetime(2025, 12, 7, 1, 0, tzinfo=datetime.UTC), "delayed", "", "", ""),
    ]


def test_part_of_a_country_is_that_listings_and_not_the_whole_countrys(event):
    Listing.objects.update(part="North")
    whole = factories.listing(season=event.season, broadcaster=Listing.objects.get().broadcaster)
    text = "Broadcaster;Territory;Season;Event;Session;Note\nExample TV;Norway (North);2025/26;1;1;Northern lights\n"
    found = hand_in(SHOWINGS, [sheet_of_text(text)], "plan.csv", Choices())
    assert found.plan.errors == ()
    apply(found.plan)
    assert [each.listing.part for each in Showing.objects.filter(note="Northern lights")] == ["North"]
    assert not whole.showings.exists()


def columns(head: str, *cells: str):
    text = f"broadcaster,country,season,event,session,{head}\n" + "\n".join(
        f"example-tv,NOR,2025-26,1,{c}" for c in cells
    )
    return plan(read_table(SHOWINGS.table, text.encode(), "x"))


def test_columns_left_out_stay_and_emptied_cells_empty(event):
    do(FULL, OUT)
    full, out = held()
    kept = columns("note", "1,Sign language", "2,")
    assert [change.words for change in kept.changes] == [("note: =1+1 → Sign language",), ("note: Football → none",)]
    apply(kept)
    assert held() == [(*full[:-1], "Sign language"), (*out[:-1], "")]


def test_another_start_without_a_day_does_not_keep_the_former_day(event):
    do({"day": "2025-12-06", "start": "15:30", "timing": "delayed"})
    moved = columns("start", "1,19:00")
    assert [str(error) for error in moved.errors] == [
        "x, row 2, column day: write the day: the session has no start yet"
    ]


def test_session_that_is_left_out_now_loses_what_was_said_of_its_broadcast(event):
    do(FULL)
    out = columns("shown", "1,no")
    assert out.errors == ()
    apply(out)
    assert held() == [(1, False, None, "", "", "", "=1+1")]


def test_what_was_said_of_one_event_is_asked_again(event):
    text = "Land;Sitzung;Sendeart\nNorway;1;Abruf\n"
    said = {"broadcaster": "Example TV", "season": "2025-26", "event": "1"}
    first = hand_in(SHOWINGS, [sheet_of_text(text)], "plan.csv", Choices(constants=said))
    assert (first.problems, [str(error) for error in first.plan.errors]) == ([], [])
    apply(first.plan)
    assert [each[3] for each in held()] == ["on demand"]
    first.remember()
    again = hand_in(SHOWINGS, [sheet_of_text(text)], "plan.csv", Choices())
    assert again.matching.constants == {"broadcaster": "Example TV"}
