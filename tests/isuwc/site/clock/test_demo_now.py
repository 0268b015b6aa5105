"""A demo that stands still at DEMO_NOW, for everybody."""

import datetime

import pytest

from tests.factories import events as calendar
from tests.factories import news, people
from tests.markup import flat

pytestmark = pytest.mark.django_db

UTC = datetime.UTC
NOW = datetime.datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def demo(settings, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.DEMO_NOW = datetime.datetime(2025, 11, 15, 12, tzinfo=UTC)


def test_every_visitor_sees_that_moment_which_is_said_and_never_kept(client):
    calendar.event()
    page = client.get("/events/")
    assert page.headers["X-Shown-At"] == "2025-11-15T12:00:00Z"
    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("private, no-store", "noindex")
    words = flat(page.text)
    assert "This demo shows the site as it was on" in words
    assert "Saturday 15 November 2025, 12:00 UTC</time>" in words
    assert ("clock-bar-form" in words, "Back to now" in words, "On now" in words) == (False, False, True)


@pytest.mark.parametrize("text", ["2026-02-15", "", "yesterday"])
def test_visitor_of_the_demo_can_set_no_other(client, text):
    page = client.get("/events/", {"at": text})
    assert (page.status_code, page.headers["X-Shown-At"]) == (200, "2025-11-15T12:00:00Z")
    assert not page.cookies


def test_staff_set_another_and_come_back_to_that_of_the_demo(client):
    people.sign_in(client, "Broadcast")
    assert "clock-bar-form" in client.get("/").text
    page = client.get("/", {"at": "2026-02-15"})
    assert ("You see the site" in flat(page.text), page.headers["X-Shown-At"]) == (True, "2026-02-15T00:00:00Z")
    client.get("/", {"at": ""})
    assert client.get("/").headers["X-Shown-At"] == "2025-11-15T12:00:00Z"


def test_demo_of_a_moment_to_come_does_not_publish_what_is_scheduled(client, settings):
    settings.DEMO_NOW = datetime.datetime(2027, 1, 1, tzinfo=UTC)
    news.edition(goes_live_at=datetime.datetime(2026, 12, 24, tzinfo=UTC), title="For Christmas")
    assert "For Christmas" not in client.get("/news/").text
    people.sign_in(client, "Editor")
    assert "For Christmas" in client.get("/news/").text


def test_newsroom_of_the_demo_goes_by_the_real_time(client):
    code = news.qr_code()
    assert client.get(f"/q/{code.code}/").status_code == 302
    assert code.scans.get().day == NOW.date()
    news.edition(title="Published today")
    assert "Published today" not in client.get("/news/").text
