from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.broadcast import watch
from events.calendar.schedule import schedule
from events.models import Country, Event
from events.models.planned import Plan, State
from news.models import Edition
from standings.models import Cup, Result, Standing
from standings.models.cup import scales
from standings.scoring.progress import Seasons, Told

STORIES = 6
WINNERS = Prefetch(
    "sessions__races__results", Result.objects.filter(rank=1, status="OK").with_competitor(), to_attr="winners"
)


@require_safe
def event_detail(request: HttpRequest, season: str, event: str) -> HttpResponse:
    """An event's dedicated page: programme, results, standings after it, its news, how to watch."""
    now = timezone.now()
    calendar = list(Event.objects.filter(season__slug=season).with_place().select_related("season__stream"))
    chosen = next((each for each in calendar if each.slug == event), None)
    if chosen is None:
        raise Http404(f"No event {event} in a season {season}.")
    at = calendar.index(chosen)
    prefetch_related_objects([chosen], "sessions__races", WINNERS)
    context = {
        "event": chosen,
        "previous": calendar[at - 1] if at else None,
        "next": calendar[at + 1] if at + 1 < len(calendar) else None,
        "events_in_season": len(calendar),
        "is_over": chosen.state_at(now) == State.FINISHED,
        "schedule": schedule(chosen, now),
        "tally": watch.tally(watch.by_country(chosen, Country.objects.with_viewers())),
        "is_programme_partial": not chosen.programme_is_whole
        and any(session.races.all() for session in chosen.sessions.all()),
        "standings": standings_after(chosen),
        "structured_data": sports_event(chosen),
        "stories": list(Edition.objects.live(now).of_event(chosen).with_event()[:STORIES]),
    }
    return TemplateResponse(request, "event.html", context)


# A moved event keeps its entry under new dates, which search engines call rescheduled.
EVENT_STATUS: dict[str, str] = {
    Plan.KEPT: "EventScheduled",
    Plan.MOVED: "EventRescheduled",
    Plan.POSTPONED: "EventPostponed",
    Plan.CANCELLED: "EventCancelled",
}


def sports_event(event: Event) -> dict[str, Any]:
    """The event as schema.org knows it."""
    venue = event.venue
    return {
        "@type": "SportsEvent",
        "name": f"{event.season.series.name}: {event}",
        "sport": event.season.series.discipline,
        "startDate": event.start_date.isoformat(),
        "endDate": event.end_date.isoformat(),
        "eventStatus": f"https://schema.org/{EVENT_STATUS[event.plan]}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "url": settings.SITE_URL + event.get_absolute_url(),
        "location": {
            "@type": "Place",
            "name": venue.name,
            "address": {
                "@type": "PostalAddress",
                "addressLocality": venue.city,
                "addressCountry": venue.country.iso or venue.country.name,
            },
        },
        "organizer": {"@type": "Organization", "name": "International Skating Union", "url": "https://www.isu.org/"},
    }


def standings_after(event: Event) -> list[tuple[Cup, list[Standing], Told]]:
    """The first three of each cup after its last race of the event, and how complete that is. One query, or four."""
    rows = (
        Standing.objects.filter(race__event=event, rank__lte=3)
        .with_competitor()
        .select_related("cup__season", "race")
        .order_by("cup__position", "-cup__category", "-race__number", "rank", "competitor__name")
    )
    latest = [(cup, _latest(group)) for cup, group in groupby(rows, lambda row: row.cup)]
    if not latest:
        return []
    prefetch_related_objects([cup for cup, _ in latest], scales())
    seasons = Seasons([event.season])
    return [(cup, first, seasons.progress(cup).after(first[0].race_id)) for cup, first in latest]


def _latest(rows: Iterable[Standing]) -> list[Standing]:
    rows = list(rows)
    return [row for row in rows if row.race_id == rows[0].race_id]
