"""Standings of the shipped seasons as CSV and JSON."""

import csv
import io

from standings.models import Standing


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
            "skater",
        ],
        ["1", "0", "Femke Kok", "NED", "60", "60", "60", "60", "240", "0", *KNOWN, "femke-kok"],
        ["2", "0", "Erin Jackson", "USA", "54", "54", "48", "36", "192", "48", *KNOWN, "erin-jackson"],
    ]


KNOWN = [
    "complete so far",
    "after World Cup 2 of 5",
    "of World Cup 5 in Inzell only some places are known here",
    "computed",
]


def test_csv_of_published_places_says_that_nothing_was_computed(client, partial_season):
    data = client.get("/standings/2022-23/men/500m.csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(data)))
    names = ["rank", "movement", "name", "noc", "total", "gap", "state", "after", "missing", "basis", "skater"]
    assert lines[0] == names
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
    assert {key: data[key] for key in ("after_race", "computed", "final", "complete", "note")} == {
        "after_race": "2-men-mass-start",
        "computed": True,
        "final": False,
        "complete": True,
        "note": "After World Cup 2 of 5, Calgary. Of World Cup 5 in Inzell only some places are known here.",
    }
    assert [(each["rank"], each["name"], each["total"]) for each in data["published"]] == [
        (1, "Jorrit Bergsma", None),
        (2, "Andrea Giovannini", None),
    ]
    assert [(each["state"], each["programme_complete"], each["distances_complete"]) for each in data["events"]] == [
        ("complete", True, True),
        ("complete", True, True),
        ("later", True, True),
        ("later", True, True),
        ("partly in", False, True),
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
        "key": "2025-26/1-salt-lake-city/men-mass-start-b",
        "event": 1,
        "date": "2025-11-16",
        "distance": "mass-start",
        "division": "B",
        "title": "Mass Start Men Division B",
    }
    cepuran = next(each for each in data["standings"] if each["name"] == "Ethan Cepuran")
    assert (cepuran["noc"], cepuran["total"]) == ("USA", 49)
    assert cepuran["races"] == [
        {
            "race": "1-men-mass-start-b",
            "division": "B",
            "place": "4",
            "rank": 4,
            "status": "OK",
            "points": 17,
            "counts": True,
            "reason": "",
        },
        {
            "race": "2-men-mass-start-b",
            "division": "B",
            "place": "2",
            "rank": 2,
            "status": "OK",
            "points": 19,
            "counts": False,
            "reason": "Does not count: A 32 counts",
        },
        {
            "race": "2-men-mass-start",
            "division": "A",
            "place": "9",
            "rank": 9,
            "status": "OK",
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
