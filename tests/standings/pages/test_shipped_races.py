"""Races and skaters of the shipped seasons."""

import pytest

from standings.models import Competitor
from tests.markup import flat

RACE = "/events/2025-26/1-salt-lake-city/men-1000m/"


# Races


def test_race_shows_lines_with_times_gaps_and_points(client, season):
    lines = client.get(RACE).context["lines"]
    assert [
        (r.place_text, r.competitor.name, r.time_text, r.thousandth_text, r.behind, score.points)
        for r, score, *_ in lines[:10]
    ] == [
        ("1", "Jordan Stolz", "1:05.66", "", "", 60),
        ("2", "Damian Żurek", "1:06.02", "", "+0.36", 54),
        ("3", "Jenning de Boo", "1:06.34", "", "+0.68", 48),
        ("4", "Zhongyan Ning", "1:06.47", "", "+0.81", 43),
        ("5", "Finn Sonnekalb", "1:06.48", "", "+0.82", 40),
        ("6", "Tim Prins", "1:06.64", "", "+0.98", 38),
        ("7", "Marten Liiv", "1:06.73", "", "+1.07", 36),
        ("8", "Ryota Kojima", "1:07.00", "", "+1.34", 34),
        ("9", "Joep Wennemars", "1:07.01", "(2)", "+1.35", 32),
        ("9", "Cooper McLeod", "1:07.01", "(2)", "+1.35", 32),
    ]


def test_race_links_its_divisions_neighbours_and_cup(client, season):
    context = client.get(RACE).context
    assert [part.slug for part in context["parts"]] == ["men-1000m", "men-1000m-b"]
    assert (context["previous"].slug, context["next"].slug) == ("women-1000m", "women-500m-1-b")
    assert context["rule"].cup == season.cups.get(category="men", slug="1000m")


def test_first_and_last_race_have_one_neighbour(client, season):
    first = client.get("/events/2025-26/1-salt-lake-city/women-3000m-b/").context
    last = client.get("/events/2025-26/1-salt-lake-city/men-mass-start/").context
    assert (first["previous"], last["next"]) == (None, None)


def test_mass_start_shows_sprints_laps_and_race_points(client, season):
    lines = client.get("/events/2025-26/3-heerenveen/men-mass-start/").context["lines"]
    bergsma = lines[0][0]
    assert (bergsma.sprints, bergsma.race_points, bergsma.laps) == ([3, 0, 0, 60], 63, 16)


def test_points_that_do_not_count_are_struck_out(client, season):
    text = flat(client.get("/events/2025-26/3-heerenveen/men-mass-start-b/").text)
    assert "Does not count: A 34 counts" in text
    assert "<s>19</s>" in text


@pytest.mark.parametrize(
    "address",
    [
        "/events/2025-26/1-salt-lake-city/men-100m/",
        "/events/2025-26/9-nowhere/men-1000m/",
        "/events/2022-23/1-salt-lake-city/men-1000m/",
    ],
)
def test_race_that_is_not_is_not_found(client, season, address):
    assert client.get(address).status_code == 404


def test_partial_race_says_so_and_leaves_unknown_places_open(client, partial_season):
    response = client.get("/events/2022-23/1-stavanger/men-team-pursuit/")
    assert [(r.place_text, r.competitor.country_id) for r, *_ in response.context["lines"]] == [
        ("1", "USA"),
        ("", "NOR"),
        ("", "NED"),
        ("4", "ITA"),
    ]
    assert "Only the places that reports gave are known here" in flat(response.text)
    assert "Sources disagree on places 2 and 3" in flat(response.text)


# Skaters


def test_skater_has_seasons_with_cups_bests_and_podiums(client, season):
    context = client.get("/skaters/jordan-stolz/").context
    new, old = context["seasons"]
    assert [record.season.name for record in (new, old)] == ["2025/26", "2022/23"]
    assert (new.wins, new.known.counts_wins, new.known.counts_podiums) == (16, True, False)
    assert new.known.words == "Of World Cup 5 only some places are known here."
    assert (old.known.counts_wins, old.known.counts_podiums) == (False, False)
    assert old.known.words == ("Only World Cup 1 is known here, and not every place of it.")
    assert context["career"].words == ("23 World Cup races in 2025/26 and 3 in 2022/23, as far as they are known here")
    assert "no wins" not in client.get("/skaters/jordan-stolz/").text
    assert [(best.race.distance, best.time_text) for best in new.bests] == [
        ("500", "33.79"),
        ("1000", "1:05.66"),
        ("1500", "1:40.48"),
    ]
    assert [(cup.cup.slug, cup.standing.rank, cup.standing.total, cup.standing.is_published) for cup in new.cups] == [
        ("500m", 1, 499, True),
        ("1000m", 1, 300, True),
        ("1500m", 1, None, True),
        ("mass-start", 5, 152, False),
    ]
    assert [(cup.cup.slug, cup.standing.rank, cup.standing.total, cup.standing.is_published) for cup in old.cups] == [
        ("500m", 5, 215, True),
        ("1000m", 3, 217, True),
        ("1500m", 3, None, True),
    ]
    assert [(r.race.slug, r.place_text, score.points) for r, score in new.cups[0].lines[4:]] == [
        ("men-500m", "1", 60),
        ("men-500m-2", "1", 60),
        ("men-500m-1", "3", 48),
        ("men-500m-2", "4", 43),
        ("men-500m-1", "1", 60),
    ]


def test_team_has_a_page_too(client, season):
    team = Competitor.objects.get(slug="team-usa-men")
    context = client.get("/skaters/team-usa-men/").context
    assert (context["skater"], context["seasons"][0].cups[0].standing.total) == (team, 180)


@pytest.mark.parametrize("slug", ["jordan-stolz", "patrick-roest"])
def test_skater_costs_thirteen_queries_whatever_the_career(client, season, django_assert_num_queries, slug):
    with django_assert_num_queries(13):
        client.get(f"/skaters/{slug}/")
