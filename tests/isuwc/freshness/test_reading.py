"""What a page reads is noted, and it may be narrowed to seasons."""

import pytest
from django.db import connection
from psycopg import sql

from events.models import Country, Race
from isuwc.clock.shown import shown_at
from isuwc.freshness.public import read_by
from isuwc.freshness.reading import only_seasons, reading
from isuwc.history.acting import _attach
from isuwc.history.models import Entry
from isuwc.site.monitoring.queries import note_slow
from standings.models import Result
from tests.factories import events, standings

pytestmark = pytest.mark.django_db


def test_tables_are_noted_with_their_scopes():
    with reading() as read:
        list(Country.objects.all())
    assert (read.scopes, read.tables, read.unknown) == ({"countries"}, {"events_country"}, set())
    assert not read.asks_the_time


def test_nothing_is_noted_outside():
    with reading() as read:
        pass
    list(Country.objects.all())
    shown_at()
    assert (read.scopes, read.asks_the_time) == (set(), False)


def test_table_that_is_not_declared_is_unknown():
    with reading() as read:
        Entry.objects.exists()
    assert (read.scopes, read.unknown) == (set(), {"history_entry"})


def test_query_that_psycopg_put_together_is_noted():
    with reading() as read, connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT FROM {}").format(sql.Identifier("events_country")))
    assert read.tables == {"events_country"}


@pytest.mark.django_db(transaction=True)
def test_nothing_is_noted_outside_either_if_the_connection_was_opened_within(settings):
    """Whatever watches each connection stays, and what watched for a while is gone."""
    settings.SLOW_QUERY = 500
    connection.close()
    connection.execute_wrappers.clear()
    with reading() as read:
        Country.objects.exists()
    assert set(connection.execute_wrappers) == {note_slow, _attach}
    list(Race.objects.all())
    assert read.tables == {"events_country"}


def test_time_is_noted():
    with reading() as read:
        shown_at()
    assert read.asks_the_time


def test_results_are_those_of_all_seasons_unless_they_are_narrowed():
    with reading() as read:
        list(Result.objects.values_list("rank"))
    assert read.scopes == {"results"}
    with reading() as read, only_seasons([3, 4]):
        list(Result.objects.values_list("rank"))
        list(Country.objects.all())
    assert read.scopes == {"results:3", "results:4", "countries"}


def test_seasons_are_added_once_they_are_known():
    race = events.race()
    standings.result(race)
    with reading() as read, only_seasons() as seasons:
        found = Race.objects.with_event().get(pk=race.pk)
        seasons.add(found.event.season_id)
    assert read.scopes == {"programme", "countries", f"results:{found.event.season_id}"}


def test_within_a_narrowing_another_one_counts_until_its_end():
    with reading() as read, only_seasons([1]):
        with only_seasons([2]):
            Result.objects.exists()
        assert read.scopes == set()
    assert read.scopes == {"results:2"}
    with reading() as read, only_seasons([1]):
        with only_seasons([2]):
            pass
        Result.objects.exists()
    assert read.scopes == {"results:1"}


@pytest.mark.parametrize(
    ("sql", "scopes"),
    [
        ('SELECT "events_race"."number" FROM "events_race"', {("programme", False)}),
        ('SELECT "events_race"."source" FROM "events_race"', {("results", True)}),
        ('SELECT U0."source", U0."slug" FROM "events_race" U0', {("programme", False), ("results", True)}),
        ("SELECT result_state FROM events_race", {("results", True)}),
        ('SELECT "events_race".* FROM "events_race"', {("programme", False), ("results", True)}),
        ("SELECT * FROM events_race", {("programme", False), ("results", True)}),
        ("SELECT count(*) FROM events_race", {("programme", False)}),
        (
            'SELECT "events_stream"."source", "events_race"."slug" FROM "events_stream", "events_race"',
            {("coverage", False), ("programme", False)},
        ),
        ("SELECT 1", set()),
        ("SELECT 1 FROM events_racecourse", set()),
    ],
)
def test_columns_say_which_scope_of_a_table_is_read(sql, scopes):
    assert read_by(sql)[1] == scopes


def test_statements_of_the_orm_name_the_columns_that_they_read():
    race = events.race()
    with reading() as read:
        Race.objects.only("number").get(pk=race.pk)
    assert read.scopes == {"programme"}
    with reading() as read:
        Race.objects.get(pk=race.pk)
    assert read.scopes == {"programme", "results"}
    with reading() as read:
        assert Race.objects.count() == 1
    assert read.scopes == {"programme"}


def test_nothing_is_left_behind():
    before = list(connection.execute_wrappers)
    with pytest.raises(ZeroDivisionError), reading(), only_seasons([1]):
        raise ZeroDivisionError
    assert connection.execute_wrappers == before
    with reading() as read:
        Result.objects.exists()
    assert read.scopes == {"results"}
