"""What the tests here begin with."""

import datetime

import pytest

from tests.events.broadcast.listings.form.form import DAY, UTC
from tests.factories import events as factories
from tests.factories.people import sign_in


@pytest.fixture
def season(client):
    """Signed in as broadcast staff; an event in Norway and one in Calgary, which has two sessions."""
    sign_in(client, "Broadcast")
    season = factories.season()
    factories.event(season=season, number=1)
    oval = factories.venue("Calgary", country=factories.country("CAN"), time_zone="America/Edmonton")
    event = factories.event(season=season, number=2, venue=oval, start_date=DAY)
    factories.session(event=event, starts_at=datetime.datetime(2025, 12, 5, 22, 30, tzinfo=UTC))
    factories.session(event=event, date=DAY + datetime.timedelta(days=1), name="Division B")
    factories.broadcaster("Example TV")
    return season


@pytest.fixture
def event(season):
    return season.events.get(number=2)
