"""Calendars to subscribe to: all, a season, an event, one distance or category, and a country with its answers."""

import datetime
from collections.abc import Callable, Sequence

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from events.broadcast.answers import watch
from events.calendar import ical
from events.models import Country, Event, ListingsRevision, Race, Season, Session
from events.models.planned import Planned
from events.naming.choices import Category, Distance
from isuwc.web.conditional import conditional
from isuwc.web.open_data import open_data

Chosen = Callable[[Race], bool]
Notes = Callable[[Session | None], Sequence[str]]  # of a session, or of the whole event


@open_data
@require_safe
@conditional
def all_calendar(request: HttpRequest) -> HttpResponse:
    return _feed(request, Event.objects.all(), "World Cup Speed Skating", "isuwc")


@open_data
@require_safe
@conditional
def season_calendar(request: HttpRequest, season: str) -> HttpResponse:
    found = get_object_or_404(Season.objects.select_related("series"), slug=season)
    return _feed(request, found.events.all(), f"{found.series.name} {found.name}", f"isuwc-{found.slug}")


@open_data
@require_safe
@conditional
def event_calendar(request: HttpRequest, season: str, event: str) -> HttpResponse:
    found = get_object_or_404(Event.objects.with_place(), season__slug=season, slug=event)
    return _feed(request, Event.objects.filter(pk=found.pk), str(found), f"isuwc-{season}-{event}")


@open_data
@require_safe
@conditional
def country_calendar(request: HttpRequest, noc: str) -> HttpResponse:
    """Every event, with who shows each session in the country."""
    found = get_object_or_404(Country.objects.places().select_related("follows"), noc=noc.upper())
    answers = watch.by_event(found, _loaded(Event.objects.with_stream()))
    listings_changed_at = ListingsRevision.moment()
    return _answer(
        [_event(each.event, any_race, watch.CalendarNotes(each).of, listings_changed_at) for each in answers],
        f"World Cup Speed Skating in {found.name_in_text}",
        f"isuwc-{found.noc.lower()}",
    )


def any_race(race: Race) -> bool:
    return True


def _feed(request: HttpRequest, events: QuerySet[Event], name: str, file_name: str) -> HttpResponse:
    """The calendar of the events, limited to a distance and a category by `?distance=` and `?category=`."""
    distance, category = request.GET.get("distance", ""), request.GET.get("category", "")
    if distance not in {"", *Distance.values} or category not in {"", *Category.values}:
        raise Http404("There is no such distance or category.")

    def chosen(race: Race) -> bool:
        return distance in {"", race.distance} and category in {"", race.category}

    labels = [Distance(distance).label if distance else "", Category(category).label if category else ""]
    title = " ".join(filter(None, [name, *labels]))
    part = "-" + "-".join(filter(None, [distance, category])) if distance or category else ""
    found = [
        _event(event, chosen, is_part=bool(part))
        for event in _loaded(events)
        if not part or any(map(chosen, _races(event))) or not _races(event)
    ]
    return _answer(found, title, file_name + part)


def _answer(events: Sequence[ical.CalendarEvent], name: str, file_name: str) -> HttpResponse:
    return HttpResponse(
        ical.calendar(name, events, settings.SITE_URL),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{file_name}.ics"'},
    )


def _loaded(events: QuerySet[Event]) -> list[Event]:
    return list(events.with_place().with_programme())  # type: ignore[attr-defined]


def _races(event: Event) -> list[Race]:
    return [race for session in event.sessions.all() for race in session.races.all()]


def _no_notes(session: Session | None) -> Sequence[str]:
    return ()


def _event(
    event: Event,
    chosen: Chosen,
    notes: Notes = _no_notes,
    listings_changed_at: datetime.datetime | None = None,
    is_part: bool = False,
) -> ical.CalendarEvent:
    """The event with those of its sessions that have a chosen race, or no races yet."""
    sessions = []
    for session in event.sessions.all():
        races = list(session.races.all())
        own = [race for race in races if chosen(race)]
        if own or not races:
            sessions.append(
                ical.CalendarSession(
                    version=_version(session, listings_changed_at),
                    title=str(session),
                    day=session.date,
                    span=session.span,
                    races=tuple(race.title for race in own),
                    notes=tuple(notes(session)),
                )
            )
    return ical.CalendarEvent(
        version=_version(event, listings_changed_at),
        title=f"{event.season.series.name}: {event.title}, {event.venue.city}",
        place=f"{event.venue.name}, {event.venue.city}, {event.venue.country.name}",
        first_day=event.start_date,
        last_day=event.end_date,
        path=event.get_absolute_url(),
        sessions=tuple(sessions),
        notes=tuple(notes(None)),
        is_part=is_part,
    )


def _version(planned: Planned, listings_changed_at: datetime.datetime | None) -> ical.Version:
    """A change of broadcasters changes LAST-MODIFIED but not SEQUENCE, which rises with the time and place alone."""
    changed_at = max(planned.changed_at, listings_changed_at or planned.changed_at)
    return ical.Version(str(planned.uid), planned.plan, planned.plan_note, planned.revision, changed_at)
