"""Events as schema.org describes them, for search engines and other programs.

It has no status for an event that is over: what took place as planned stays EventScheduled, as schema.org says of it.
"""

from typing import Any

from django.conf import settings

from events.calendar.schedule import Schedule
from events.models import Event, Race, Session, Venue
from events.models.planned import Plan
from events.models.programme import ResultState

# A moved event has new dates under the same address, which schema.org calls rescheduled
EVENT_STATUS: dict[str, str] = {
    Plan.KEPT: "EventScheduled",
    Plan.MOVED: "EventRescheduled",
    Plan.POSTPONED: "EventPostponed",
    Plan.CANCELLED: "EventCancelled",
}
NOT_TO_BE_HELD = frozenset({ResultState.NOT_HELD, ResultState.CANCELLED})


def sports_event(event: Event) -> dict[str, Any]:
    """The event as a SportsEvent. Needs what `with_place` loads."""
    return {
        "@type": "SportsEvent",
        "name": f"{event.season.series.name}: {event}",
        "sport": event.season.series.discipline,
        "startDate": event.start_date.isoformat(),
        "endDate": event.end_date.isoformat(),
        "eventStatus": _status(event.plan),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "url": settings.SITE_URL + event.get_absolute_url(),
        "location": place(event.venue),
        "organizer": {"@type": "Organization", "name": "International Skating Union", "url": "https://www.isu.org/"},
    }


def with_programme(schedule: Schedule) -> dict[str, Any]:
    """The event with its sessions and their races as sub-events."""
    found = sports_event(schedule.event)
    sessions = [_session(each) for each in schedule.sessions]
    return {**found, "subEvent": sessions} if sessions else found


def race_event(race: Race) -> dict[str, Any]:
    """A race, on its own page, as a part of its event. Needs what `with_event` loads."""
    return {
        **_race(race),
        "sport": race.event.season.series.discipline,
        "superEvent": sports_event(race.event),
        "organizer": sports_event(race.event)["organizer"],
    }


def _session(session: Session) -> dict[str, Any]:
    event = session.event
    found: dict[str, Any] = {
        "@type": "SportsEvent",
        "name": f"{session.title}, {event}",
        "startDate": session.date.isoformat(),
        "eventStatus": _status(session.plan, event.plan),
        "location": place(event.venue),
    }
    if session.starts_at:
        found["startDate"] = session.starts_at.astimezone(event.venue.zone).isoformat()
    if session.ends_at:
        found["endDate"] = session.ends_at.astimezone(event.venue.zone).isoformat()
    races = [_race(each) for each in session.races.all()]
    return {**found, "subEvent": races} if races else found


def _race(race: Race) -> dict[str, Any]:
    event = race.event
    starts = race.starts_at.astimezone(event.venue.zone) if race.starts_at else race.session.date
    if race.has_result:  # so it was held, whatever became of the rest
        status = _status(Plan.KEPT)
    elif race.result_state in NOT_TO_BE_HELD:
        status = _status(Plan.CANCELLED)
    else:
        status = _status(race.session.plan, event.plan)
    return {
        "@type": "SportsEvent",
        "name": f"{race.title}, {event}",
        "startDate": starts.isoformat(),
        "eventStatus": status,
        "url": settings.SITE_URL + race.get_absolute_url(),
        "location": place(event.venue),
    }


def _status(*plans: str) -> str:
    """Of what has the first plan, within what has the others: all of a cancelled event is cancelled."""
    plan = next((each for each in (Plan.CANCELLED, Plan.POSTPONED) if each in plans), plans[0])
    return f"https://schema.org/{EVENT_STATUS[plan]}"


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
