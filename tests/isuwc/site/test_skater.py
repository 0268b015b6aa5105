"""A skater's page, as far as it is made of several apps: the stories that name the skater."""

import datetime

import pytest

from news.editions.publishing import publish
from news.models import TextBlock
from tests.factories import events, standings
from tests.factories import news as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db


def story(title, words, **values):
    article = factories.article(title=title, **values)
    TextBlock.objects.create(parent=article, region="body", ordering=10, text=f"<p>{words}</p>")
    return article


def titles(client, skater):
    return [edition.title for edition in client.get(skater.get_absolute_url()).context["stories"]]


def test_stories_are_those_that_name_the_skater_whole(client):
    skater = standings.skater("Damian Żurek", country=events.country("POL"), category="men")
    for title, words in [
        ("Plain", "Damian Zurek won."),
        ("Marked", "Then DAMIAN ŻUREK, again."),
        ("Longer name", "Damian Żurekowski came third."),
        ("Family name alone", "Żurek was fast."),
    ]:
        publish(story(title, words), by=None)
    assert sorted(titles(client, skater)) == ["Marked", "Plain"]


def test_story_that_is_not_public_is_not_among_them(client):
    skater = standings.skater("Femke Kok")
    story("Draft", "Femke Kok won.")
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
    publish(story("Embargoed", "Femke Kok won."), by=None, goes_live_at=later)
    assert titles(client, skater) == []


def test_five_latest_stories_are_shown_with_the_way_to_the_others(client):
    skater = standings.skater("Sanne in 't Hof")
    for number in range(6):
        publish(story(f"Story {number}", "Sanne in \u2019t Hof and Sanne in 't Hof."), by=None)
    response = client.get(skater.get_absolute_url())
    assert ([e.title for e in response.context["stories"]], response.context["more_stories"]) == (
        ["Story 5", "Story 4", "Story 3", "Story 2", "Story 1"],
        True,
    )
    assert "More stories that name" in flat(response.text)


def test_team_has_no_stories_and_its_own_kind_of_data(client):
    team = standings.team("NOR")
    publish(story("Norway won", "Norway won."), by=None)
    context = client.get(team.get_absolute_url()).context
    assert (context["stories"], context["structured_data"]["@type"]) == ([], "SportsTeam")


@pytest.mark.parametrize("races", [1, 12])
def test_skater_costs_nine_queries_whatever_the_career(client, django_assert_num_queries, races):
    skater = standings.skater("Femke Kok")
    for number in range(races):
        year = 2010 + number
        cup = standings.cup(season=events.season(year))
        event = events.event(season=cup.season)
        standings.result(events.race(event=event), skater)
        publish(story(f"Story {number}", "Femke Kok won."), by=None)
    with django_assert_num_queries(9):
        context = client.get(skater.get_absolute_url()).context
    assert (len(context["career"].seasons), context["career"].races, context["career"].wins) == (races, races, races)
