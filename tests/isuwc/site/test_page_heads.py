"""What the head of a page says: title, description and a drawn picture where a link is shared, and where feeds are."""

import io
import re

import pytest
from django.urls import reverse
from PIL import Image

from isuwc.site.views import fact_cards
from news.editions.publishing import publish
from news.models import Edition
from standings.models import Competitor
from standings.scoring.recompute import recompute
from tests.factories import events, standings
from tests.factories import news as factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(monkeypatch) -> list[fact_cards.FactCard]:
    """What was asked to be drawn."""
    asked: list[fact_cards.FactCard] = []

    def draw(card):
        asked.append(card)
        return b"jpeg"

    monkeypatch.setattr(fact_cards, "draw", draw)
    return asked


def shared(client, address: str) -> dict[str, str]:
    page = client.get(address).content.decode()
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', page))


def raced(state: str = "official"):
    """A race with two places, and the cup that it counts for."""
    cup = standings.cup()
    race = events.race(event=events.event(season=cup.season, venue=events.venue("Hamar")))
    for name in ("Femke Kok", "Jutta Leerdam"):
        standings.result(race, standings.skater(name))
    race.result_state = state
    race.save()
    recompute(cup.season)
    return race, cup


def test_pages_say_what_they_are_and_lead_to_a_picture(client, drawn):
    race, cup = raced()
    skater = Competitor.objects.get(name="Femke Kok")
    titles = {each.get_absolute_url(): each.title for each in (race, race.event, cup)}
    for address, title in {**titles, skater.get_absolute_url(): "Femke Kok", reverse("events:index"): "Events"}.items():
        said = shared(client, address)
        assert title in said["og:title"]
        assert len(said["og:description"]) > 30
        assert said["og:url"].endswith(address)
        of = "/" if address == reverse("events:index") else address
        assert said["og:image"].endswith(f"{of}card.jpg")
        assert said["twitter:card"] == "summary_large_image"
        assert client.get(f"{of}card.jpg").status_code == 200


def test_card_is_a_picture_of_the_size_that_platforms_show(client):
    answer = client.get("/card.jpg")
    assert answer["Content-Type"] == "image/jpeg"
    with Image.open(io.BytesIO(answer.content)) as image:
        assert (image.size, image.format) == ((1200, 630), "JPEG")


@pytest.mark.parametrize(
    ("state", "below", "count"),
    [("official", "", 2), ("unofficial", "Unofficial result", 2), ("partial", "Partial result", 2), ("none", "", 0)],
)
def test_race_shows_the_places_that_are_known_and_how_sure_they_are(client, drawn, state, below, count):
    race, _ = raced(state)
    client.get(f"{race.get_absolute_url()}card.jpg")
    (card,) = drawn
    assert (card.title, card.below, len(card.rows)) == (race.title, below, count)
    assert [(row.place, row.name) for row in card.rows] == [("1", "Femke Kok NED"), ("2", "Jutta Leerdam NED")][:count]
    assert (card.mark, card.city) == ("1", "Hamar")


def test_cup_shows_its_leaders_and_after_which_event(client, drawn):
    _, cup = raced()
    client.get(f"{cup.get_absolute_url()}card.jpg")
    (card,) = drawn
    assert [(row.place, row.name, row.figure) for row in card.rows] == [
        ("1", "Femke Kok NED", "60"),
        ("2", "Jutta Leerdam NED", "54"),
    ]
    assert (card.above, card.below) == (f"World Cup standing {cup.season}", "Final standing")
    events.event(season=cup.season, number=2)
    client.get(f"{cup.get_absolute_url()}card.jpg")
    assert drawn[1].below == "After World Cup 1 of 2"


def test_cup_without_a_race_shows_nobody(client, drawn):
    cup = standings.cup()
    client.get(f"{cup.get_absolute_url()}card.jpg")
    assert (drawn[0].rows, drawn[0].below) == ((), "")


def test_what_is_not_there_has_no_card(client):
    raced()
    for address in ("/events/2025-26/9-nowhere/", "/standings/2025-26/men/500m/", "/skaters/nobody/"):
        assert client.get(f"{address}card.jpg").status_code == 404


def test_story_without_a_photo_has_the_card_of_the_site(client):
    publish(factories.article(title="Words alone"), None)
    (story,) = Edition.objects.live()
    said = shared(client, story.get_absolute_url())
    assert (said["og:title"], said["og:type"]) == ("Words alone", "article")
    assert said["og:image"].endswith("example.org/card.jpg") or said["og:image"].count("/") == 3


def test_every_page_names_the_feeds(client):
    raced()
    for address in ("/", "/events/", "/standings/", "/skaters/", "/news/"):
        page = client.get(address).content.decode()
        assert re.findall(r'<link rel="alternate" type="application/(\w+\+\w+)"', page) == [
            "rss+xml", "atom+xml", "feed+json", "rss+xml",
        ]  # fmt: skip
