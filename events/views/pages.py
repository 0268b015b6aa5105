"""The calendar and where to watch. An event's own page, which shows standings and news too, is in isuwc.views."""

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from events import watch
from events.models import Country, Event, Season, Session
from events.models.planned import Plan
from events.models.programme import Distance, ResultState


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every season with its events, and the event that is on or next."""
    today = timezone.localdate()
    seasons = Season.objects.prefetch_related(Prefetch("events", _calendar())).order_by("-start_year")
    context = {
        "seasons": seasons,
        "next_event": Event.objects.going_ahead().upcoming(today).with_place().first(),
        "today": today,
    }
    return TemplateResponse(request, "events/index.html", context)


@require_safe
def season(request: HttpRequest, season: str) -> HttpResponse:
    """One season's events in their order."""
    found = get_object_or_404(Season.objects.select_related("series"), slug=season)
    events = list(_calendar().filter(season=found))
    today = timezone.localdate()
    coming = next((event for event in events if event.end_date >= today and event.plan != Plan.CANCELLED), None)
    seasons = [(each.name, each.get_absolute_url()) for each in Season.objects.filter(series=found.series_id)]
    context = {
        "season": found,
        "events": events,
        "coming": coming,
        "today": today,
        "tabs": seasons,
        "distances": Distance.choices,
    }
    return TemplateResponse(request, "events/season.html", context)


@require_safe
def where_to_watch(request: HttpRequest) -> HttpResponse:
    """Every country's answer for the event that is on, next or last. The same page for every visitor."""
    if noc := request.GET.get("noc", ""):  # the form of a browser without JavaScript
        return redirect(get_object_or_404(Country.objects.with_viewers(), noc=noc.upper()))
    event = Event.objects.with_place().with_stream().nearest()
    answers = watch.by_country(event, Country.objects.with_viewers()) if event else []
    context = {
        "event": event,
        "is_over": event is not None and event.end_date < timezone.localdate(),
        "answers": answers,
        "broadcast": [each for each in answers if each.answer.is_broadcaster],
        "streamed": [each for each in answers if each.answer.is_stream],
        "nowhere": [each for each in answers if each.answer.is_nobody],
    }
    return TemplateResponse(request, "events/where_to_watch.html", context)


@require_safe
def country(request: HttpRequest, noc: str) -> HttpResponse:
    """A country's answer for every event of a season: of the event that is on, next or last, or as `?season=` says."""
    found = get_object_or_404(Country.objects.with_viewers(), noc=noc.upper())
    if noc != noc.lower():
        return redirect(found, permanent=True)
    seasons = list(Season.objects.filter(events__isnull=False).distinct())
    slug = request.GET.get("season", "")
    nearest = None if slug else Event.objects.nearest()
    chosen = get_object_or_404(Season, slug=slug) if slug else (nearest.season if nearest else None)
    sessions = Prefetch("sessions", Session.objects.order_by("date", "number"))
    events = Event.objects.filter(season=chosen).with_place().with_stream().prefetch_related(sessions)
    address = found.get_absolute_url()
    context = {
        "country": found,
        "season": chosen,
        "answers": watch.by_event(found, events),
        "tabs": [(each.name, f"{address}?season={each.slug}") for each in seasons],
        "here": f"{address}?season={chosen.slug}" if chosen else "",
        "today": timezone.localdate(),
    }
    return TemplateResponse(request, "events/country.html", context)


def _calendar() -> QuerySet[Event]:
    """Events as the calendar's pages list them."""
    known = Q(races__result_state__in=[ResultState.PARTIAL, ResultState.OFFICIAL])
    counted = Event.objects.with_place().annotate(race_count=Count("races"), result_count=Count("races", filter=known))
    return counted.order_by("start_date", "number")  # a query that groups has no order of its own
