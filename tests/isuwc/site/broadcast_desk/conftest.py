"""The season of the broadcast desk's tests."""

import pytest

from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.isuwc.site.broadcast_desk.desk import days


@pytest.fixture
def season(client):
    """Signed in as broadcast staff; an event two weeks ago and one in two weeks, a checked stream, a broadcaster."""
    sign_in(client, "Broadcast")
    season = factories.season(days(0).year)
    for number, start in ((1, -14), (2, 14)):
        factories.session(event=factories.event(season=season, number=number, start_date=days(start)))
    factories.stream(season=season, link="https://www.isu.org/live", checked_on=days(0))
    factories.broadcaster("Example TV", website="https://nos.nl/")
    return season
