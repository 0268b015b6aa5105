import pytest
from django.conf import settings

from events.calendar.schema_org import place, sports_event
from events.models import Event
from news.models import Edition
from news.pages.metadata import news_article
from tests.factories import events as factories
from tests.factories import news

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

PLACE = {
    "@type": "Place",
    "name": "Stavanger Oval",
    "address": {"@type": "PostalAddress", "addressLocality": "Stavanger", "addressCountry": "NO"},
}


def test_event_as_programs_know_it(django_assert_num_queries):
    factories.event()
    event = Event.objects.with_place().get()
    with django_assert_num_queries(0):
        found = sports_event(event)
    assert found == {
        "@type": "SportsEvent",
        "name": "ISU World Cup Speed Skating: World Cup 1, Stavanger 2025/26",
        "sport": "Speed Skating",
        "startDate": "2025-11-14",
        "endDate": "2025-11-16",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "url": f"{settings.SITE_URL}/events/2025-26/1-stavanger/",
        "location": PLACE,
        "organizer": {"@type": "Organization", "name": "International Skating Union", "url": "https://www.isu.org/"},
    }


def test_country_without_an_iso_code_goes_by_its_name():
    venue = factories.venue(country=factories.country("XKX", name="Upper Ice"))
    assert place(venue)["address"]["addressCountry"] == "Upper Ice"


def test_article_is_about_the_same_event():
    event = factories.event()
    news.edition(event=event)
    edition = Edition.objects.live().with_corrections().get()
    assert news_article(edition)["about"] == sports_event(event)
