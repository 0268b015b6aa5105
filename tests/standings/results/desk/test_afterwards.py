"""Who leads after a sheet, before it is applied: the same as after it was."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Race
from standings.models import Competitor, Score, SheetImport, Standing
from standings.results.apply import apply_sheets
from standings.results.desk.afterwards import leaders_after
from standings.results.facts import Said
from standings.results.planner import Planner
from tests.factories import events, sheets
from tests.factories import standings as factories
from tests.standings.results.stage import hand_in

pytestmark = pytest.mark.django_db
SECOND = sheets.WOMEN_500.but(title="25. RESULT 2nd 500m Women", day="Sunday, 16 November 2025")


@pytest.fixture
def event(world_cup_1):
    return world_cup_1


def waiting(new_names: bool = True):
    planner = Planner(new_names=new_names)
    return [(each.pk, planner.plan(each.sheet)) for each in SheetImport.objects.waiting()]


def leaders(**said) -> dict[int, list[str]]:
    plans = [(key, plan.with_said(Said(**said)) if said else plan) for key, plan in waiting()]
    return {key: [each.said for each in found] for key, found in leaders_after(plans).items()}


def test_leader_is_who_leads_once_the_sheet_is_applied_and_nothing_is_stored(event):
    sheet = hand_in()
    counts = [model.objects.count() for model in (Race, Competitor, Score, Standing)]
    ((leader,),) = leaders_after(waiting()).values()
    assert [model.objects.count() for model in (Race, Competitor, Score, Standing)] == counts == [0, 0, 0, 0]
    assert (leader.names, leader.total, leader.margin, leader.before) == (("Anna EXAMPLE",), 60, 6, ())
    apply_sheets([sheet], new_names=True)
    first = Standing.objects.newest().get(rank=1)
    assert (first.competitor.name, first.total) == ("Anna Example", 60)


def test_provisional_is_said_with_what_is_missing_and_not_where_nothing_is(event):
    hand_in()
    assert list(leaders().values()) == [
        [
            "500m Women: Anna EXAMPLE leads with 60 points, 6 ahead. Provisional: the result of Division A of the 2nd "
            "500m is not in yet; whether Division B of the 1st 500m and Division B of the 2nd 500m were held is not "
            "known here."
        ]
    ]
    session = events.session(event=event, date="2025-11-15")
    events.race(event=event, session=session, ordinal=1)
    event.programme_is_whole = True
    event.save()
    assert list(leaders().values()) == [["500m Women: Anna EXAMPLE wins with 60 points, 6 ahead."]]
    events.event(season=event.season, number=2, start_date=datetime.date(2025, 12, 5), programme_is_whole=False)
    assert list(leaders().values()) == [["500m Women: Anna EXAMPLE leads with 60 points, 6 ahead."]]


def test_later_sheet_counts_those_before_it_with_the_same_new_skaters(event):
    first, second = hand_in(), hand_in(SECOND)
    found = leaders_after(waiting())
    assert [(each.total, each.margin, each.before) for each in (found[first.pk][0], found[second.pk][0])] == [
        (60, 6, ()),
        (120, 12, ("Anna EXAMPLE",)),
    ]


def test_change_of_the_leader_is_said(event):
    race = events.race(event=event, session=events.session(event=event, date="2025-11-14"), distance="500", ordinal=2)
    for name in ("Other SKATER", "Third SKATER"):
        factories.result(race, factories.skater(name))
    hand_in()
    (said,) = leaders().values()
    assert said[0].startswith("500m Women: Anna EXAMPLE and Other SKATER share first place with 60 points")
    assert "so far Other SKATER." in said[0]


def test_race_known_in_part_is_counted_by_no_standing(event):
    hand_in()
    (said,) = leaders(state="partial", source="A site").values()
    assert said == ["500m Women: no standing counts it, as only some places of it, or of a race before, are known."]


def test_sheet_that_waits_for_an_answer_or_counts_for_no_cup_has_no_leader(event):
    factories.skater("Anna Exemple")
    sheet = hand_in()
    assert leaders_after(waiting(new_names=False)) == {}
    Competitor.objects.all().delete()
    event.season.cups.all().delete()
    assert leaders_after(waiting()) == {sheet.pk: []}


def test_more_sheets_ask_no_more_queries(event):
    factories.result(events.race(event=event, ordinal=9))
    hand_in()
    counts = []
    for paper in (None, SECOND):
        if paper:
            hand_in(paper)
        plans = waiting()
        with CaptureQueriesContext(connection) as queries:
            leaders_after(plans)
        counts.append(len(queries))
    assert counts == [6, 6]
