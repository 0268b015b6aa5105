"""/standings/, a season and a cup, as pages, CSV and JSON."""

import pytest

from events.models import Race
from standings.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories

pytestmark = pytest.mark.django_db

CUP = "/standings/2025-26/women/500m/"


def small_season(competitors=2, rounds=1):
    """A cup of 500m women with that many skaters, each round an event of its own."""
    cup = factories.cup()
    skaters = [factories.skater(f"Skater {number:02}", slug=f"skater-{number}") for number in range(competitors)]
    for _ in range(rounds):
        race = events.race(event=events.event(season=cup.season))
        for skater in skaters:
            factories.result(race, skater)
    recompute(cup.season)
    return cup


# Index and season


def test_index_without_a_season_says_so(client):
    response = client.get("/standings/")
    assert response.status_code == 200
    assert "No standings yet" in response.text


@pytest.mark.parametrize("address", ["/standings/2019-20/", "/standings/nonsense/"])
def test_season_without_cups_is_not_found(client, address):
    small_season()
    events.season(2019)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/standings/", "/standings/2025-26/"])
def test_index_and_season_cost_five_queries_however_many_cups(client, django_assert_num_queries, address):
    cup = small_season()
    with django_assert_num_queries(5):
        client.get(address)
    for slug in ("1000m", "1500m", "mass-start"):
        other = factories.cup(season=cup.season, slug=slug, name=slug, scales=())
        for rank in (1, 2, 3):
            skater = factories.skater(f"{slug} {rank}", slug=f"{slug}-{rank}")
            factories.standing(cup=other, race=Race.objects.get(), competitor=skater, rank=rank)
    with django_assert_num_queries(5):
        client.get(address)


# A cup


@pytest.mark.parametrize(
    "address",
    [
        "/standings/2025-26/women/50m/",
        "/standings/2025-26/mixed/500m/",
        "/standings/2024-25/women/500m/",
        "/standings/2025-26/women/50m.csv",
        "/standings/2025-26/women/50m.json",
    ],
)
def test_cup_that_is_not_is_not_found(client, address):
    small_season()
    assert client.get(address).status_code == 404


def test_cup_is_provisional_while_a_race_of_the_event_is_open(client):
    cup = small_season()
    assert client.get(CUP).context["table"].is_provisional is False
    open_race = events.race(event=cup.season.events.get(), division="B")
    other_cup = events.race(event=cup.season.events.get(), distance="1000")
    table = client.get(CUP).context["table"]
    assert (table.is_provisional, table.open_races) == (True, (open_race,))
    assert other_cup not in table.open_races


def test_race_of_a_later_event_does_not_make_it_provisional(client):
    cup = small_season()
    events.race(event=events.event(season=cup.season))
    assert client.get(CUP).context["table"].is_provisional is False


@pytest.mark.parametrize(("competitors", "rounds"), [(2, 1), (30, 4)])
def test_cup_costs_six_queries_whatever_its_size(client, django_assert_num_queries, competitors, rounds):
    small_season(competitors, rounds)
    with django_assert_num_queries(6):
        client.get(CUP)


# CSV and JSON
