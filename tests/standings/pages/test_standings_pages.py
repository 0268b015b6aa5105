"""/standings/, a season and a cup, as pages, CSV and JSON."""

import csv
import io

import pytest

from events.models import Race
from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories
from tests.markup import flat
from tests.standings.pages.seasons import CUP, small_season

pytestmark = pytest.mark.django_db


# Index and season


def test_index_without_a_season_says_so(client):
    response = client.get("/standings/")
    assert response.status_code == 200
    assert "No standings yet" in flat(response.text)


@pytest.mark.parametrize("address", ["/standings/2019-20/", "/standings/nonsense/"])
def test_season_without_cups_is_not_found(client, address):
    small_season()
    events.season(2019)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/standings/", "/standings/2025-26/"])
def test_index_and_season_cost_eight_queries_however_many_cups(client, django_assert_num_queries, address):
    cup = small_season()
    with django_assert_num_queries(8):
        client.get(address)
    for slug in ("1000m", "1500m", "mass-start"):
        other = factories.cup(season=cup.season, slug=slug, name=slug, scales=())
        for rank in (1, 2, 3):
            skater = factories.skater(f"{slug} {rank}", slug=f"{slug}-{rank}")
            factories.standing(cup=other, race=Race.objects.get(), competitor=skater, rank=rank)
    with django_assert_num_queries(8):
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
    status = client.get(CUP).context["table"].status
    assert (status.is_final, status.is_complete, status.is_provisional) == (True, True, False)
    events.race(event=cup.season.events.get(), division="B")
    events.race(event=cup.season.events.get(), distance="1000")
    response = client.get(CUP)
    status = response.context["table"].status
    assert (status.is_final, status.is_complete, status.is_provisional) == (False, False, True)
    assert status.words.lede == "After World Cup 1, Division A only: the result of Division B is not in yet."
    assert response.text.count("Division B not in") == 0  # both skaters have started in Division A


def test_race_of_a_later_event_makes_it_neither_final_nor_provisional(client):
    cup = small_season()
    events.race(event=events.event(season=cup.season))
    status = client.get(CUP).context["table"].status
    assert (status.is_final, status.is_complete, status.is_provisional) == (False, True, False)
    assert status.words.lede == "After World Cup 1 of 2, Stavanger."


@pytest.mark.parametrize(("competitors", "rounds"), [(2, 1), (30, 4)])
def test_cup_costs_seven_queries_whatever_its_size(client, django_assert_num_queries, competitors, rounds):
    small_season(competitors, rounds)
    with django_assert_num_queries(7):
        client.get(CUP)


# CSV and JSON


FIRST = ["rank", "movement", "name", "noc"]


def test_a_name_that_looks_like_a_formula_does_nothing_in_a_spreadsheet(client):
    cup = factories.cup()
    event = events.event(season=cup.season)
    race = events.race(event=event)
    for name in ("=cmd|' /C calc'!A0 Kok", "Damian Żurek", "Femke Kok"):
        factories.result(race, factories.skater(name))
    recompute(cup.season)
    data = client.get(f"{CUP.rstrip('/')}.csv").content
    assert data.startswith("\ufeffrank,".encode())
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    known = "final", "after World Cup 1 of 1", "", "computed"
    assert rows == [
        [*FIRST, "World Cup 1 500m", "total", "gap", "state", "after", "missing", "basis", "skater"],
        ["1", "", "'=cmd|' /C calc'!A0 Kok", "NED", "60", "60", "0", *known, "cmd-c-calca0-kok"],
        ["2", "", "Damian Żurek", "NED", "54", "54", "6", *known, "damian-zurek"],
        ["3", "", "Femke Kok", "NED", "48", "48", "12", *known, "femke-kok"],
    ]


def test_movement_is_a_number_in_csv(client):
    cup = factories.cup()
    first, second = factories.skater("Femke Kok"), factories.skater("Jutta Leerdam")
    for order in ([first, second], [second, first], [second, first]):
        race = events.race(event=events.event(season=cup.season))
        for skater in order:
            factories.result(race, skater)
    recompute(cup.season)
    text = client.get(f"{CUP.rstrip('/')}.csv").content.decode("utf-8-sig")
    assert [row["movement"] for row in csv.DictReader(io.StringIO(text))] == ["0", "-1"]


# The standing after any race


def two_divisions():
    """World Cup 1 with B, then A of a mass start, in which one skater starts in both."""
    cup = factories.cup(slug="mass-start", name="Mass Start", scales=())
    for division, points in (("A", [60, 54, 48]), ("B", [20, 19, 18])):
        scale = factories.scale(season=cup.season, name=f"Mass start {division}", points=points)
        factories.cup_scale(cup=cup, distance="mass-start", division=division, scale=scale)
    event = events.event(season=cup.season)
    b = events.race(event=event, distance="mass-start", division="B")
    a = events.race(event=event, distance="mass-start")
    both, first = factories.skater("Both Divisions"), factories.skater("Only A")
    factories.result(b, both)
    factories.result(a, first)
    factories.result(a, both)
    recompute(cup.season)
    return cup, b, a


def test_standing_after_a_race_counts_what_counted_then(client):
    cup, b, a = two_divisions()
    address = cup.get_absolute_url()
    table = client.get(address, {"race": "1-women-mass-start-b"}).context["table"]
    assert (table.race, table.is_newest, table.status.is_complete, table.status.is_provisional) == (
        b,
        False,
        False,
        False,
    )
    assert table.status.words.lede == "After World Cup 1, Division B only: Division A comes after it."
    assert [(row.standing.competitor.name, row.standing.total, row.cells[0].points) for row in table.rows] == [
        ("Both Divisions", 20, 20)
    ]
    assert [(entry.counts, entry.reason) for entry in table.rows[0].entries] == [(True, "")]
    newest = client.get(address).context["table"]
    assert (newest.race, newest.is_newest, newest.status.is_complete) == (a, True, True)
    assert [(row.standing.competitor.name, row.standing.total, row.gap_above) for row in newest.rows] == [
        ("Only A", 60, 0),
        ("Both Divisions", 54, 6),
    ]
    assert newest.rows[1].cells[0].reasons == "Counts once: A 54 rather than B 20"


def test_json_after_a_race_has_the_races_until_it(client):
    two_divisions()
    data = client.get("/standings/2025-26/women/mass-start.json", {"race": "1-women-mass-start-b"}).json()
    assert [race["id"] for race in data["races"]] == ["1-women-mass-start-b"]
    assert data["standings"] == [
        {
            "rank": 1,
            "name": "Both Divisions",
            "given_name": "Both",
            "family_name": "Divisions",
            "skater": "both-divisions",
            "noc": "NED",
            "total": 20,
            "movement": None,
            "gap": 0,
            "races": [
                {
                    "race": "1-women-mass-start-b",
                    "division": "B",
                    "place": "1",
                    "rank": 1,
                    "status": "OK",
                    "points": 20,
                    "counts": True,
                    "reason": "",
                }
            ],
        }
    ]


@pytest.mark.parametrize("race", ["9-women-mass-start", "1-women-500m", "women", "ż"])
def test_standing_after_a_race_that_is_not_of_the_cup_is_not_found(client, race):
    cup, *_ = two_divisions()
    assert client.get(cup.get_absolute_url(), {"race": race}).status_code == 404


def test_standing_within_a_round_costs_one_query_more(client, django_assert_num_queries):
    cup, *_ = two_divisions()
    with django_assert_num_queries(8):
        client.get(cup.get_absolute_url(), {"race": "1-women-mass-start-b"})
