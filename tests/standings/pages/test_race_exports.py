"""A race's result as files: whole, as numbers, and no surer than it is."""

import csv
import io

import pytest

from standings.models import Result
from standings.scoring.recompute import recompute
from tests.factories import events, standings

pytestmark = pytest.mark.django_db


@pytest.fixture
def race():
    """500m women: won by Kok before Leerdam; Herzog did not finish."""
    cup = standings.cup()
    race = events.race(event=events.event(season=cup.season))
    standings.result(race, standings.skater("Femke Kok"), hundredths=3734, thousandth=3, pair=8, lane="inner", bib=21)
    standings.result(race, standings.skater("Jutta Leerdam"), hundredths=3773)
    herzog = standings.skater("Vanessa Herzog", country=events.country("AUT"))
    standings.result(race, herzog, status="DNF")
    recompute(cup.season)
    return race


def rows(client, race) -> list[dict[str, str]]:
    answer = client.get(f"{race.get_absolute_url()}result.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_json_has_each_line_with_names_in_parts_and_times_as_numbers(client, race):
    found = client.get(f"{race.get_absolute_url()}result.json").json()
    about = ("id", "season", "event", "race", "category", "distance", "division", "state")
    assert [found[name] for name in about] == [
        f"{race.event.number}-{race.slug}", "2025-26", race.event.slug, race.slug, "women", "500", "A", "official",
    ]  # fmt: skip
    first, second, last = found["results"]
    assert first == {
        "place": 1, "status": "OK", "name": "Femke Kok", "given_name": "Femke", "family_name": "Kok",
        "skater": "femke-kok", "noc": "NED", "time": "37.34", "seconds": 37.343, "behind": 0.0, "pair": 8,
        "lane": "inner", "number": 21, "laps": None, "sprint_points": [], "points": 60,
    }  # fmt: skip
    assert (second["seconds"], second["behind"], second["points"]) == (37.73, 0.39, 54)
    assert [last[name] for name in ("place", "status", "noc", "time", "seconds", "behind", "points")] == [
        None, "DNF", "AUT", "", None, None, 0,
    ]  # fmt: skip


def test_csv_has_the_same(client, race):
    first, second, last = rows(client, race)
    assert [first[name] for name in ("place", "name", "seconds", "behind", "points", "state")] == [
        "1", "Femke Kok", "37.343", "0.0", "60", "official",
    ]  # fmt: skip
    assert (second["behind"], last["status"], last["place"], last["seconds"]) == ("0.39", "DNF", "", "")


@pytest.mark.parametrize("state", ["partial", "unofficial", "official"])
def test_every_line_says_how_sure_the_result_is(client, race, state):
    race.result_state = state
    race.save()
    assert {row["state"] for row in rows(client, race)} == {state}


def test_times_of_a_mass_start_give_no_gap(client):
    race = events.race(distance="mass-start", division="", phase="final")
    for name in ("Ada Example", "Bea Example"):
        standings.result(race, standings.skater(name), hundredths=50000 + Result.objects.count())
    found = client.get(f"{race.get_absolute_url()}result.json").json()
    assert [line["behind"] for line in found["results"]] == [None, None]


def test_race_without_a_result_has_no_file_and_its_page_names_none(client):
    race = events.race()
    for kind in ("csv", "json"):
        assert client.get(f"{race.get_absolute_url()}result.{kind}").status_code == 404
    assert "result.csv" not in client.get(race.get_absolute_url()).content.decode()


def test_pages_name_their_files(client, race):
    page = client.get(race.get_absolute_url()).content.decode()
    assert page.count(f'href="{race.get_absolute_url()}result.csv"') == 2  # in the head, and to press
    cup = client.get(race.event.season.cups.get().get_absolute_url()).content.decode()
    assert '<link rel="alternate" type="text/csv" title="Standing (CSV)"' in cup


def test_file_takes_three_queries_however_long_it_is(client, race, django_assert_num_queries):
    client.get(f"{race.get_absolute_url()}result.json")
    with django_assert_num_queries(3):
        client.get(f"{race.get_absolute_url()}result.json")
