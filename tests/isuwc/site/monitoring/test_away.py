"""The database is away: readers, staff and scripts are told so, and the log has a line for each."""

import re

import pytest
from django.test import Client

from tests.isuwc.site.monitoring.stage import no_database, plain
from tests.markup import flat

__all__ = ["no_database", "plain"]

WORDS = {"name": "Vikingskipet", "slug": "v", "city": "Hamar", "country": "NOR", "time_zone": "Europe/Oslo"}


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def test_reader_is_asked_to_come_back(client, no_database, plain):
    response = client.get("/events/")
    page = flat(response.content.decode())
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "30", "no-store")
    assert "our database does not answer. Nothing is lost. Please try again in half a minute." in page
    assert "told" not in page
    error, access = plain.lines
    assert re.search(r"ERROR django\.request [0-9a-f]{16} the database is away, Service Unavailable: /events/: ", error)
    assert " GET /events/ 503 " in access


def test_reader_is_told_that_somebody_knows_only_where_somebody_does(client, no_database, settings):
    settings.ADMINS, settings.SENDS_MAIL = [("", "ops@example.org")], True
    assert "We have been told." in flat(client.get("/events/").content.decode())


def test_form_of_the_newsroom_is_given_back_in_the_answer(client, no_database, plain):
    client.cookies["sessionid"] = "a" * 32
    response = client.post("/admin/events/venue/add/", WORDS)
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert dict(re.findall(r'name="(name|slug|city|country|time_zone)" value="([^"]*)"', page)) == WORDS
    assert "Nothing in this form was saved" in page
    assert [line.split()[2] for line in plain.lines] == ["django.request", "isuwc.access"]
    assert "Vikingskipet" not in "".join(plain.lines)


def test_page_of_the_newsroom_is_answered_like_any_other(client, no_database, plain):
    client.cookies["sessionid"] = "a" * 32
    response = client.get("/admin/events/venue/add/")
    assert response.status_code == 503
    assert "Back in a moment" in response.content.decode()
    assert len(plain.lines) == 2


def test_script_is_answered_as_json(client, no_database):
    response = client.get("/events/", headers={"Accept": "application/json"})
    assert (response.status_code, response.json()) == (
        503,
        {"error": "The site’s database can’t be reached at the moment."},
    )


def test_process_lives_and_is_not_ready(client, no_database, plain):
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert ready.status_code == 503
    assert ready.content.decode().splitlines()[:2] == ["not ready", "database: does not answer"]
    (line,) = plain.lines
    assert " GET /readyz 503 " in line
