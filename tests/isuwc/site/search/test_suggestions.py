"""What is suggested as one types: the nearest names, bounded, in the form that browsers want."""

import pytest

from isuwc.site.views.search.page import SUGGESTED
from standings.models import Competitor
from tests.factories import events as calendar
from tests.factories import news, standings
from tests.isuwc.site.search.asking import answer

pytestmark = pytest.mark.django_db

ADDRESS = "/search/suggestions.json"


@pytest.fixture
def world():
    cup = standings.cup(category="men", slug="1000m", name="1000m")
    for name, category, noc in [
        ("Femke Kok", "women", "NED"),
        ("Max Kokko", "men", "FIN"),
        ("Jordan Stolz", "men", "USA"),
    ]:
        standings.skater(name, category=category, country=calendar.country(noc))
    news.edition(title="Kok wins again")
    return cup


def test_names_that_begin_so_are_suggested_and_no_story(client, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        said = client.get(ADDRESS, {"q": "kok"})
    assert (said["Content-Type"], said["X-Robots-Tag"]) == ("application/x-suggestions+json", "noindex")
    site = "http://127.0.0.1:8000/skaters"
    addresses = [f"{site}/femke-kok/", f"{site}/max-kokko/"]
    assert said.json() == ["kok", ["Femke Kok", "Max Kokko"], ["Skater, Netherlands", "Skater, Finland"], addresses]
    assert client.get(ADDRESS, {"q": "stoltz"}).json()[1] == ["Jordan Stolz"]


@pytest.mark.parametrize("words", ["", "k", "  ", "-'", "xyzzyqq"])
def test_nothing_is_suggested_for_too_little_or_what_is_not_there(client, world, words):
    assert client.get(ADDRESS, {"q": words}).json()[1:] == [[], [], []]


def test_suggestions_are_bounded_and_known_again(client):
    for number in range(SUGGESTED + 2):
        standings.skater(f"Anna Number{number}")
    said = client.get(ADDRESS, {"q": "anna"})
    assert [len(part) for part in said.json()[1:]] == [SUGGESTED] * 3
    assert client.get(ADDRESS, {"q": "anna"}, headers={"If-None-Match": said["ETag"]}).status_code == 304
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("netherlands", "Nation"),
        ("1000m", "Standings 2025/26"),
        ("hamar", "Event, World Cup 1, 14–16 November 2025"),
        ("nos", "Broadcaster"),
        ("champions", "Page"),
    ],
)
def test_what_each_is_is_said_in_a_few_words(client, world, words, what):
    calendar.event(season=world.season, venue=calendar.venue("Hamar"))
    calendar.broadcaster("NOS")
    assert client.get(ADDRESS, {"q": words}).json()[2][0] == what


def test_skater_with_a_distance_leads_to_the_races_over_it(client, world):
    stolz = Competitor.objects.get(name="Jordan Stolz")
    scale = standings.scale(season=world.season)
    standings.cup_scale(cup=world, distance="1000", scale=scale)
    event = calendar.event(season=world.season, venue=calendar.venue("Hamar"))
    for number, (distance, rank) in enumerate([("1000", 1), ("500", 2), ("1500", 3)], start=1):
        race = calendar.race(event=event, number=number, distance=distance, category="men", result_state="official")
        standings.result(race, stolz, rank=rank)
    race = event.races.get(distance="1000")
    for words in ("stolz 1000m", "1000 m Stolz", "stolz 1000 metres", "Jordan STOLZ 1000"):
        (hit,) = [each for each in answer(client, words) if each.kind.name == "SKATER"]
        assert (hit.title, hit.note) == ("Jordan Stolz", "Men, 1000m")
        assert hit.links == [
            ("1000m Men standings", world.get_absolute_url()),
            ("1st in Hamar 2025/26", race.get_absolute_url()),
        ]
    assert [each for each in answer(client, "stolz 5000m") if each.kind.name == "SKATER"] == []
    assert client.get(ADDRESS, {"q": "stolz 1000m"}).json()[1] == ["Jordan Stolz"]
