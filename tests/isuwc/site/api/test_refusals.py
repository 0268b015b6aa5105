"""What the API refuses, in words that programs and people read; and that everybody may read it."""

import datetime

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError
from django.test import RequestFactory

from isuwc.site.api.api import operations
from isuwc.site.kept.wsgi import KeptPages
from isuwc.site.views.errors import server_error, unavailable
from tests.factories import events, standings
from tests.isuwc.site.kept.stage import Answer, Watching

pytestmark = pytest.mark.django_db

EVENTS = "/api/v1/events"


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("seasn=2025-26", 400, "No parameter of this operation: seasn. It has cursor, limit, nation, season."),
        ("season=2025-26&season=2024-25", 400, "Given more than once: season."),
        (
            "utm_source=x&a=b",
            400,
            "No parameter of this operation: a, utm_source. It has cursor, limit, nation, season.",
        ),
        ("season=1999-00", 404, "There is no season 1999-00."),
        ("nation=XXX", 404, "There is no nation XXX."),
        ("cursor=WyJ4Il0:c2lnbmVk", 404, "cursor: no such place in this list. Begin again without it."),
        ("season=2025", 422, "season: String should match pattern '^[0-9]{4}-[0-9]{2}$'."),
        ("limit=1e3", 422, "limit: Input should be a valid integer, unable to parse string as an integer."),
        ("nation=%00", 400, "An address can't hold a NUL."),
    ],
)
def test_wrong_question_is_refused_in_words(client, query, status, words):
    answer = client.get(f"{EVENTS}?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    said = answer.json()
    assert (said["type"], said["status"], said["detail"]) == ("about:blank", status, words)
    assert said.get("errors", []) == (
        [dict(zip(("parameter", "detail"), words[:-1].split(": ", 1), strict=True))] if status == 422 else []
    )
    assert (answer["Cache-Control"], answer["Access-Control-Allow-Origin"]) == ("no-store", "*")


@pytest.mark.parametrize(
    "path",
    [
        "seasons/1999-00",
        "events/2025-26/nowhere",
        "sessions/2025-26/1-stavanger/9",
        "races/2025-26/1-stavanger/women-500m",
        "races/2025-26/1-stavanger/women-1000m/start-list",
        "standings/2025-26/men/500m",
        "standings/2025-26/women/500m?after_event=9",
        "standings/2025-26/women/500m?after_race=2025-26/1-stavanger/women-3000m",
        "standings/2025-26/women/500m?after_race=2024-25/1-stavanger/women-1000m",
        "skaters/nobody",
        "nations/XXX",
        "coverage?nation=URS",
        "coverage?event=2025-26/1-stavanger&season=2024-25",
        "articles/2025/nothing",
        "articles?skater=nobody",
        "articles?skater=a-team",
        "nothing",
        "events/2025-26/1-stavanger/nothing/at/all",
    ],
)
def test_what_is_not_there_is_not_found(client, path):
    cup = standings.cup()
    events.race(event=events.event(season=cup.season), distance="1000")
    events.season(2024)
    events.country("URS", is_current=False)
    standings.team(slug="a-team")
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert len(answer.json()["detail"]) > 10


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("after_race=2025-26/1-stavanger/women-500m&after_event=1", "after_event"),
        ("basis=published&after_event=1", "basis"),
        ("basis=published&after_race=2025-26/1-stavanger/women-500m", "basis"),
    ],
)
def test_parameter_that_another_one_would_silence_is_refused(client, query, parameter):
    standings.cup()
    answer = client.get(f"/api/v1/standings/2025-26/women/500m?{query}")
    assert (answer.status_code, [each["parameter"] for each in answer.json()["errors"]]) == (422, [parameter])


def test_cursor_of_another_list_is_none_of_this_one(client):
    season = events.season()
    for number in (1, 2):
        events.event(season=season, number=number)
    cursor = client.get(f"{EVENTS}?limit=1").json()["next"].partition("cursor=")[2]
    assert client.get(f"{EVENTS}?cursor={cursor}").json()["items"][0]["number"] == 2
    assert client.get(f"/api/v1/races?cursor={cursor}").status_code == 404
    assert client.get(f"{EVENTS}?cursor={cursor[:-1]}{'a' if cursor[-1] != 'a' else 'b'}").status_code == 404


def test_row_that_comes_in_between_neither_repeats_nor_hides_another(client):
    season = events.season()

    def on(day: int):
        date = datetime.date(2025, 11, day)
        return events.event(season=season, number=day, start_date=date, end_date=date)

    for day in (1, 3, 4):
        on(day)
    first = client.get(f"{EVENTS}?limit=2").json()
    on(2)
    second = client.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert [item["number"] for page in (first, second) for item in page["items"]] == [1, 3, 4]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_other_methods_are_refused(client, method):
    for path in (EVENTS, "/api/v1/openapi.json", "/api/v1/nothing"):
        answer = getattr(client, method)(path)
        assert (answer.status_code, answer["Allow"], answer["Content-Type"]) == (
            405, "GET, HEAD, OPTIONS", "application/problem+json",
        )  # fmt: skip


def test_other_sites_may_read_it(client):
    before = client.options(EVENTS, headers={"Origin": "https://example.org"})
    assert before.status_code == 204
    assert before["Access-Control-Allow-Origin"] == "*"
    assert before["Access-Control-Allow-Methods"] == before["Allow"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in before["Access-Control-Allow-Headers"]
    for answer in (client.get(EVENTS), client.head(EVENTS), client.get("/api/v1/openapi.json")):
        assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
        assert answer["Access-Control-Expose-Headers"] == "ETag"
        assert not answer.cookies


def test_whoever_has_an_answer_is_not_given_it_again(client):
    event = events.event()
    first = client.get(EVENTS)
    again = client.get(EVENTS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Access-Control-Allow-Origin"] == "*"
    event.plan_note = "Moved"
    event.save()
    assert client.get(EVENTS, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_answers_are_kept_and_given_to_other_sites():
    events.event()
    pages = KeptPages(get_wsgi_application(), size=1_000_000, watcher=Watching())
    first = Answer(pages, EVENTS)
    for query in ("", "?limit=1", "?limit=1"):
        assert Answer(pages, EVENTS + query).status == "200 OK"
    assert (pages.figures.made, pages.figures.given) == (2, 2)
    again = Answer(pages, EVENTS, HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert again.status == "304 Not Modified"
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert Answer(pages, f"{EVENTS}?nothing=1").status == "400 Bad Request"  # and is not kept
    assert pages.figures.made == 3


def test_failures_are_problems_too():
    request = RequestFactory().get(EVENTS)
    try:
        raise DatabaseError("secret")
    except DatabaseError:
        failed = server_error(request)
    away = unavailable(request)
    assert [(each.status_code, each["Content-Type"]) for each in (failed, away)] == [
        (500, "application/problem+json"), (503, "application/problem+json"),
    ]  # fmt: skip
    assert b"secret" not in failed.content
    assert away["Retry-After"]


@pytest.mark.parametrize("name", operations())
def test_form_leads_to_the_address_that_it_asks(client, name):
    values = {each: "2025-26" if each == "season" else "1" for each in ("season", "event", "race", "cup", "category")}
    values |= {
        "skater": "femke-kok",
        "noc": "NED",
        "year": "2025",
        "slug": "x y",
        "number": "1",
        "limit": "",
        "at": "x",
    }
    answer = client.get(f"/api/v1/ask/{name}", values)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/api/v1/")
    assert "limit" not in answer["Location"]
    assert " " not in answer["Location"]


def test_form_without_what_it_needs_leads_back_to_itself(client):
    assert client.get("/api/v1/ask/event?season=2025-26&event=")["Location"] == "/api/v1/#event"
    assert client.get("/api/v1/ask/nothing").status_code == 404
