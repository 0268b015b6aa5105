"""Who is named first where a cup has one line, and what is said beside it."""

import datetime

import pytest

from events.models.planned import Plan
from standings.models import Cup
from standings.scoring.headlines import headlines
from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories

pytestmark = pytest.mark.django_db

IN_SEASON = datetime.datetime(2025, 11, 20, tzinfo=datetime.UTC)  # after the events, which are from 14 to 16 November


def found(at=IN_SEASON):
    return headlines(Cup.objects.select_related("season"), at=at)


def skated(event, *names, division="A", **values):
    race = events.race(event=event, division=division, **values)
    for name in names:
        factories.result(race, factories.Competitor.objects.get(name=name))
    return race


@pytest.fixture
def cup():
    made = factories.cup()
    for name in ("Anna A", "Berta B", "Clara C"):
        factories.skater(name)
    return made


def line(found):
    (cup,) = found.cups
    return [row.competitor.name for row in cup.leaders], cup.margin, cup.line_note


def test_newest_standing_is_told_where_all_of_it_is_in(cup):
    for names in (("Anna A", "Berta B"), ("Berta B", "Clara C")):
        skated(events.event(season=cup.season), *names)
    events.race(event=events.event(season=cup.season, start_date=datetime.date(2025, 12, 5)))
    recompute(cup.season)
    told = found()
    assert line(told) == (["Berta B"], 54, "")
    assert (told.title, told.notes) == ("Who leads after World Cup 2 of 3", ["One event is still to come."])


def test_who_shares_the_first_place_is_named_with_all_and_leads_by_what_the_next_lacks(cup):
    event = events.event(season=cup.season)
    race = skated(event, "Anna A")
    factories.result(race, factories.Competitor.objects.get(name="Berta B"), rank=1)
    factories.result(race, factories.Competitor.objects.get(name="Clara C"), rank=3)
    recompute(cup.season)
    told = found()
    assert line(told) == (["Anna A", "Berta B"], 12, "")
    assert told.title == "Winners"


def test_standing_before_a_race_that_is_half_in_is_told(cup):
    skated(events.event(season=cup.season), "Anna A", "Berta B")
    half = events.event(season=cup.season)
    skated(half, "Clara C", "Berta B", division="B")
    missing = events.race(event=half)
    recompute(cup.season)
    told = found()
    assert line(told) == (["Anna A"], 6, "")
    assert told.notes == [
        "World Cup 2 in Stavanger is only partly in: a cup of which a result is missing is shown as it was before, or "
        "is provisional."
    ]
    missing.session.plan = Plan.CANCELLED
    missing.session.save()
    assert line(found()) == (["Berta B"], 18, "")


def test_first_race_that_is_half_in_is_provisional(cup):
    event = events.event(season=cup.season)
    skated(event, "Clara C", division="B")
    events.race(event=event)
    recompute(cup.season)
    told = found()
    assert line(told) == (["Clara C"], None, "provisional, after World Cup 1, Division B only")
    assert (told.after, told.title) == ("", "Standings")


def test_standing_after_a_gap_is_provisional(cup):
    events.race(event=events.event(season=cup.season))
    skated(events.event(season=cup.season), "Anna A")
    recompute(cup.season)
    told = found()
    assert line(told) == (["Anna A"], None, "provisional, after World Cup 2 of 2")
    assert told.cups[0].headline.words.provisional == "no results of World Cup 1 are here"


def test_cup_that_was_not_skated_since_is_told_as_the_others(cup):
    other = factories.cup(season=cup.season, slug="1000m", name="1000m", position=2, scales=())
    factories.cup_scale(cup=other, distance="1000", division="A", scale=factories.scale())
    first, second = (events.event(season=cup.season) for _ in range(2))
    skated(first, "Anna A")
    skated(first, "Anna A", distance="1000")
    skated(second, "Anna A")
    events.event(season=cup.season, start_date=datetime.date(2025, 12, 5))
    recompute(cup.season)
    assert [(each.slug, each.headline.words.short, each.line_note) for each in found().cups] == [
        ("500m", "after World Cup 2 of 3", ""),
        ("1000m", "after World Cup 2 of 3", ""),
    ]


def test_season_that_is_over_with_gaps_has_no_leader(cup):
    skated(events.event(season=cup.season), "Anna A")
    events.race(event=events.event(season=cup.season))
    recompute(cup.season)
    told = found()
    assert (told.title, told.after, told.notes) == (
        "Standings",
        "after World Cup 1 of 2",
        ["The results of World Cup 2 in Stavanger are not here, so this is not how the season ended."],
    )


def test_headlines_cost_six_queries_however_many_cups(cup, django_assert_num_queries):
    skated(events.event(season=cup.season), "Anna A")
    recompute(cup.season)
    with django_assert_num_queries(6):  # cups, rules with scales, published places, events, races, standings
        found()
    factories.cup(season=cup.season, category="men", scales=())
    with django_assert_num_queries(6):
        found()
