"""A live blog as readers, their pages that renew themselves, feeds and search engines have it."""

import datetime
import json
import re

import pytest
from django.utils import timezone
from django.utils.html import escape
from django.utils.http import http_date

from news.editions import live_blog, publishing
from news.editions.live_blog import Words
from news.models import Edition, LiveEntry
from news.pages.live_blog import IN_FEED, PER_PAGE
from tests.factories import events, standings
from tests.factories import news as factories

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
QUERIES, WITH_A_RESULT_AND_A_PHOTO = 8, 10
OF_ENTRIES = 3  # the edition, its entries, and what is known of them all


@pytest.fixture
def edition() -> Edition:
    article = factories.article(
        title="Race day", slug="race-day", live_blog=True, event=events.event(), dateline="Inzell"
    )
    publishing.publish(article, None, timezone.now() - 2 * HOUR)
    return Edition.objects.live().with_event().get()


def post(edition: Edition, heading: str = "Gold", **options) -> LiveEntry:
    return live_blog.post(edition.article, Words(heading, **options), None)


def shown(response) -> list[str]:
    return re.findall(r'<li\s+class="live-entry(?: is-pinned)?"\s+id="entry-(\d+)"', response.text)


def keys(*entries: LiveEntry) -> list[str]:
    return [str(entry.pk) for entry in entries]


def structured(response) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', response.text, re.S)[1])


def test_page_has_the_pinned_one_on_top_then_the_newest(client, edition, django_assert_num_queries):
    address = edition.get_absolute_url()
    with django_assert_num_queries(QUERIES):
        assert "There is no entry yet." in client.get(address).text
    first, second, third = (post(edition, heading) for heading in ("First", "Second", "Third"))
    live_blog.pin(first, None)
    live_blog.correct(
        second, Words("Second", "<p>Right.</p>"), 1, None, now=second.posted_at + datetime.timedelta(days=1)
    )
    with django_assert_num_queries(QUERIES):
        response = client.get(address)
    assert shown(response) == keys(first, third, second)
    corrected = second.posted_at + datetime.timedelta(days=1)
    local = corrected.astimezone(edition.event.venue.zone)
    assert f"Corrected {local.day} {local:%B}, {local:%H:%M} in {edition.event.venue.city}<" in response.text
    assert f'href="{address}?from={first.pk}#entry-{first.pk}"' in response.text
    race = standings.result().race
    post(edition, race=race, photo=factories.photo(alt="A skater"))
    post(edition, race=standings.result().race)
    with django_assert_num_queries(WITH_A_RESULT_AND_A_PHOTO):
        response = client.get(address)
    assert f"Result: {race.title}" in response.text
    assert 'alt="A skater"' in response.text


def test_older_entries_are_a_link_away_and_every_entry_keeps_its_address(client, edition):
    entries = [post(edition, f"Entry {number}") for number in range(PER_PAGE + 2)]
    address = edition.get_absolute_url()
    newest = client.get(address)
    assert shown(newest) == keys(*reversed(entries[2:]))
    assert f'href="{address}?from={entries[1].pk}#live-blog"' in newest.text
    older = client.get(f"{address}?from={entries[1].pk}")
    assert shown(older) == keys(entries[1], entries[0])
    assert ("These are older entries." in older.text, "data-live-blog=" in older.text) == (True, False)
    assert ("Older entries" in older.text, "live-blog.js" in older.text) == (False, False)
    for wrong in ("x", "-1", "", "9" * 30):
        assert client.get(f"{address}?from={wrong}").status_code == 404
    assert shown(client.get(f"{address}?from=0")) == []


def test_page_asks_for_what_is_new_and_is_told_when_nothing_is(client, edition, django_assert_num_queries):
    address = f"{edition.get_absolute_url()}entries/"
    assert f'data-live-blog="{address}"' in client.get(edition.get_absolute_url()).text
    entry = post(edition)
    with django_assert_num_queries(OF_ENTRIES):
        response = client.get(address)
    assert shown(response) == keys(entry)
    assert response["X-Robots-Tag"] == "noindex"
    known = {"If-None-Match": response["ETag"]}
    assert client.get(address, headers=known).status_code == 304
    for change in (
        lambda: post(edition),
        lambda: live_blog.correct(entry, Words("Silver"), 1, None),
        lambda: live_blog.pin(entry, None),
        lambda: live_blog.withdraw(entry, None),
        lambda: live_blog.end(edition.article, None),
    ):
        change()
        response = client.get(address, headers=known)
        assert response.status_code == 200
        known = {"If-None-Match": response["ETag"]}
    assert ">Ended<" in response.text
    assert "data-live-blog=" not in client.get(edition.get_absolute_url()).text
    publishing.withdraw(edition.article, None)
    assert client.get(address).status_code == 404


def test_nothing_of_what_is_not_public_is_there(client, edition):
    withdrawn = post(edition, "Secret mistake")
    live_blog.withdraw(withdrawn, None)
    waits = factories.article(title="Tomorrow", slug="tomorrow", live_blog=True)
    live_blog.post(waits, Words("Secret plan"), None)
    plain = factories.edition(title="Plain", slug="plain")
    later = publishing.publish(waits, None, timezone.now() + HOUR)
    assert client.get(f"/news/{later.year}/tomorrow/entries/").status_code == 404
    assert client.get(f"{plain.get_absolute_url()}entries/").status_code == 404
    pages = [edition.get_absolute_url(), f"{edition.get_absolute_url()}entries/", "/news/rss/", "/news/atom/"]
    for page in [*pages, "/news/feed.json", f"{edition.get_absolute_url()}?from={withdrawn.pk}"]:
        assert "Secret" not in client.get(page).text


def test_feeds_have_the_newest_entries_and_the_last_change(client, edition, django_assert_num_queries, monkeypatch):
    entries = [post(edition, f"Entry {number}", text="<p>One.</p><p>Two.</p>") for number in range(IN_FEED + 1)]
    newest = entries[-1]
    item = client.get("/news/feed.json").json()["items"][0]
    said = [f"{each.posted_at:%H:%M} UTC: {each.heading} One. Two." for each in reversed(entries[1:])]
    assert item["content_text"] == "\n\n".join([edition.lead, *said])
    assert item["date_modified"] == newest.changed_at.isoformat()
    for feed in ("/news/rss/", "/news/atom/"):
        with django_assert_num_queries(7):
            assert f"Entry {IN_FEED} One. Two." in client.get(feed).text
    post(edition, "A < b")
    for feed in ("/news/rss/", "/news/atom/"):
        words = escape(f"<p>{edition.lead}</p>\n\n<p>{newest.posted_at:%H:%M} UTC: A &lt; b</p>")
        assert words in client.get(feed).text
    live_blog.withdraw(LiveEntry.objects.first(), None)
    now = newest.changed_at + datetime.timedelta(minutes=1)
    live_blog.withdraw(newest, None, now=now)
    monkeypatch.setattr(timezone, "now", lambda: now + HOUR)
    assert client.get("/news/rss/")["Last-Modified"] == http_date(now.timestamp())
    assert client.get("/news/feed.json").json()["items"][0]["date_modified"] == now.isoformat()


def test_structured_data_says_what_is_known(client, edition):
    address = edition.get_absolute_url()
    data = structured(client.get(address))
    assert (data["@type"], data["liveBlogUpdate"]) == ("LiveBlogPosting", [])
    assert "dateline" not in data  # schema.org has it for a NewsArticle alone
    assert not {"coverageStartTime", "coverageEndTime"} & data.keys()
    first = post(edition, "", text="<p>It <b>begins</b>.</p>")
    second = post(edition, "Gold", photo=factories.photo(caption="On the podium"))
    live_blog.correct(first, Words("", "<p>It has begun.</p>"), 1, None)
    live_blog.end(edition.article, None)
    first.refresh_from_db()
    edition.article.refresh_from_db()
    data = structured(client.get(address))
    assert data["coverageStartTime"] == first.posted_at.isoformat()
    assert data["coverageEndTime"] == edition.article.live_ended_at.isoformat()
    assert data["dateModified"] == first.corrected_at.isoformat()
    newest, oldest = data["liveBlogUpdate"]
    assert (newest["headline"], newest["datePublished"]) == ("Gold", second.posted_at.isoformat())
    assert newest["image"]["caption"] == "On the podium"
    assert newest["url"].endswith(f"{address}?from={second.pk}#entry-{second.pk}")
    assert (oldest["articleBody"], oldest["dateModified"]) == ("It has begun.", first.corrected_at.isoformat())


def test_story_without_an_event_gives_its_times_in_utc(client):
    edition = factories.edition(live_blog=True)
    entry = post(edition)
    page = re.sub(r"\s+", " ", client.get(edition.get_absolute_url()).text)
    assert f"{entry.posted_at:%a} {entry.posted_at.day} {entry.posted_at:%b} {entry.posted_at:%H:%M}</time> UTC" in page
