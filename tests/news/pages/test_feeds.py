"""RSS, Atom and JSON Feed: valid for strict readers, and short for who has them already."""

import datetime
import gzip
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from django.utils.http import http_date

from news.editions.publishing import publish, withdraw
from news.models import Period
from tests.factories import news as factories

pytestmark = pytest.mark.django_db

FEEDS = ["/news/rss/", "/news/atom/", "/news/feed.json"]
ATOM = "{http://www.w3.org/2005/Atom}"
HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("address", FEEDS)
def test_who_has_the_feed_is_told_that_nothing_is_new(client, address, method):
    factories.edition(goes_live_at=timezone.now() - HOUR)
    tag = client.get(address)["ETag"]
    ask = getattr(client, method)
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        response = ask(address, headers={"If-None-Match": known})
        assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    assert ask(address, headers={"If-None-Match": '"other"'}).status_code == 200
    factories.edition()
    assert ask(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", FEEDS)
def test_a_compressed_feed_is_known_again(client, address):
    factories.edition(lead="A long lead. " * 50)
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert response["ETag"].startswith("W/")
    assert gzip.decompress(response.content) == client.get(address).content
    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", ["/news/rss/", "/news/atom/"])
def test_the_feed_is_dated_by_what_came_and_what_went(client, address, monkeypatch):
    def dated(at: datetime.datetime) -> str | None:
        monkeypatch.setattr(timezone, "now", lambda: at)
        return client.get(address).headers.get("Last-Modified")

    came = (timezone.now() + HOUR).replace(microsecond=400_000)
    went, second = came + 2 * HOUR, datetime.timedelta(seconds=1)
    article = factories.article()
    publish(article, by=None, goes_live_at=came)
    assert dated(came - second) is None
    assert dated(came + second / 2) is None  # within this very second it may change again
    assert dated(came + second) == dated(went - second) == http_date(came.timestamp())
    withdraw(article, by=None, now=went)
    assert dated(went + second / 2) is None
    assert dated(went + second) == http_date(went.timestamp())


@pytest.mark.parametrize("address", ["/news/rss/", "/news/atom/"])
def test_what_comes_while_the_entries_are_read_is_dated_by_the_next_answer(client, address, monkeypatch):
    first = factories.edition(goes_live_at=timezone.now() - 3 * HOUR)
    soon = timezone.now() + HOUR
    factories.edition(title="It came meanwhile", goes_live_at=soon)
    clock = iter([soon - HOUR / 2])  # when it is read for the first time; and ever after:
    monkeypatch.setattr(timezone, "now", lambda: next(clock, soon + HOUR))
    response = client.get(address)
    assert "It came meanwhile" in response.text
    assert response["Last-Modified"] == http_date(first.made_at.timestamp())


@pytest.mark.parametrize("address", ["/news/rss/", "/news/atom/"])
def test_a_reader_who_knows_only_the_date_is_answered_by_it(client, address, monkeypatch):
    factories.edition()
    later = timezone.now() + 2 * HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)
    dated = client.get(address)["Last-Modified"]
    assert dated == http_date(Period.objects.changed_at().timestamp())
    assert client.get(address, headers={"If-Modified-Since": dated}).status_code == 304
    before = http_date(Period.objects.changed_at().timestamp() - 1)
    assert client.get(address, headers={"If-Modified-Since": before}).status_code == 200


def test_an_edition_that_waits_changes_no_date():
    live = factories.edition(goes_live_at=timezone.now() - HOUR)
    publish(factories.revise(live.article), by=None, goes_live_at=timezone.now() + HOUR)
    assert Period.objects.changed_at() == live.made_at
    assert Period.objects.changed_at(timezone.now() - 2 * HOUR) is None


def test_atom_has_an_author_with_and_without_a_byline(client):
    """RFC 4287, 4.1.1: the feed's, unless every entry has its own."""
    factories.edition(title="Signed", byline="Ann Writer")
    factories.edition(title="Unsigned")
    feed = ElementTree.fromstring(client.get("/news/atom/").content)  # noqa: S314 - our own
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "ISU World Cup Speed Skating"
    authors = {e.findtext(f"{ATOM}title"): e.findtext(f"{ATOM}author/{ATOM}name") for e in feed.iter(f"{ATOM}entry")}
    assert authors == {"Signed": "Ann Writer", "Unsigned": None}


def test_an_empty_feed_is_a_feed(client):
    """The same one each time: the rehearsal of a backup compares it, and feed readers ask for what is new."""
    feed = ElementTree.fromstring(client.get("/news/atom/").content)  # noqa: S314 - our own
    assert list(feed.iter(f"{ATOM}entry")) == []
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
    assert client.get("/news/feed.json").json()["items"] == []


@pytest.mark.parametrize("address", FEEDS)
def test_feeds_are_only_read(client, address):
    assert client.post(address).status_code == 405
