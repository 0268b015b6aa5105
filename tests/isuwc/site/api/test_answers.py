"""Every operation answers what the document says of it, in bounded pages, with a fixed number of queries."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from isuwc.site.api.api import document, operations
from isuwc.site.api.articles import ArticleInFull, ArticleOut
from isuwc.site.api.calendar import EventOut, SeasonOut, SessionOut
from isuwc.site.api.coverage import CoverageOut
from isuwc.site.api.people import NationOut, NationsOut, SkaterOut
from isuwc.site.api.races import RaceInFull, RaceOut, StartLines
from isuwc.site.api.results import ResultOut
from isuwc.site.api.shapes import LONGEST_PAGE, Page
from isuwc.site.api.tables import CupOut, StandingOut
from isuwc.site.api.trying import operations as described
from standings.models import Competitor, Result
from tests.factories import events, news, standings

EVENT = "2025-26/1-salt-lake-city"
# What each gives, an address with many items, and how many queries it takes
ANSWERS = {
    "seasons": (Page[SeasonOut], "seasons", 4),
    "season": (SeasonOut, "seasons/2025-26", 4),
    "events": (Page[EventOut], "events?season=2025-26", 2),
    "event": (EventOut, f"events/{EVENT}", 2),
    "sessions": (Page[SessionOut], "sessions?season=2025-26", 2),
    "session": (SessionOut, f"sessions/{EVENT}/2", 2),
    "races": (Page[RaceOut], "races?season=2025-26&has_result=yes", 2),
    "race": (RaceInFull, f"races/{EVENT}/women-500m-1", 4),
    "start_list": (StartLines, f"races/{EVENT}/women-500m-1/start-list", 3),
    "results": (Page[ResultOut], f"results?event={EVENT}", 5),
    "cups": (Page[CupOut], "standings?season=2025-26", 2),
    "standing": (StandingOut, "standings/2025-26/women/500m", 7),
    "skaters": (Page[SkaterOut], "skaters?category=women&kind=skater", 1),
    "skater": (SkaterOut, "skaters/femke-kok", 2),
    "nations": (NationsOut, "nations?has_skaters=yes", 7),
    "nation": (NationOut, "nations/NED", 7),
    "coverage": (Page[CoverageOut], f"coverage?event={EVENT}", 6),
    "articles": (Page[ArticleOut], "articles?season=2025-26", 2),
    "article": (ArticleInFull, "articles/{year}/a-story", 1),
}
LISTS = {name for name, parameters in operations().items() if "limit" in parameters}

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(season) -> list[Any]:
    race = Result.objects.filter(race__event__season=season, race__slug="women-500m-1").first().race
    standings.start_list(race, *Competitor.objects.skaters().filter(category="women")[:3])
    texts = "<p>One.</p><h2>Two</h2><ul><li>Three.</li></ul>"
    about = {"event": race.event, "text": texts, "hashtags": ["SpeedSkating"]}
    return [news.edition(title=title, hero=news.photo(), **about) for title in ("A story", "Another")]


def address(name: str, stories: list[Any]) -> str:
    return "/api/v1/" + ANSWERS[name][1].format(year=stories[0].periods.get().year)


def pages(client: Client, first: str) -> Iterator[dict[str, Any]]:
    """All pages of a list, from the first on."""
    found = client.get(first).json()
    yield found
    while found["next"]:
        found = client.get(re.sub("^https?://[^/]+", "", found["next"])).json()
        yield found


def test_every_operation_is_tried_here():
    assert set(operations()) == set(ANSWERS)


@pytest.mark.parametrize("name", ANSWERS)
def test_answer_is_as_it_is_described(client, stories, name, django_assert_num_queries):
    shape, _, queries = ANSWERS[name]
    where = address(name, stories)
    client.get(where)  # what is worked out once for a process
    with django_assert_num_queries(queries):
        answer = client.get(where)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json; charset=utf-8")
    shape.model_validate_json(answer.content)  # no member more or less, each of its kind
    if name in LISTS:
        items = answer.json()["items"]
        assert items
        with django_assert_num_queries(queries):  # as many for one as for many
            one = client.get(f"{where}{'&' if '?' in where else '?'}limit=1").json()
        assert one["items"] == items[:1]


@pytest.mark.parametrize("name", sorted(LISTS))
def test_pages_of_a_list_have_everything_once_in_its_order(client, stories, name):
    where = address(name, stories)
    join = "&" if "?" in where else "?"
    whole = [item for page in pages(client, f"{where}{join}limit={LONGEST_PAGE}") for item in page["items"]]
    some = max(1, len(whole) // 5)
    parts = list(pages(client, f"{where}{join}limit={some}"))
    assert [item for page in parts for item in page["items"]] == whole
    assert {len(page["items"]) for page in parts[:-1]} <= {some}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_no_page_is_longer_than_the_limit(client, stories, name):
    where = address(name, stories)
    join = "&" if "?" in where else "?"
    for refused in (0, LONGEST_PAGE + 1, "x", "1.5", ""):
        assert client.get(f"{where}{join}limit={refused}").status_code == 422


def test_every_list_in_every_answer_says_how_long_it_can_be():
    def lists(part: Any, where: str) -> Iterator[tuple[str, Any]]:
        if isinstance(part, dict):
            if part.get("type") == "array":
                yield where, part.get("maxItems")
            for name, each in part.items():
                yield from lists(each, f"{where}/{name}")
        elif isinstance(part, list):
            for each in part:
                yield from lists(each, where)

    found = dict(lists(document(), ""))
    assert len(found) > 20
    assert {where: longest for where, longest in found.items() if longest is None or longest > 1_000} == {}


def test_document_gives_an_example_of_each_part_of_a_path(client, stories):
    named = [operation for subject in described().values() for operation in subject]
    assert {operation.name for operation in named} == set(ANSWERS)
    own = {"article", "start_list"}  # of what is made up here
    answers = {each.example: client.get(each.example).status_code for each in named if each.name not in own}
    assert answers == dict.fromkeys(answers, 200)


def test_result_has_what_tells_it_from_others(client, stories):
    line = client.get(f"/api/v1/results?race={EVENT}/women-500m-1&place_up_to=1").json()["items"][0]
    assert line == {
        "race": f"{EVENT}/women-500m-1", "event": EVENT, "date": "2025-11-15", "category": "women", "distance": "500",
        "division": "A", "race_state": "official", "place": 1, "status": "OK",
        "skater": {
            "id": "femke-kok", "name": "Femke Kok", "given_name": "Femke", "family_name": "Kok", "is_team": False,
        },
        "nation": "NED", "time": "36.48", "seconds": 36.48, "behind": 0.0, "pair": 9, "lane": "inner", "number": 297,
        "laps": None, "sprint_points": [],
        "score": {"cup": "2025-26/women/500m", "points": 60, "counts": True, "reason": None},
    }  # fmt: skip


def test_standing_after_any_race_is_the_one_of_its_page(client, season):
    there = client.get("/standings/2025-26/women/500m.json?race=2-women-500m-1").json()
    here = client.get("/api/v1/standings/2025-26/women/500m?limit=200&after_race=2025-26/2-calgary/women-500m-1").json()
    assert [(each["place"], each["skater"]["id"], each["total"]) for each in here["items"]] == [
        (each["rank"], each["skater"], each["total"]) for each in there["standings"]
    ]
    assert (here["after_event"], here["state"], here["basis"]) == ("2025-26/2-calgary", "within an event", "computed")
    assert here["after_race"] in here["races"]
    for place in here["items"]:
        assert sum(race["points"] for race in place["races"] if race["counts"]) == place["total"]


def test_standing_that_cannot_be_computed_is_as_published(client, partial_season):
    found = client.get("/api/v1/standings/2022-23/men/500m").json()
    assert (found["basis"], found["state"], found["after_race"], len(found["items"])) == (
        "published", "as published", None, 13,
    )  # fmt: skip
    assert all(place["source"] and place["races"] == [] for place in found["items"])


def test_published_places_are_those_after_one_event(client):
    cup = standings.cup()
    skater = standings.skater()
    for number in (1, 2):
        event = events.event(season=cup.season, number=number)
        standings.published_standing(cup=cup, competitor=skater, event=event, rank=number)
    found = client.get("/api/v1/standings/2025-26/women/500m").json()
    assert ([place["place"] for place in found["items"]], found["after_event"]) == ([2], f"2025-26/{event.slug}")


def test_filters_leave_what_they_name(client, season):
    def found(query: str) -> list[dict[str, Any]]:
        return [item for page in pages(client, f"/api/v1/results?limit=200&{query}") for item in page["items"]]

    of_event = found(f"event={EVENT}&category=men&distance=500&division=B")
    assert {(each["event"], each["category"], each["distance"], each["division"]) for each in of_event} == {
        (EVENT, "men", "500", "B")
    }
    assert len(of_event) == Result.objects.filter(
        race__event__number=1, race__event__season=season, race__category="men", race__distance="500",
        race__division="B",
    ).count()  # fmt: skip
    assert {each["nation"] for each in found(f"event={EVENT}&nation=NOR")} == {"NOR"}
    assert {each["skater"]["id"] for each in found("skater=femke-kok&season=2025-26")} == {"femke-kok"}
    assert {each["status"] for each in found("season=2025-26&status=DQ")} == {"DQ"}
    assert {each["place"] for each in found(f"event={EVENT}&place_up_to=2")} == {1, 2}


def test_names_are_found_without_accents_and_by_what_they_were(client, season):
    zurek = Competitor.objects.get(slug="damian-zurek")
    zurek.name, zurek.given_name, zurek.slug = "Damianek Żurek", "Damianek", "damianek-zurek"
    zurek.save()
    (found,) = client.get("/api/v1/skaters?name=zurek+damian").json()["items"]
    assert (found["id"], found["name"], found["former_names"]) == ("damianek-zurek", "Damianek Żurek", ["Damian Żurek"])
    moved = client.get("/api/v1/skaters/damian-zurek")
    assert (moved.status_code, moved["Location"]) == (301, "/api/v1/skaters/damianek-zurek")
    assert client.get("/api/v1/results?skater=damian-zurek&limit=1").json()["items"][0]["skater"]["id"] == found["id"]


def test_session_of_an_event_that_is_called_off_is_called_off(client):
    event = events.event(plan="cancelled", plan_note="No ice")
    events.session(event=event)
    (found,) = client.get("/api/v1/sessions").json()["items"]
    assert (found["state"], found["note"]) == ("cancelled", "No ice")


def test_answers_know_nothing_of_what_comes_after_the_moment_shown(client, season, settings):
    settings.DEMO_NOW = datetime.datetime(2025, 11, 15, 20, 20, tzinfo=datetime.UTC)
    results = [item for page in pages(client, "/api/v1/results?season=2025-26&limit=200") for item in page["items"]]
    assert {each["event"] for each in results} == {EVENT}
    assert max(each["date"] for each in results) == "2025-11-15"
    race = client.get("/api/v1/races/2025-26/2-calgary/women-500m-1").json()
    assert (race["state"], race["source"]) == ("to-come", None)
    assert client.get("/api/v1/standings/2025-26/women/500m").json()["after_event"] == EVENT
