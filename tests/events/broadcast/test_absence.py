"""Answers that rest on a listing, and those that rest on what is not on record."""

from dataclasses import replace

import pytest

from events.broadcast.season_data import load_broadcast
from events.calendar.season_data import load_calendar
from events.coverage import AnswerKind, answer
from tests.events.coverage.facts import EVENT, RIGHT, STREAM, left_out
from tests.markup import flat

pytestmark = pytest.mark.django_db


def load() -> None:
    load_calendar()
    load_broadcast()


def test_answer_without_a_listing_rests_on_absence_and_one_that_a_listing_explains_does_not():
    assert answer("NOR", replace(EVENT, stream=STREAM), []).is_by_absence
    assert answer("NOR", replace(EVENT, stream=None), []).is_by_absence
    shown = answer("NOR", EVENT, [RIGHT])
    assert (shown.kind, shown.is_by_absence) == (AnswerKind.BROADCASTER, False)
    highlights = answer("NOR", replace(EVENT, stream=STREAM), [replace(RIGHT, timing="highlights")])
    assert (highlights.kind, highlights.is_by_absence) == (AnswerKind.STREAM, False)
    unused = answer("NOR", replace(EVENT, stream=STREAM), [left_out(RIGHT)])
    assert unused.is_by_absence is False


@pytest.mark.parametrize(
    ("noc", "number", "broadcasters", "rests_on", "stream"),
    [
        ("ned", 3, ["NOS"], "listing", True),
        ("usa", 1, ["Peacock"], "listing", False),
        ("usa", 2, [], "absence", True),
        ("fra", 1, [], "absence", True),
    ],
)
def test_json_says_what_each_answer_rests_on(client, noc, number, broadcasters, rests_on, stream):
    load()
    data = client.get(f"/where-to-watch/{noc}.json?season=2025-26").json()
    assert (data["noc"], data["season"], len(data["answers"])) == (noc.upper(), "2025-26", 5)
    found = next(each for each in data["answers"] if each["number"] == number)
    assert [each["name"] for each in found["broadcasters"]] == broadcasters
    assert (found["rests_on"], found["stream"] is not None) == (rests_on, stream)
    assert found["answer"] == ("broadcaster" if broadcasters else "stream")


def test_json_of_a_country_in_capitals_leads_to_its_address_and_of_none_is_not_found(client):
    load()
    response = client.get("/where-to-watch/NED.json?season=2025-26")
    assert (response.status_code, response["Location"]) == (301, "/where-to-watch/ned.json?season=2025-26")
    assert client.get("/where-to-watch/xyz.json").status_code == 404
    assert client.get("/where-to-watch/ned.json?season=1999-00").status_code == 404


def test_pages_mark_what_rests_on_absence_and_link_the_source_of_what_does_not(client):
    load()
    absent = flat(client.get("/where-to-watch/fra/?season=2025-26").text)
    assert absent.count("No listing on record") == 5
    assert absent.count("which leaves the ISU stream unless one held exclusive rights.") == 5
    dutch = flat(client.get("/where-to-watch/ned/?season=2025-26").text)
    assert "No listing on record" not in dutch
    assert dutch.count("NOS had the rights to the season 2025/26.") == 5
    assert "the ISU stream may have been open too" in dutch
    assert '<a href="https://nu.nl/">nu.nl</a>; <a href="https://nhnieuws.nl/">nhnieuws.nl</a>, June 2022.' in dutch
    assert "6205304" not in dutch
