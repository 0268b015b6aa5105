"""Between two of the moments that are foretold, time alone changes no public page."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from events.models import Event, Season, Session
from events.naming.seasons import season_slug, start_year_of
from isuwc.freshness.public import next_moment
from news.editions.publishing import publish, withdraw
from news.models import Banner, LeadStory, Photo
from tests.factories import news
from tests.isuwc.hostile.test_made_of import made, pages

SECOND = datetime.timedelta(seconds=1)
HOUR = datetime.timedelta(hours=1)
# To come by the real clock, as what readers saw never changes
FIRST = (timezone.now() + datetime.timedelta(days=10)).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def set_clock(monkeypatch):
    def to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return to


@pytest.fixture
def _busy_days(visitor):
    """A session that begins and ends, a story to come and to go, rights, a banner and a lead story that end, all on two
    days of racing."""
    connection.check_constraints()  # those of the world, before its season becomes another one
    with connection.cursor() as cursor:  # which would write the events anew, on their days of before
        cursor.execute("ALTER TABLE events_season DISABLE TRIGGER season_reprinted")
    day, year = FIRST.date(), start_year_of(FIRST.year, FIRST.month)
    Season.objects.update(start_year=year, slug=season_slug(year))
    Event.objects.update(start_date=day, end_date=day + datetime.timedelta(days=1))
    Session.objects.update(starts_at=FIRST + 3 * HOUR, ends_at=FIRST + 6 * HOUR, date=day)
    story = news.article(title="Zebra on the ice", event=Event.objects.get(), hashtags=["SpeedSkating"])
    publish(story, None, FIRST + 4 * HOUR)
    withdraw(story, None, FIRST + 20 * HOUR)
    Photo.objects.update(rights_until=FIRST + 5 * HOUR)
    Banner.objects.update(starts_at=FIRST + 2 * HOUR, ends_at=FIRST + 8 * HOUR, pages=["home", "event", "news"])
    LeadStory.objects.update(until=FIRST + 9 * HOUR)


@pytest.mark.usefixtures("_busy_days")
def test_pages_stay_as_they_are_until_the_next_moment(set_clock):
    addresses, at, walked, changing = pages(), FIRST, [], set()
    set_clock(at)
    before = {address: made(address) for address in addresses}
    while at < FIRST + 24 * HOUR:
        until = next_moment(at)
        set_clock(until - SECOND)
        for address, (_, body) in before.items():
            assert made(address)[1] == body, f"{address} changes between {at} and {until}"
        set_clock(until)
        after = {address: made(address) for address in addresses}
        for address, (read, body) in before.items():
            if after[address][1] != body:
                changing.add(address)
                assert read.asks_the_time, f"{address} changes at {until} without having asked for the time"
        walked.append(until - FIRST)
        at, before = until, after
    hours = [each / HOUR for each in walked]
    assert {2, 3, 4, 5, 6, 8, 9, 20} <= set(hours)  # and midnights
    assert len(hours) < 25
    assert {"/", "/news/", "/events/"} <= changing


@pytest.mark.usefixtures("_busy_days")
def test_next_moment_is_never_far_and_never_now():
    at = FIRST
    for _ in range(30):
        following = next_moment(at)
        assert at < following <= at + 24 * HOUR
        at = following
