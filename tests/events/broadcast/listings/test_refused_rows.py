"""Rows that would change what nobody meant are refused before anything is applied."""

import datetime

import pytest

from events.models import Broadcaster, Listing
from isuwc.tables.plans import apply
from tests.events.broadcast.listings.tables import planned, table
from tests.factories import events as factories


@pytest.fixture
def world(db):
    factories.broadcaster("Example TV")
    season = factories.season()
    factories.event(season=season, number=1)
    return season


@pytest.mark.parametrize("column", ["events", "except_events"])
def test_events_of_another_season_are_refused_at_the_row(world, column):
    factories.event(season=factories.season(2026), number=1, start_date=datetime.date(2026, 11, 14))
    apply(planned(table({"season": "2025-26", column: "1"})))
    pk = str(Listing.objects.get().pk)
    moved = planned(table({"id": pk, "season": "2026-27"}))
    assert [str(each) for each in moved.errors] == [
        f"listings.csv, row 2, column season: the listing’s {column} are of 2025-26: give those of its season"
    ]
    said = planned(table({"id": pk, "season": "2026-27", column: "2025-26/1"}))
    assert [str(each) for each in said.errors] == [
        f"listings.csv, row 2, column {column}: the listing’s {column} are of 2025-26: give those of its season"
    ]
    assert planned(table({"id": pk, "season": "2026-27", column: "1"})).errors == ()
    assert planned(table({"id": pk, "season": ""})).errors == ()  # of every season, with these events


def test_part_of_one_country_does_not_become_one_of_another(world):
    apply(planned(table({"country": "SUI", "part": "German-speaking part"})))
    pk = str(Listing.objects.get().pk)
    assert [str(each) for each in planned(table({"id": pk, "country": "GER"})).errors] == [
        "listings.csv, row 2, column country: the listing is for a part of SUI, German-speaking part: add the column "
        "part, which may be empty"
    ]
    assert planned(table({"id": pk, "country": "SUI", "channel": "One"})).errors == ()
    moved = planned(table({"id": pk, "country": "GER", "part": ""}))
    assert (moved.changes[0].title, moved.errors) == ("Example TV, GER", ())


def test_row_that_may_mean_two_listings_changes_neither(world):
    broadcaster = Broadcaster.objects.get()
    made = [factories.listing(broadcaster=broadcaster, season=world, platform=each) for each in ("tv", "stream")]
    row = {"season": "2025-26", "note": "Changed"}
    numbers = ", ".join(str(each.pk) for each in made)
    assert [str(each) for each in planned(table(row)).errors] == [
        f"listings.csv, row 2, column id: 2 listings fit (numbers {numbers}), which the table doesn’t tell apart: "
        "add the column platform or id"
    ]
    told = planned(table({**row, "platform": "stream"}))
    assert ([each.key for each in told.changes], told.errors) == ([made[1].pk], ())
    Listing.objects.update(platform="tv")
    assert [str(each) for each in planned(table({**row, "platform": "tv"})).errors] == [
        f"listings.csv, row 2, column id: 2 listings fit (numbers {numbers}), which the table doesn’t tell apart: "
        "add the column id"
    ]
    assert planned(table({**row, "id": str(made[0].pk)})).errors == ()
