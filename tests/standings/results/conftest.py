"""What the tests here begin with."""

import pytest

from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in


@pytest.fixture
def world_cup_1(db):
    """World Cup 1 of 2025/26 without a programme, and the cup of 500m women."""
    cup = factories.cup()
    return events.event(
        season=cup.season, number=1, venue=events.venue(city="Salt Lake City", time_zone="America/Denver"),
    )  # fmt: skip


@pytest.fixture
def results_staff(client):
    cup = factories.cup()
    events.event(season=cup.season, number=1)
    return sign_in(client, "Results")
