"""What a table does not remove, and that it is applied whole or not at all."""

import datetime
from functools import partial

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from events.calendar.programme.stored import references
from events.models import Event, Race, Session
from isuwc.files.tables.books import TableError
from isuwc.files.tables.tabular import ChangedSinceError, DataError
from isuwc.tables.plans import apply
from news.models import ResultBlock
from tests.events.calendar.programme.stage import EVENING, NOON, do, planned, with_result, with_source, with_state
from tests.factories import events as factories
from tests.factories import news, standings
from tests.together import together

pytestmark = pytest.mark.django_db

# What stays


def with_card(race):
    ResultBlock.objects.create(parent=news.article(), race=race, ordering=10)


def with_start_list(race):
    standings.start_list(race, standings.skater())


@pytest.mark.parametrize(
    ("refer", "why"),
    [(with_result, "an official result, 1 result"), (with_state, "a partial result"), (with_source, "a source"),
     (with_card, "1 result card"), (with_start_list, "1 start list, 1 line of a start list")],
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
        "Correction",
        "EarlierSkate",
        "LiveEntry",
        "NoteMeaning",
        "Result",
        "ResultBlock",
        "SheetImport",
        "Standing",
        "Start",
        "StartList",
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
