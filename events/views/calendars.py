"""Calendars to subscribe to: all, a season, an event, one distance or category, and a country with its answers."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from events import ical, watch
from events.models import Country, Event, Race, Season, Session
from events.models.planned import Planned
from events.models.programme import Category, Distance

Chosen = Callable[[Race], bool]
Notes = Callable[[Event], Sequence[str]]


@require_safe
def all_calendar(request: HttpRequest) -> HttpResponse:
    return _feed(request, Event.objects.all(), "World Cup Speed Skating", "isuwc")


@require_safe
def season_calendar(request: HttpRequest, season: str) -> HttpResponse:
    found = get_object_or_404(Season.objects.select_related("series"), slug=season)
    return _feed(request, found.events.all(), f"{found.series.name} {found.name}", f"isuwc-{found.slug}")


@require_safe
def event_calendar(request: HttpRequest, season: str, event: str) -> HttpResponse:
    found = get_object_or_404(Event.objects.with_place(), season__slug=season, slug=event)
    return _feed(request, Event.objects.filter(pk=found.pk), str(found), f"isuwc-{season}-{event}")


@require_safe
def country_calendar(request: HttpRequest, noc: str) -> HttpResponse:
    """Every event that is not over long ago, with who shows it in the country."""
    found = get_object_or_404(Country.objects.with_viewers(), noc=noc.upper())
    events = _loaded(Event.objects.with_stream())
    answers = {each.event.pk: each.answer for each in watch.by_event(found, events)}
    return _answer(
        [_occasion(event, lambda race: True, watch.in_words(answers[event.pk], found)) for event in events],
        f"World Cup Speed Skating in {found.name_in_text}",
        f"isuwc-{found.noc.lower()}",
    )


def _feed(request: HttpRequest, events: QuerySet[Event], name: str, file_name: str) -> HttpResponse:
    """The events' calendar, of one distance or category where `?distance=` and `?category=` say so."""
    distance, category = request.GET.get("distance", ""), request.GET.get("category", "")
    if distance not in {"", *Distance.values} or category not in {"", *Category.values}:
        raise Http404("There is no such distance or category.")

    def chosen(race: Race) -> bool:
        return distance in {"", race.distance} and category in {"", race.category}

    words = [Distance(distance).label if distance else "", Category(category).label if category else ""]
    title = " ".join(filter(None, [name, *words]))
    part = f"-{slugify(f'{distance} {category}')}" if distance or category else ""
    occasions = [
        _occasion(event, chosen)
        for event in _loaded(events)
        if not part or any(map(chosen, _races(event))) or not _races(event)
    ]
    return _answer(occasions, title, file_name + part)


def _answer(occasions: Sequence[ical.Occasion], name: str, file_name: str) -> HttpResponse:
    return HttpResponse(
        ical.calendar(name, occasions, settings.SITE_URL),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{file_name}.ics"'},
    )


def _loaded(events: QuerySet[Event]) -> list[Event]:
    sessions = Session.objects.order_by("date", "number").prefetch_related("races")
    return list(events.with_place().prefetch_related(Prefetch("sessions", sessions)))  # type: ignore[attr-defined]


def _races(event: Event) -> list[Race]:
    return [race for session in event.sessions.all() for race in session.races.all()]


def _occasion(event: Event, chosen: Chosen, notes: Sequence[str] = ()) -> ical.Occasion:
    """What a calendar is told of an event; of its sessions those with a chosen race, or without races yet."""
    blocks = []
    for session in event.sessions.all():
        races = list(session.races.all())
        mine = [race for race in races if chosen(race)]
        if session.span and (mine or not races):
            blocks.append(
                ical.Block(_version(session), str(session), *session.span, tuple(race.title for race in mine))
            )
    return ical.Occasion(
        version=_version(event),
        title=f"{event.season.series.name}: {event.title}, {event.venue.city}",
        place=f"{event.venue.name}, {event.venue.city}, {event.venue.country.name}",
        first_day=event.start_date,
        last_day=event.end_date,
        path=event.get_absolute_url(),
        blocks=tuple(blocks),
        notes=tuple(notes),
    )


def _version(planned: Planned) -> ical.Version:
    return ical.Version(str(planned.uid), planned.plan, planned.plan_note, planned.revision, planned.changed_at)
