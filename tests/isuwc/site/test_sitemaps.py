import datetime
import re

import pytest
from django.utils import timezone

from isuwc.site.sitemaps import Stories
from news.editions import live_blog
from news.editions.live_blog import Words
from tests.factories import events as calendar
from tests.factories import news

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def locations(client, section: str) -> list[str]:
    response = client.get(f"/sitemap-{section}.xml")
    assert response.status_code == 200
    return re.findall(r"<loc>(.*?)</loc>", response.content.decode())


def test_index_names_every_section(client):
    text = client.get("/sitemap.xml").content.decode()
    sections = re.findall(r"/sitemap-(\w+)\.xml", text)
    assert sections == [
        "pages",
        "news",
        "years",
        "seasons",
        "events",
        "results",
        "cups",
        "skaters",
        "nations",
        "countries",
    ]


def test_addresses_are_those_of_the_site_whatever_host_is_asked(client, settings):
    settings.SITE_URL = "https://example.org"
    assert locations(client, "pages") == [
        "https://example.org/",
        "https://example.org/news/",
        "https://example.org/events/",
        "https://example.org/where-to-watch/",
        "https://example.org/standings/",
        "https://example.org/skaters/",
        "https://example.org/nations/",
        "https://example.org/about/",
    ]


def test_countries_of_today_are_listed(client):
    assert len(locations(client, "countries")) == 250  # with territories


def test_event_and_season_are_listed_and_a_race_without_result_is_not(client):
    race = calendar.race()
    assert [url.partition("127.0.0.1:8000")[2] for url in locations(client, "events")] == [
        race.event.get_absolute_url()
    ]
    assert locations(client, "results") == []


def test_live_stories_are_listed_and_drafts_and_embargoed_ones_are_not(client):
    live = news.edition()
    news.article(title="A draft")
    news.edition(goes_live_at=timezone.now() + datetime.timedelta(hours=1))
    assert [url.rpartition("8000")[2] for url in locations(client, "news")] == [live.get_absolute_url()]


def test_story_was_changed_with_the_last_entry_of_its_live_blog(client, django_assert_num_queries):
    now = timezone.now()
    editions = [news.edition(live_blog=is_live, goes_live_at=now - 3 * HOUR) for is_live in (True, True, False)]
    for edition, ago in ((editions[0], 2 * HOUR), (editions[0], HOUR), (editions[1], 4 * HOUR)):
        live_blog.post(edition.article, Words("Gold"), None, now=now - ago)
    with django_assert_num_queries(1):
        changed = {each: Stories().lastmod(each) for each in Stories().items()}
    assert [changed[edition] for edition in editions] == [now - HOUR, now - 3 * HOUR, now - 3 * HOUR]
    assert client.get("/sitemap-news.xml").text.count("<lastmod>") == 3


def test_robots_file_names_the_sitemap_and_closes_the_admin(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text
    assert "Disallow: /admin/" in text


def test_unknown_section_is_not_found(client):
    assert client.get("/sitemap-nothing.xml").status_code == 404
