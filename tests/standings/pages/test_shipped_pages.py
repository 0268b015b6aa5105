"""Standings of the shipped seasons."""

import datetime

import pytest

from standings.pages.cups.tables import cup_table
from tests.markup import flat

CUP = "/standings/2025-26/women/500m/"


def rows(table):
    return [(row.standing.rank, row.standing.competitor.name, row.standing.total) for row in table.rows]


# Standings


def test_index_shows_the_newest_season_with_the_first_three_of_each_cup(client, season, partial_season):
    context = client.get("/standings/").context
    assert context["season"] == season
    assert context["seasons"] == [season, partial_season]
    women = context["columns"]["Women"]
    assert [cup.name for cup in women] == [
        "500m",
        "1000m",
        "1500m",
        "Long Distances",
        "Mass Start",
        "Team Pursuit",
        "Team Sprint",
    ]
    assert [(s.rank, s.competitor.name, s.total) for s in women[0].leaders] == [
        (1, "Femke Kok", 360),
        (2, "Yukino Yoshida", 295),
        (3, "Erin Jackson", 256),
    ]
    assert [each.competitor.name for each in women[0].champions] == ["Femke Kok"]
    assert women[6].leaders == []
    assert [each.competitor.name for each in women[6].champions] == ["Netherlands"]


def test_season_shows_published_places_where_nothing_can_be_computed(client, partial_season):
    context = client.get("/standings/2022-23/").context
    sprint = context["columns"]["Men"][0]
    assert (sprint.leaders, context["has_published"]) == ([], True)
    assert [(s.rank, s.competitor.name, s.total) for s in sprint.published_leaders] == [
        (1, "Laurent Dubreuil", 314),
        (2, "Yuma Murakami", 294),
        (3, "Wataru Morishige", 268),
    ]


def test_cup_shows_the_standing_after_the_latest_race(client, season):
    assert client.get(CUP).context["table"].after.title == "World Cup 4"
    table = client.get(CUP, {"after": "3"}).context["table"]
    assert rows(table)[:3] == [(1, "Femke Kok", 300), (2, "Jutta Leerdam", 219), (3, "Marrit Fledderus", 215)]
    assert [(each.event.number, each.title) for each in table.rounds] == [
        (1, "1st 500m"),
        (1, "2nd 500m"),
        (2, "1st 500m"),
        (2, "2nd 500m"),
        (3, "500m"),
    ]
    assert [cell.points for cell in table.rows[1].cells] == [40, 31, 40, 54, 54]
    assert (table.rows[1].standing.movement, table.rows[1].standing.gap) == (2, 81)


def test_cup_cut_after_an_event_is_what_was_then(client, season):
    table = client.get(CUP, {"after": "2"}).context["table"]
    assert table.after.title == "World Cup 2"
    assert rows(table)[:3] == [(1, "Femke Kok", 240), (2, "Erin Jackson", 192), (3, "Marrit Fledderus", 167)]
    assert len(table.rounds) == 4


def test_cup_cut_after_an_event_without_its_race_is_that_of_the_race_before(client, season):
    table = client.get("/standings/2025-26/men/team-pursuit/", {"after": "3"}).context["table"]
    assert table.after.title == "World Cup 2"


@pytest.mark.parametrize("after", ["0", "9", "two", "-1", "1e3", "²", "99999999999"])
def test_cup_after_an_event_that_is_not_is_not_found(client, season, after):
    assert client.get(CUP, {"after": after}).status_code == 404


def test_cell_says_division_b_no_start_and_status(client, season):
    table = client.get(CUP, {"after": "3"}).context["table"]
    by_name = {row.standing.competitor.name: row for row in table.rows}
    assert [(cell.points, cell.status) for cell in by_name["Erin Jackson"].cells][-1] == (21, "DNF")
    assert [cell and cell.is_b for cell in by_name["Miho Takagi"].cells] == [None, None, None, None, True]
    text = flat(client.get(CUP).text)
    assert "Jackson</strong>, 500m in Heerenveen: DNF: ranked last, 20th place: 21 points" in text


def test_mass_start_in_both_divisions_shows_what_counts(client, season):
    table = client.get("/standings/2025-26/men/mass-start/", {"after": "3"}).context["table"]
    cepuran = next(row for row in table.rows if row.standing.competitor.name == "Ethan Cepuran")
    assert [cell.points for cell in cepuran.cells] == [17, 32, 24]
    assert cepuran.cells[1].reasons == "Counts once: A 32 rather than B 19"
    assert [(entry.race.division, entry.points, entry.counts) for entry in cepuran.cells[1].entries] == [
        ("B", 19, False),
        ("A", 32, True),
    ]


def test_cup_known_only_in_part_has_published_places_and_no_table(client, partial_season):
    response = client.get("/standings/2022-23/men/500m/")
    table = response.context["table"]
    assert (table.rows, table.rounds, table.after) == ((), (), None)
    assert [(p.rank, p.competitor.name, p.total) for p in table.published][:2] == [
        (1, "Laurent Dubreuil", 314),
        (2, "Yuma Murakami", 294),
    ]
    assert [race.slug for race in table.partial_races] == ["men-500m", "men-500m-b"]


def test_cup_whose_scale_is_not_certain_says_so(client, partial_season):
    table = client.get("/standings/2022-23/men/mass-start/").context["table"]
    assert [scale.name for scale in table.uncertain_scales] == ["Mass Start: final", "Mass Start: semi-final"]


def test_event_that_is_over_without_results_is_named(three_events):
    season = three_events
    cup = season.cups.get(category="women", slug="500m")
    hamar, inzell = season.events.filter(number__gte=4)
    _, end = hamar.span
    assert cup_table(cup, at=end - datetime.timedelta(seconds=1)).status.missing_events == ()
    assert cup_table(cup, at=end).status.missing_events == (hamar,)
    assert cup_table(cup, at=inzell.span[1]).status.missing_events == (hamar, inzell)


def test_cup_without_results_costs_six_queries_at_most(client, django_assert_num_queries, partial_season):
    with django_assert_num_queries(5):
        client.get("/standings/2022-23/men/500m/")
