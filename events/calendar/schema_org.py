"""Events as schema.org describes them, for search engines and other programs."""

from typing import Any

from django.conf import settings

from events.models import Event, Venue
from events.models.planned import Plan

# A moved event has new dates under the same address, which schema.org calls rescheduled
EVENT_STATUS: dict[str, str] = {
    Plan.KEPT: "EventScheduled",
    Plan.MOVED: "EventRescheduled",
    Plan.POSTPONED: "EventPostponed",
    Plan.CANCELLED: "EventCancelled",
}


def sports_event(event: Event) -> dict[str, Any]:
    """The event as a SportsEvent. Needs what `with_place` loads."""
    return {
        "@type": "SportsEvent",
        "name": f"{event.season.series.name}: {event}",
        "sport": event.season.series.discipline,
        "startDate": event.start_date.isoformat(),
        "endDate": event.end_date.isoformat(),
        "eventStatus": f"https://schema.org/{EVENT_STATUS[event.plan]}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "url": settings.SITE_URL + event.get_absolute_url(),
        "location": place(event.venue),
        "organizer": {"@type": "Organization", "name": "International Skating Union", "url": "https://www.isu.org/"},
    }


def place(venue: Venue) -> dict[str, Any]:
    """The venue as a Place, with the country's ISO code if it has one, else its name."""
    return {
        "@type": "Place",
        "name": venue.name,
        "address": {
            "@type": "PostalAddress",
            "addressLocality": venue.city,
            "addressCountry": venue.country.iso or venue.country.name,
        },
    }
