"""Pages for other sites' iframes: what they show and how sure it is, who may frame them, and what they cost."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event, Race
from standings.models import Cup
from standings.scoring.recompute import recompute
from tests.factories import events, standings
from tests.markup import flat

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 11, 14)


def raced(state: str = "official", places: int = 2):
    """A race with so many places and the cup that it counts for."""
    cup = standings.cup()
    race = events.race(event=events.event(season=cup.season, venue=events.venue("Hamar"), programme_is_whole=True))
    for number in range(places):
        standings.result(race, standings.skater(f"Ada Example{number}"), hundredths=3700 + number)
    Race.objects.filter(pk=race.pk).update(result_state=state, source="isu.org")
    recompute(cup.season)
    return Race.objects.get(pk=race.pk), cup


def test_standing_shows_its_first_ten_and_leads_to_the_whole_page(client):
    _, cup = raced(places=12)
    answer = client.get(f"/embed{cup.get_absolute_url()}")
    assert [row.standing.rank for row in answer.context["rows"]] == list(range(1, 11))
    page = flat(answer.content.decode())
    whole = f'href="http://127.0.0.1:8000{cup.get_absolute_url()}"'
    assert f'<link rel="canonical" {whole}>' in page
    assert f'<a {whole} target="_blank" rel="noopener">Whole standing</a>' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<base target="_blank">' in page
    assert "The first 10 of 12." in page


def test_standing_is_as_provisional_as_its_page(client):
    race, cup = raced()
    events.race(event=race.event, division="B", number=2)
    recompute(cup.season)
    for address in (cup.get_absolute_url(), f"/embed{cup.get_absolute_url()}"):
        assert '<span class="chip lane">Provisional</span>' in flat(client.get(address).content.decode())
    client.get(f"/embed{cup.get_absolute_url()}?race=1-{race.slug}")
    assert client.get(f"/embed{cup.get_absolute_url()}?race=9-nothing").status_code == 404


@pytest.mark.parametrize("state", ["partial", "unofficial", "official"])
def test_result_is_as_sure_as_its_page(client, state):
    race, _ = raced(state)
    said = {
        "partial": "Only the places that reports gave are known here",
        "unofficial": "This result is unofficial and may differ from the official one",
        "official": '<p class="legend">Source: isu.org.',
    }
    for address in (race.get_absolute_url(), f"/embed{race.get_absolute_url()}"):
        page = flat(client.get(address).content.decode())
        assert [each for each, words in said.items() if words in page] == [state]


def test_race_without_a_result_says_why(client):
    race = events.race(event=events.event(start_date=DAY))
    answer = client.get(f"/embed{race.get_absolute_url()}")
    assert answer.context["absence"] == client.get(race.get_absolute_url()).context["absence"]
    assert answer.context["absence"][1] in answer.content.decode()


def test_next_event_is_the_one_that_is_on_or_comes_next_and_an_event_may_be_named(client, settings):
    first = events.event(start_date=DAY)
    second = events.event(season=first.season, start_date=DAY + datetime.timedelta(days=7))
    settings.DEMO_NOW = datetime.datetime(2025, 11, 19, tzinfo=datetime.UTC)
    answer = client.get("/embed/next-event/")
    assert answer.context["event"] == second
    assert "This demo shows as of 19 November 2025, 00:00 UTC." in flat(answer.content.decode())
    assert client.get(f"/embed{first.get_absolute_url()}").context["event"] == first
    settings.DEMO_NOW = datetime.datetime(2025, 12, 19, tzinfo=datetime.UTC)
    assert client.get("/embed/next-event/").context["event"] is None


def test_where_to_watch_is_said_of_every_country_or_of_one_with_its_reason(client):
    listing = events.listing()
    event = events.event(start_date=DAY)
    names = [each.country.noc for each in client.get("/embed/where-to-watch/").context["broadcast"]]
    assert names == [each.country.noc for each in client.get("/where-to-watch/").context["broadcast"]] != []
    country = names[0].lower()
    answer = client.get(f"/embed/where-to-watch/{country}/?event={event.watch_key}")
    assert answer.context["each"].event == event
    assert str(listing.broadcaster) in answer.content.decode()
    missing = ["where-to-watch/xyz/", "where-to-watch/?event=2025-26/9-nowhere", f"where-to-watch/{country.upper()}/"]
    assert [client.get(f"/embed/{each}").status_code for each in missing] == [404, 404, 404]


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        ("", '<html lang="en">'),
        ("light", ' data-theme="light">'),
        ("dark", ' data-theme="dark" data-dark>'),
        ('"><', ">"),
    ],
)
def test_theme_is_the_readers_or_the_one_that_was_asked_for(client, theme, said):
    page = client.get("/embed/next-event/", {"theme": theme}).content.decode()
    (root,) = re.findall("<html.*>", page)
    assert root == (said if said.startswith("<") else f'<html lang="en"{said}')


def test_number_of_queries(client, season):
    event = Event.objects.get(season=season, number=1)
    race, cup = event.races.get(slug="women-500m-1"), Cup.objects.get(season=season, category="women", slug="500m")
    asked = {
        f"/embed{cup.get_absolute_url()}": 7,
        f"/embed{race.get_absolute_url()}": 9,
        f"/embed{event.get_absolute_url()}": 3,
        "/embed/next-event/": 1,
        "/embed/where-to-watch/": 5,
        "/embed/where-to-watch/nor/": 5,
    }
    found = {}
    for address in asked:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found[address] = len(queries)
    assert found == asked
