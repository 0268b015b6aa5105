"""The migration that finds out which programmes of a site that was there before are complete."""

from importlib import import_module

import pytest
from django.apps import apps

from events.models import Event
from standings.models import SheetImport
from tests.factories import events
from tests.factories import standings as factories

pytestmark = pytest.mark.django_db


def sheet_of(race):
    SheetImport.objects.create(
        state="applied", race=race, title="A sheet", digest=f"{race.pk}", content={}, decided_at="2025-11-16T12:00Z"
    )


def test_programme_is_complete_where_a_race_waits_for_its_result():
    season = events.season()
    typed, by_sheets, begun, empty = (events.event(season=season, programme_is_whole=False) for _ in range(4))
    factories.result(events.race(event=typed))
    sheet_of(factories.result(events.race(event=by_sheets, division="B")).race)
    sheet_of(factories.result(events.race(event=begun, division="B")).race)
    events.race(event=begun)
    import_module("standings.migrations.0009_not_held_has_no_result").programmes_before_results(apps, None)
    assert list(Event.objects.filter(programme_is_whole=True)) == [begun]
    assert set(Event.objects.filter(programme_is_whole=False)) == {typed, by_sheets, empty}
