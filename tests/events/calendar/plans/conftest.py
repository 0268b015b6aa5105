"""What plans are tried on."""

import pytest

from events.models import Showing
from news.models import ResultBlock
from tests.events.calendar.plans.stage import DAY, FRIDAY, SHOWINGS, utc
from tests.factories import events as factories
from tests.factories import news, standings


@pytest.fixture
def event():
    made = factories.event(start_date=FRIDAY)
    session = factories.session(event=made, date=FRIDAY, starts_at=utc(13, 45), ends_at=utc(17))
    factories.session(event=made, date=FRIDAY + 2 * DAY, starts_at=utc(12, day=FRIDAY + 2 * DAY))
    factories.race(session=session, starts_at=utc(14, 15))
    factories.race(session=session, category="men")
    factories.race(session=session, distance="1000", starts_at=utc(15), result_state="official")
    for name, values in SHOWINGS.items():
        listing = factories.listing(broadcaster=factories.broadcaster(name))
        Showing.objects.create(listing=listing, session=session, **values)
    return made


@pytest.fixture
def story(event):
    """A live story with a result card of the race that has a result, and a code to the event."""
    race = event.races.get(distance="1000")
    standings.result(race)
    article = news.article(event=event)
    ResultBlock.objects.create(parent=article, race=race, ordering=10)
    return news.edition(article)


@pytest.fixture
def calgary():
    return factories.venue(city="Calgary", time_zone="America/Edmonton", country=factories.country("CAN"))
