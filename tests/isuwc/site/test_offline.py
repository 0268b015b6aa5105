"""The service worker's script, what browsers fetch ahead, and what is left out of a page that they keep."""

import datetime
import re

import pytest

from isuwc.site.kept.release import release
from isuwc.site.views import offline
from tests.factories import events, news

DAY = datetime.date(2025, 11, 14)


def test_worker_is_of_this_release_and_asked_for_anew_each_time(client):
    answer = client.get("/sw.js")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert answer.text.startswith(f'const RELEASE = "{release().hex()[:12]}";\n')
    assert re.findall(r"importScripts|https?://", answer.text) == []
    assert "worker-src 'self'" in answer["Content-Security-Policy"]


def test_another_release_has_another_worker(client, monkeypatch):
    before = client.get("/sw.js").text
    offline._source.cache_clear()
    monkeypatch.setattr(offline, "release", lambda: b"another release!")
    assert client.get("/sw.js").text not in {"", before}
    offline._source.cache_clear()


@pytest.mark.django_db
def test_switched_off_no_page_begins_it_and_it_ends_itself(client, settings):
    assert "offline.js" in client.get("/about/").text
    settings.OFFLINE_PAGES = False
    assert "offline.js" not in client.get("/about/").text
    worker = client.get("/sw.js").text
    assert "registration.unregister()" in worker
    assert 'addEventListener("fetch"' not in worker


@pytest.mark.django_db
def test_the_event_that_is_next_and_the_last_one_are_fetched_ahead(client, settings, django_assert_num_queries):
    first = events.event(start_date=DAY)
    second, third, fourth = (
        events.event(season=first.season, start_date=DAY + datetime.timedelta(days=7 * weeks), plan=plan)
        for weeks, plan in ((1, ""), (2, "cancelled"), (3, ""))
    )
    settings.DEMO_NOW = datetime.datetime(2025, 11, 26, tzinfo=datetime.UTC)
    assert client.get("/offline/pages.json").json()["pages"] == [
        fourth.get_absolute_url(), second.get_absolute_url(), "/standings/", "/where-to-watch/",
    ]  # fmt: skip
    settings.DEMO_NOW = None
    with django_assert_num_queries(2):
        client.get("/offline/pages.json")
    assert third.plan == "cancelled"


@pytest.mark.django_db
def test_what_may_be_withdrawn_is_left_out_of_what_is_kept(client):
    """As the worker leaves it out."""
    event = events.event()
    story = news.edition(title="Zebra on the ice", event=event)
    news.banner(event=event)
    for address in (event.get_absolute_url(), "/where-to-watch/", "/standings/"):
        page = client.get(address).text
        kept = re.sub(r"<!--online-->[\s\S]*?<!--/online-->", "", page)
        assert page.count("<!--online-->") == page.count("<!--/online-->") >= 1
        assert [words for words in (story.title, story.get_absolute_url(), "#stories", "/q/") if words in kept] == []
        assert kept.count("</main>") == 1
    assert story.title in client.get(event.get_absolute_url()).text
