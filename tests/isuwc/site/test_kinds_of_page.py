"""Every kind of public page is walked in a browser, and is in the sitemap or named here as left out."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver, resolve

from isuwc.site.api.api import operations
from isuwc.site.middleware import banner_pages
from isuwc.site.views.data.urls import BESIDE
from standings.scoring.recompute import recompute
from tests.browser.test_pages import PAGES
from tests.factories import events, news, standings

# Answers that are not a page: files, feeds and calendars, redirects, what machines ask
NO_PAGE = {
    *(f"api:{name}" for name in operations()),
    "api:ask",
    "api:nothing",
    "api:openapi",
    "archive",
    *(f"{name}-{kind}" for name in BESIDE for kind in ("csv", "json")),
    "cup-card",
    "event-card",
    "race-card",
    "site-card",
    "skater-card",
    "standings:against",  # a form’s answer: on to the page of the two
    "banner",
    "embed-country",  # for the iframes of other sites, each with its page as the canonical one
    "embed-event",
    "embed-everywhere",
    "embed-next-event",
    "embed-race",
    "embed-standing",
    "events:calendar",
    "events:countries",
    "events:country_calendar",
    "events:country_json",
    "events:event_calendar",
    "events:season_calendar",
    "favicon",
    "feeds:event",
    "feeds:event-results",
    "feeds:nation",
    "feeds:nation-results",
    "feeds:results",
    "feeds:skater",
    "feeds:skater-results",
    "feeds:tag",
    "healthz",
    "manifest",
    "media",
    "news:atom",
    "news:card",
    "news:json_feed",
    "news:live_entries",  # a part of its story’s page
    "news:preview",  # of what is not published, for those who have the link
    "news:rss",
    "oembed",
    "offline-pages",
    "open-search",
    "qr",
    "qr_file",
    "readyz",
    "robots",
    "search-suggestions",
    "security-txt",
    "sitemap",
    "sitemap-former",
    "sitemap-part",
    "sitemap-stories",
    "worker",
    "standings:cup-csv",
    "standings:cup-json",
    "standings:cup-txt",
    "standings:result-csv",
    "standings:result-json",
    "standings:result-txt",
    "standings:start-list-csv",
    "standings:start-list-json",
}
NOT_IN_SITEMAP = {
    "news:tag": "a list of stories that are in it themselves",
    "offline": "shown where there is no connection",
    "search": "the answer to one reader's question",
    "standings:head-to-head": "any two of all skaters, from what their own pages have",
    "standings:season": "leads to cups that are in it themselves",
}


def names(patterns: Any, before: str = "") -> Iterator[str]:
    """Of all addresses but the admin's: news:article."""
    for pattern in patterns:
        if str(pattern.pattern).startswith("admin/"):
            continue
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern.url_patterns, f"{before}{pattern.namespace}:" if pattern.namespace else before)
        else:
            yield f"{before}{pattern.name}"


def kind(address: str) -> str:
    return resolve(urlsplit(address).path).view_name


WALKED = set(map(kind, PAGES))


def test_every_kind_of_page_is_walked_in_a_browser():
    assert set(names(get_resolver().url_patterns)) == WALKED | NO_PAGE
    assert WALKED.isdisjoint(NO_PAGE)


@pytest.mark.django_db
def test_every_kind_of_page_is_in_the_sitemap_or_left_out(client):
    cup = standings.cup()
    race = events.race(event=events.event(season=cup.season), result_state="official")
    standings.result(race, standings.skater())
    recompute(cup.season)
    news.edition()
    files = re.findall("<loc>http://127.0.0.1:8000(.*?)</loc>", client.get("/sitemap.xml").text)
    listed = {kind(each) for file in files for each in re.findall("<loc>(.*?)</loc>", client.get(file).text)}
    assert listed == WALKED - set(NOT_IN_SITEMAP)
    assert set(NOT_IN_SITEMAP) <= WALKED


def test_every_kind_of_page_with_a_banner_is_there():
    assert set(banner_pages.PAGES) <= WALKED
