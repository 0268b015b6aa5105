"""Pages of the seasons that come with the project: what they show of real results."""

import csv
import datetime
import io

import pytest

from standings.models import Competitor, Standing
from standings.pages.tables import cup_table
from tests.markup import flat

CUP = "/standings/2025-26/women/500m/"
RACE = "/events/2025-26/1-salt-lake-city/men-1000m/"


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
        (1, "Femke Kok", 300),
        (2, "Jutta Leerdam", 219),
        (3, "Marrit Fledderus", 215),
    ]
    assert women[6].leaders == []


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
    table = client.get(CUP).context["table"]
    assert table.after.title == "World Cup 3"
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
    table = client.get(CUP).context["table"]
    by_name = {row.standing.competitor.name: row for row in table.rows}
    assert [(cell.points, cell.status) for cell in by_name["Erin Jackson"].cells][-1] == (21, "DNF")
    assert [cell and cell.is_b for cell in by_name["Miho Takagi"].cells] == [None, None, None, None, True]
    text = flat(client.get(CUP).text)
    assert "Jackson</strong>, 500m in Heerenveen: DNF: points of the last place, 20" in text


def test_mass_start_in_both_divisions_shows_what_counts(client, season):
    table = client.get("/standings/2025-26/men/mass-start/").context["table"]
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


def test_event_that_is_over_without_results_is_named(season):
    cup = season.cups.get(category="women", slug="500m")
    hamar, inzell = season.events.filter(number__gte=4)
    _, end = hamar.span
    assert cup_table(cup, at=end - datetime.timedelta(seconds=1)).status.missing_events == ()
    assert cup_table(cup, at=end).status.missing_events == (hamar,)
    assert cup_table(cup, at=inzell.span[1]).status.missing_events == (hamar, inzell)


def test_cup_without_results_costs_six_queries_at_most(client, django_assert_num_queries, partial_season):
    with django_assert_num_queries(5):
        client.get("/standings/2022-23/men/500m/")


def test_csv_has_the_points_of_each_round(client, season):
    response = client.get("/standings/2025-26/women/500m.csv?after=2")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert lines[:3] == [
        [
            "rank",
            "movement",
            "name",
            "noc",
            "World Cup 1 1st 500m",
            "World Cup 1 2nd 500m",
            "World Cup 2 1st 500m",
            "World Cup 2 2nd 500m",
            "total",
            "gap",
            "state",
            "after",
            "missing",
            "basis",
        ],
        ["1", "0", "Femke Kok", "NED", "60", "60", "60", "60", "240", "0", *KNOWN],
        ["2", "0", "Erin Jackson", "USA", "54", "54", "48", "36", "192", "48", *KNOWN],
    ]


KNOWN = [
    "complete so far",
    "after World Cup 2 of 5",
    "the results of World Cup 4 in Hamar and World Cup 5 in Inzell are not here",
    "computed",
]


def test_csv_of_published_places_says_that_nothing_was_computed(client, partial_season):
    data = client.get("/standings/2022-23/men/500m.csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(data)))
    assert lines[0] == ["rank", "movement", "name", "noc", "total", "gap", "state", "after", "missing", "basis"]
    assert lines[1][:8] == ["1", "", "Laurent Dubreuil", "CAN", "314", "", "as published", "after World Cup Final"]
    assert {line[9].split(":")[0] for line in lines[1:]} == {"published"}


def test_json_tells_races_and_standings(client, season):
    response = client.get("/standings/2025-26/men/mass-start.json?after=2")
    assert response["Content-Type"] == "application/json"
    data = response.json()
    assert {key: data[key] for key in ("season", "category", "cup", "after", "provisional")} == {
        "season": "2025-26",
        "category": "men",
        "cup": "mass-start",
        "after": 2,
        "provisional": True,
    }
    assert {key: data[key] for key in ("after_race", "computed", "final", "complete", "note", "published")} == {
        "after_race": "2-men-mass-start",
        "computed": True,
        "final": False,
        "complete": True,
        "note": "After World Cup 2 of 5, Calgary. The results of World Cup 4 in Hamar and World Cup 5 in Inzell "
        "are not here.",
        "published": [],
    }
    assert [(each["state"], each["programme_complete"]) for each in data["events"]] == [
        ("complete", True),
        ("complete", True),
        ("later", True),
        ("missing", False),
        ("missing", False),
    ]
    assert data["events"][1]["rounds"] == [
        {
            "title": "Mass Start",
            "complete": True,
            "parts": [
                {"part": "A", "state": "in", "race": "2-men-mass-start"},
                {"part": "B", "state": "in", "race": "2-men-mass-start-b"},
            ],
        }
    ]
    assert data["races"][0] == {
        "id": "1-men-mass-start-b",
        "event": 1,
        "date": "2025-11-16",
        "distance": "mass-start",
        "division": "B",
        "title": "Mass Start Men Division B",
    }
    cepuran = next(each for each in data["standings"] if each["name"] == "Ethan Cepuran")
    assert (cepuran["noc"], cepuran["total"]) == ("USA", 49)
    assert cepuran["races"] == [
        {"race": "1-men-mass-start-b", "division": "B", "place": "4", "points": 17, "counts": True, "reason": ""},
        {
            "race": "2-men-mass-start-b",
            "division": "B",
            "place": "2",
            "points": 19,
            "counts": False,
            "reason": "Does not count: A 32 counts",
        },
        {
            "race": "2-men-mass-start",
            "division": "A",
            "place": "9",
            "points": 32,
            "counts": True,
            "reason": "Counts once: A 32 rather than B 19",
        },
    ]


def test_json_of_a_cup_without_a_standing_has_what_was_published(client, partial_season):
    data = client.get("/standings/2022-23/men/500m.json").json()
    assert (data["after"], data["races"], data["standings"]) == (None, [], [])
    assert (data["computed"], data["final"], data["provisional"], data["complete"]) == (False, False, True, False)
    assert len(data["published"]) == 13
    assert {key: data["published"][0][key] for key in ("rank", "name", "total", "after")} == {
        "rank": 1,
        "name": "Laurent Dubreuil",
        "total": 314,
        "after": 6,
    }


def test_every_row_of_the_table_adds_up_to_its_total(client, season):
    for cup in season.cups.exclude(slug="team-sprint"):
        for row in client.get(cup.get_absolute_url()).context["table"].rows:
            assert sum(cell.points for cell in row.cells if cell) == row.standing.total
    assert Standing.objects.newest().count() > 300


# Races


def test_race_shows_lines_with_times_gaps_and_points(client, season):
    lines = client.get(RACE).context["lines"]
    assert [
        (r.place_text, r.competitor.name, r.time_text, r.thousandth_text, r.behind, score.points)
        for r, score, _ in lines[:10]
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
    assert (new.wins, new.podiums) == (9, 11)
    assert [(best.race.distance, best.time_text) for best in new.bests] == [
        ("500", "33.79"),
        ("1000", "1:05.66"),
        ("1500", "1:40.48"),
    ]
    assert [(cup.cup.slug, cup.standing.rank, cup.standing.total, cup.standing.is_published) for cup in new.cups] == [
        ("500m", 1, 271, False),
        ("1000m", 1, 180, False),
        ("1500m", 1, 180, False),
        ("mass-start", 11, 92, False),
    ]
    assert [(cup.cup.slug, cup.standing.rank, cup.standing.total, cup.standing.is_published) for cup in old.cups] == [
        ("500m", 5, 215, True),
        ("1000m", 3, 217, True),
        ("1500m", 3, None, True),
    ]
    assert [(r.race.slug, r.place_text, score.points) for r, score in new.cups[0].lines] == [
        ("men-500m", "1", 60),
        ("men-500m-2", "1", 60),
        ("men-500m-1", "3", 48),
        ("men-500m-2", "4", 43),
        ("men-500m-1", "1", 60),
    ]


def test_team_has_a_page_too(client, season):
    team = Competitor.objects.get(slug="team-usa-men")
    context = client.get("/skaters/team-usa-men/").context
    assert (context["skater"], context["seasons"][0].cups[0].standing.total) == (team, 120)


@pytest.mark.parametrize("slug", ["jordan-stolz", "patrick-roest"])
def test_skater_costs_eight_queries_whatever_the_career(client, season, django_assert_num_queries, slug):
    with django_assert_num_queries(8):
        client.get(f"/skaters/{slug}/")
