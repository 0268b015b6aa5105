"""Tables as files beside their pages: the same as CSV, as JSON, in the API and in the whole data set."""

import csv
import io
import json
import re
import zipfile

import pytest

from events.models import Event, Race, Season, Session
from isuwc.site.views.data.archive import TABLES
from isuwc.site.views.data.columns import columns
from isuwc.site.views.data.urls import BESIDE
from standings.models import Competitor, Cup, PublishedStanding, Result, Standing
from standings.scoring.recompute import recompute
from tests.factories import events, news, standings

pytestmark = pytest.mark.django_db

PLACES = {"season": "2025-26", "slug": "femke-kok", "category": "women", "cup": "500m"}
# For each file of a table: its rows, and how many queries it takes
FILES = {
    "skaters": (lambda: Competitor.objects.count(), 1),
    "nations": (lambda: Result.objects.started().values("country").distinct().count(), 6),
    "events-table": (lambda: Event.objects.count(), 1),
    "races-table": (lambda: Race.objects.filter(event__season__slug="2025-26").count(), 2),
    "skater-results": (lambda: Result.objects.filter(competitor__slug="femke-kok").count(), 5),
    "cup-points": (None, 7),
}


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def address(name: str, kind: str) -> str:
    return "/" + re.sub(r"<slug:(\w+)>", lambda found: PLACES[found[1]], f"{BESIDE[name][0]}.{kind}")


@pytest.mark.parametrize("name", BESIDE)
def test_file_is_the_same_as_csv_and_as_json(client, season, name, django_assert_num_queries):
    rows, queries = FILES[name]
    client.get(address(name, "csv"))
    with django_assert_num_queries(queries):
        answer = client.get(address(name, "csv"))
    assert (answer["Content-Type"], answer["Access-Control-Allow-Origin"]) == ("text/csv; charset=utf-8", "*")
    lines, items = table(answer.content), client.get(address(name, "json")).json()["items"]
    assert len(lines) == len(items) > 5
    assert rows is None or len(lines) == rows()
    plain = [list(flat(item).values()) for item in items]
    assert [list(line.values()) for line in lines] == [list(map(text, row)) for row in plain]
    assert client.get(address(name, "csv"), headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.post(address(name, "csv")).status_code == 405
    assert client.options(address(name, "json")).status_code == 204


def flat(item: dict, before: str = "") -> dict:
    found: dict = {}
    for name, value in item.items():
        if isinstance(value, dict):
            found |= flat(value, f"{before}{name}_")
        else:
            found[before + name] = value
    return found


def text(value) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize(
    "page",
    ["/skaters/", "/nations/", "/events/", "/events/2025-26/", "/skaters/femke-kok/", "/standings/2025-26/women/500m/"],
)
def test_page_leads_to_its_file(client, season, page):
    text = client.get(page).content.decode()
    for kind in ("text/csv", "application/json"):
        found = re.findall(f'<link rel="alternate" type="{kind}" title="[^"]+" href="([^"]+)">', text)
        assert found
        for each in found:
            assert f'href="{each}"' in text.partition("<body")[2]
            assert client.get(each)["Content-Type"].startswith(kind)


def test_long_form_tells_apart_what_looks_alike_in_the_wide_one(client):
    cup = standings.cup()
    race = events.race(event=events.event(season=cup.season))
    standings.result(race, standings.skater("Femke Kok"))
    standings.result(race, standings.skater("Out Example"), status="DQ")
    recompute(cup.season)
    kept = (
        "place",
        "skater_id",
        "total",
        "result_race",
        "result_division",
        "result_place",
        "result_status",
        "result_points",
    )
    first, second = (
        [line[name] for name in kept] for line in table(client.get("/standings/2025-26/women/500m/points.csv").content)
    )
    assert first == ["1", "femke-kok", "60", f"{race.event.watch_key}/women-500m", "A", "1", "OK", "60"]
    assert second == ["2", "out-example", "0", f"{race.event.watch_key}/women-500m", "A", "", "DQ", "0"]


def test_long_form_after_a_race_is_that_of_the_page(client, season):
    there = client.get("/standings/2025-26/women/500m.json?race=2-women-500m-1").json()["standings"]
    here = table(client.get("/standings/2025-26/women/500m/points.csv?race=2-women-500m-1").content)
    totals = {line["skater_id"]: 0 for line in here}
    for line in here:
        totals[line["skater_id"]] += int(line["result_points"]) if line["result_counts"] == "true" else 0
    assert totals == {place["skater"]: place["total"] for place in there}
    assert client.get("/standings/2025-26/women/500m/points.csv?race=9-nothing").status_code == 404


def test_published_places_have_a_line_each(client, partial_season):
    lines = table(client.get("/standings/2022-23/men/500m/points.csv").content)
    cup = Cup.objects.get(season=partial_season, category="men", slug="500m")
    assert len(lines) == PublishedStanding.objects.filter(cup=cup).count() > 5
    assert {(line["state"], line["result_race"]) for line in lines} == {("as published", "")}


def test_file_of_what_is_not_there_is_not_found(client):
    for path in ("events/1999-00/races.csv", "skaters/nobody/results.json", "standings/2025-26/women/500m/points.csv"):
        assert client.get(f"/{path}").status_code == 404


def archive(client) -> tuple[bytes, zipfile.ZipFile]:
    answer = client.get("/data/isuwc-data.zip")
    content = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "application/zip"
    assert re.search(r'filename="isuwc-data-\d{4}-\d\d-\d\d\.zip"', answer["Content-Disposition"])
    return content, zipfile.ZipFile(io.BytesIO(content))


def test_whole_data_set_has_every_row_and_joins(client, season):
    _, found = archive(client)
    assert found.testzip() is None
    tables = {each.name: table(found.read(f"{each.name}.csv")) for each in TABLES}
    assert set(found.namelist()) == {*(f"{name}.csv" for name in tables), "README.txt", "datapackage.json"}
    counts = {
        "seasons": Season.objects.count(), "events": Event.objects.count(), "sessions": Session.objects.count(),
        "races": Race.objects.count(), "results": Result.objects.count(), "cups": Cup.objects.count(),
        "skaters": Competitor.objects.count(),
        "standings": Standing.objects.count() + PublishedStanding.objects.count(),
    }  # fmt: skip
    assert {name: len(tables[name]) for name in counts} == counts
    ids = {name: {row["id"] for row in rows} for name, rows in tables.items() if "id" in rows[0]}
    assert all(len(ids[name]) == len(tables[name]) for name in ids)
    joined = {"season": "seasons", "event": "events", "session": "sessions", "race": "races", "cup": "cups",
              "skater_id": "skaters", "nation": "nations", "venue_nation": "nations", "after_race": "races",
              "score_cup": "cups"}  # fmt: skip
    for name, rows in tables.items():
        for column, other in joined.items():
            if column in rows[0]:
                assert {row[column] for row in rows if row[column]} <= ids[other], (name, column)


def test_dictionary_says_what_every_column_means(client, season):
    _, found = archive(client)
    described = json.loads(found.read("datapackage.json"))
    assert [each["name"] for each in described["resources"]] == [each.name for each in TABLES]
    for each in described["resources"]:
        fields = each["schema"]["fields"]
        header = found.read(each["path"]).decode("utf-8-sig").splitlines()[0]
        assert ",".join(field["name"] for field in fields) == header
        assert [field["name"] for field in fields if not field["description"]] == []
        assert each["description"]
        for field in fields:
            values = {row[field["name"]] for row in table(found.read(each["path"]))} - {""}
            if field["type"] in {"integer", "number"}:
                assert all(float(value) == float(value) for value in values), field
            if field["type"] == "boolean":
                assert values <= {"true", "false"}


def test_data_set_says_how_it_may_be_used_and_has_no_stories(client):
    news.edition(title="A story that may be withdrawn")
    _, found = archive(client)
    readme = found.read("README.txt").decode()
    assert "for the owner of the site to write" in readme
    assert not any(b"withdrawn" in found.read(name) for name in found.namelist() if name.endswith(".csv"))


def test_same_data_make_the_same_file(client):
    standings.result(events.race(), standings.skater())
    assert archive(client)[0] == archive(client)[0]


def test_page_of_data_names_what_there_is(client, season, django_assert_num_queries):
    with django_assert_num_queries(5):
        text = client.get("/data/").content.decode()
    for address in re.findall(r"<td>.*?</td>", text, re.DOTALL):
        for each in re.findall(r'href="([^"]+)"', address):
            assert client.get(each).status_code == 200, each
    assert all(f"<b>{each.name}</b>" in text for each in TABLES)
    assert sum(map(len, (columns(each.shape) for each in TABLES))) == text.count('scope="row" class="name"><code>')


def test_page_of_data_is_there_before_there_are_any(client):
    assert client.get("/data/").status_code == 200
    assert len(archive(client)[1].namelist()) == len(TABLES) + 2


def test_files_beside_other_pages_may_be_read_by_other_sites(client, season):
    race = "/events/2025-26/1-salt-lake-city/women-500m-1/result"
    cup = "/standings/2025-26/women/500m"
    watch = ("/where-to-watch/ned.json", "/where-to-watch/countries.json", "/events/calendar.ics")
    for path in (f"{race}.csv", f"{race}.json", f"{cup}.csv", f"{cup}.json", *watch):
        answer = client.get(path)
        assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
        assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
        assert client.options(path).status_code == 204
