"""Nations: the list, and a country's season."""

import pytest

from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    """500m women: Kok before Bowe, then Leerdam in Division B."""
    cup = factories.cup()
    event = events.event(season=cup.season)
    race, b = events.race(event=event), events.race(event=event, division="B")
    factories.result(race, factories.skater("Femke Kok"))
    factories.result(race, factories.skater("Brittany Bowe", country=events.country("USA")))
    factories.result(b, factories.skater("Jutta Leerdam"))
    recompute(cup.season)
    return cup.season


def test_list_counts_skaters_wins_and_podiums(client, season):
    nations = client.get("/nations/").context["nations"]
    assert [(each.country.noc, each.skaters, each.wins, each.podiums) for each in nations.all] == [
        ("NED", 2, 1, 1),
        ("USA", 1, 0, 1),
    ]


def test_list_without_results_says_so(client):
    assert "No nations" in flat(client.get("/nations/").text)


def test_nation_shows_its_places_in_each_cup(client, season):
    context = client.get("/nations/ned/").context
    record = context["record"]
    assert (record.season, record.wins, record.podiums) == (season, 1, 1)
    assert [(each.cup.slug, [(s.rank, s.competitor.name) for s in each.standings]) for each in record.cups] == [
        ("500m", [(1, "Femke Kok"), (3, "Jutta Leerdam")])
    ]
    assert [skater.name for skater in context["skaters"]] == ["Femke Kok", "Jutta Leerdam"]


def test_result_counts_for_whom_the_skater_started(client, season):
    event = season.events.get()
    kim = factories.skater("Min-Seok Kim", country=events.country("HUN"), category="men")
    factories.result(events.race(event=event, category="men"), kim, country=events.country("KOR"))
    assert client.get("/nations/kor/").context["record"].wins == 1
    assert client.get("/nations/hun/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/nations/xyz/", "/nations/netherlands/", "/nations/can/", "/nations/ned/?season=2019-20"]
)
def test_nation_without_results_is_not_found(client, season, address):
    assert client.get(address).status_code == 404


def test_code_in_capitals_leads_to_the_address(client, season):
    response = client.get("/nations/NED/")
    assert (response.status_code, response["Location"]) == (301, "/nations/ned/")


@pytest.mark.parametrize("skaters", [1, 20])
def test_nation_costs_twelve_queries_whatever_its_size(client, django_assert_num_queries, season, skaters):
    race = events.race(event=season.events.get(), distance="1000")
    for number in range(skaters):
        factories.result(race, factories.skater(f"Skater {number}", slug=f"skater-{number}"))
    recompute(season)
    with django_assert_num_queries(12):
        client.get("/nations/ned/")
    with django_assert_num_queries(5):
        client.get("/nations/")
