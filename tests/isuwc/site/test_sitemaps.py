import datetime
import re

import pytest
from django.utils import timezone

from isuwc.site.sitemaps import Stories
from news.editions import live_blog
from news.editions.live_blog import Words
from news.editions.publishing import publish, withdraw
from news.models import Period, Photo, PhotoBlock
from news.models.period import IS_NEW_FOR
from news.models.public import next_moment
from tests.factories import events as calendar
from tests.factories import news

pytestmark = pytest.mark.django_db
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def locations(client, section: str) -> list[str]:
    response = client.get(f"/sitemap-{section}.xml")
    assert response.status_code == 200
    return re.findall(r"<loc>(.*?)</loc>", response.content.decode())


def index(client) -> dict[str, datetime.datetime | None]:
    """Each file that the index names, with the moment of its last change if it says one."""
    text = client.get("/sitemap.xml").text
    found = re.findall(r"<loc>http://127.0.0.1:8000(.*?)</loc>\s*(?:<lastmod>(.*?)</lastmod>)?", text)
    return {address: datetime.datetime.fromisoformat(at) if at else None for address, at in found}


def test_index_names_every_file_that_has_addresses(client):
    assert list(index(client)) == ["/sitemap-pages.xml", "/sitemap-countries.xml"]
    calendar.event()
    now = timezone.now()
    news.edition(goes_live_at=now)
    files = [f"sitemap-{each}.xml" for each in ("pages", "newest", f"stories-{now.year}", "years", "seasons", "events")]
    assert list(index(client)) == [f"/{each}" for each in [*files, "sitemap-countries.xml"]]


def test_long_file_has_several_pages(client, monkeypatch):
    monkeypatch.setattr(Stories, "limit", 2)
    moments = [datetime.datetime(2025, 1, day, tzinfo=datetime.UTC) for day in range(1, 6)]
    for number, moment in enumerate(moments):
        news.edition(goes_live_at=moment, title=f"Story {number}")
    pages = ["/sitemap-stories-2025.xml", "/sitemap-stories-2025.xml?p=2", "/sitemap-stories-2025.xml?p=3"]
    assert [each for each in index(client) if "stories" in each] == pages
    listed = [re.findall(r"<loc>.*?/(story-\d)/</loc>", client.get(page).text) for page in pages]
    assert listed == [["story-4", "story-3"], ["story-2", "story-1"], ["story-0"]]


def test_file_of_a_year_changes_with_its_own_stories_alone(client, django_assert_num_queries):
    """Whether one is published, put right or withdrawn, or its live blog goes on."""
    at = datetime.datetime(2024, 3, 1, 12, tzinfo=datetime.UTC)
    old, other = news.edition(goes_live_at=at), news.edition(goes_live_at=at + 2 * HOUR)
    blog = news.edition(goes_live_at=at.replace(year=2025), live_blog=True)
    news.edition(goes_live_at=timezone.now() + HOUR)  # not yet
    with django_assert_num_queries(2):
        years = Period.objects.live_by_year(timezone.now())
    set_at = {each.year: each.set_at for each in Period.objects.order_by("set_at")}
    assert years == {2025: (1, set_at[2025]), 2024: (2, set_at[2024])}
    assert index(client)["/sitemap-stories-2024.xml"] == set_at[2024]
    live_blog.post(blog.article, Words("Gold"), None, now=timezone.now())
    last = blog.article.live_entries.get().changed_at
    assert Period.objects.live_by_year(timezone.now()) == {2025: (1, last), 2024: (2, set_at[2024])}
    withdraw(old.article, None)
    ended = old.periods.get().ends
    assert Period.objects.live_by_year(timezone.now()) == {2025: (1, last), 2024: (1, ended)}
    withdraw(other.article, None)
    assert list(Period.objects.live_by_year(timezone.now())) == [2025]
    assert "/sitemap-stories-2024.xml" not in index(client)
    assert client.get("/sitemap-stories-2024.xml").status_code == 404


def test_stories_name_the_photographs_that_they_show(client, media, django_assert_num_queries):
    shown, barred = news.photo(), news.photo()
    story = news.article(title="With pictures", hero=barred)
    for photo in (barred, shown, news.photo(file="")):
        PhotoBlock.objects.create(parent=story, photo=photo, ordering=20)
    publish(story, None)
    plain = publish(news.article(title="Without one"), None)
    address = f"/sitemap-stories-{timezone.now().year}.xml"
    text = client.get(address).text
    images = re.findall(r"<image:loc>http://127.0.0.1:8000/media/(.*?)</image:loc>", text)
    assert [barred.digest in images[0], shown.digest in images[1], len(images)] == [True, True, 2]
    of_plain = text.partition(plain.get_absolute_url())[2].partition("</url>")[0]
    assert "<image:" not in of_plain
    before = index(client)[address]
    Photo.objects.filter(pk=barred.pk).update(rights_until=timezone.now())
    with django_assert_num_queries(4):
        response = client.get(address)
    assert barred.digest not in response.text
    # Who has the file hears of it, though no story is newer
    assert "Last-Modified" not in response.headers
    barred.refresh_from_db()
    assert index(client)[address] == barred.rights_until > before


def test_programs_that_look_for_news_find_the_stories_of_two_days(client):
    now = timezone.now()
    just, still, no_longer = (
        news.edition(title=title, goes_live_at=now - ago)
        for title, ago in (("A < B", HOUR), ("Still new", 47 * HOUR), ("Not new", 48 * HOUR))
    )
    text = client.get("/sitemap-newest.xml").text
    assert re.findall(r"<news:title>(.*?)</news:title>", text) == ["A &lt; B", "Still new"]
    assert f"<news:publication_date>{just.goes_live_at.isoformat()}</news:publication_date>" in text
    assert no_longer.get_absolute_url() not in text
    # It is as it was until the next of them is no longer new
    assert next_moment(now) == still.goes_live_at + IS_NEW_FOR


def test_addresses_are_those_of_the_site_whatever_host_is_asked(client, settings):
    settings.SITE_URL = "https://example.org"
    assert locations(client, "pages") == [
        "https://example.org/",
        "https://example.org/news/",
        "https://example.org/events/",
        "https://example.org/where-to-watch/",
        "https://example.org/standings/",
        "https://example.org/champions/",
        "https://example.org/skaters/",
        "https://example.org/nations/",
        "https://example.org/about/",
        "https://example.org/about/this-site/",
        "https://example.org/feeds/",
        "https://example.org/data/",
        "https://example.org/api/v1/",
        "https://example.org/embed/",
    ]


def test_countries_of_today_are_listed(client):
    assert len(locations(client, "countries")) == 250  # with territories


def test_event_and_season_are_listed_and_a_race_without_result_is_not(client):
    race = calendar.race()
    assert [url.partition("127.0.0.1:8000")[2] for url in locations(client, "events")] == [
        race.event.get_absolute_url()
    ]
    assert locations(client, "results") == []


@pytest.mark.parametrize("section", ["newest", f"stories-{timezone.now().year}"])
def test_live_stories_are_listed_and_drafts_and_embargoed_ones_are_not(client, section):
    live = news.edition()
    news.article(title="A draft")
    news.edition(goes_live_at=timezone.now() + datetime.timedelta(hours=1))
    assert [url.rpartition("8000")[2] for url in locations(client, section)] == [live.get_absolute_url()]


def test_story_was_changed_with_the_last_entry_of_its_live_blog(client, django_assert_num_queries):
    now = timezone.now()
    editions = [news.edition(live_blog=is_live, goes_live_at=now - 3 * HOUR) for is_live in (True, True, False)]
    for edition, ago in ((editions[0], 2 * HOUR), (editions[0], HOUR), (editions[1], 4 * HOUR)):
        live_blog.post(edition.article, Words("Gold"), None, now=now - ago)
    with django_assert_num_queries(1):
        stories = Stories(now.year)
        changed = {each: stories.lastmod(each) for each in stories.items()}
    assert [changed[edition] for edition in editions] == [now - HOUR, now - 3 * HOUR, now - 3 * HOUR]
    assert client.get(f"/sitemap-stories-{now.year}.xml").text.count("<lastmod>") == 3


def test_robots_file_names_the_sitemap_and_closes_the_admin(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text
    assert "Disallow: /admin/" in text


def test_former_file_of_all_stories_leads_to_the_sitemap(client):
    response = client.get("/sitemap-news.xml")
    assert (response.status_code, response.headers["Location"]) == (301, "/sitemap.xml")


def test_scheduled_story_is_not_listed_at_a_later_moment_for_whoever_may_not_see_it(client, settings):
    """As in a demo whose moment is to come."""
    coming = timezone.now() + 400 * DAY
    news.edition(goes_live_at=timezone.now() - HOUR)
    news.edition(goes_live_at=timezone.now() + 300 * DAY)
    settings.DEMO_NOW = coming + DAY
    assert [each for each in index(client) if "stories" in each] == [f"/sitemap-stories-{timezone.now().year}.xml"]


def test_unknown_section_is_not_found(client):
    for section in ("nothing", "stories", "stories-1999", "stories-99999999999"):
        assert client.get(f"/sitemap-{section}.xml").status_code == 404
