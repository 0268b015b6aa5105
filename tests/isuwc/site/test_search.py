import pytest

from events.models import Country
from tests.factories import events as calendar
from tests.factories import news, standings

pytestmark = pytest.mark.django_db


@pytest.fixture
def things():
    return {
        "skater": standings.skater("Damian Żurek", category="men", country=calendar.country("POL")),
        "event": calendar.event(venue=calendar.venue(city="Tomaszów Mazowiecki")),
        "story": news.edition(title="Żurek flies in Tomaszów", lead="A long weekend for Poland."),
    }


def found(client, words: str) -> dict[str, list]:
    context = client.get("/search/", {"q": words}).context
    return {kind: context[kind].rows for kind in ("skaters", "events", "countries", "stories")}


@pytest.mark.parametrize("words", ["Żurek", "zurek", "ZUREK", "damian zurek"])
def test_skaters_are_found_without_accents_and_capitals(client, things, words):
    assert found(client, words)["skaters"] == [things["skater"]]


def test_events_and_stories_are_found_by_their_place(client, things):
    results = found(client, "tomaszow")
    assert (results["events"], results["stories"]) == ([things["event"]], [things["story"]])


def test_countries_are_found_by_name_and_code(client):
    assert found(client, "NED")["countries"] == [Country.objects.get(noc="NED")]
    assert found(client, "turkiye")["countries"] == [Country.objects.get(noc="TUR")]


def test_countries_are_found_by_other_names(client):
    assert found(client, "holland")["countries"] == [Country.objects.get(noc="NED")]
    assert found(client, "South Korea")["countries"] == [Country.objects.get(noc="KOR")]


def test_drafts_and_unpublished_edits_are_not_found(client, things):
    news.article(title="Secretword one")
    article = things["story"].article
    article.title = "Secretword two"
    article.save()
    assert found(client, "Secretword") == {"skaters": [], "events": [], "countries": [], "stories": []}


@pytest.mark.parametrize("words", ["", " ", "a", "%", "'; drop table", "a" * 500, "żółć" * 50])
def test_odd_questions_are_answered(client, words):
    assert client.get("/search/", {"q": words}).status_code == 200


def test_question_is_printed_as_text(client):
    assert "<script>alert" not in client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()


def test_search_asks_few_queries_however_much_is_found(client, django_assert_max_num_queries):
    for number in range(20):
        standings.skater(f"Kok Number{number}")
        news.edition(title=f"Kok wins {number}")
    with django_assert_max_num_queries(6):
        client.get("/search/?q=kok")


@pytest.mark.parametrize("typed", ["Z\u0307urek", "Żu\u200brek", "\ufeffŻurek\x0b", "Żurek\u00ad"])
def test_words_are_found_however_their_letters_are_put_together(client, typed):
    skater = standings.skater("Damian Żurek", category="men")
    context = client.get("/search/", {"q": typed}).context
    assert (context["q"], context["skaters"].rows) == ("Żurek", [skater])
