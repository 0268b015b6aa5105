"""The calendar and where to watch. An event's page, which also shows standings and news, is in `isuwc.site.views`."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from events.broadcast.answers import watch
from events.broadcast.answers.exports import as_json
from events.broadcast.answers.schema_org import broadcast_events
from events.calendar.renewal import renewal
from events.calendar.schedule import schedule
from events.models import Country, Event, Season
from events.models.event import EventQuerySet
from events.models.planned import Plan, State
from events.models.programme import HAS_RESULT
from events.naming.choices import Category, Distance
from events.time import zones
from isuwc.clock.shown import races_to_come
from isuwc.text.characters import tidy
from isuwc.text.slugs import fold
from isuwc.web.conditional import conditional
from isuwc.web.open_data import open_data
from isuwc.web.redirects import respelled
from isuwc.web.schema_org import item_list


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All seasons with their events, and the event that is on or comes next."""
    seasons = Season.objects.prefetch_related(Prefetch("events", _calendar())).order_by("-start_year")
    context = {
        "seasons": seasons,
        "next_event": Event.objects.going_ahead().upcoming().with_place().first(),
    }
    return TemplateResponse(request, "events/index.html", context)


@require_safe
def season(request: HttpRequest, season: str) -> HttpResponse:
    """One season's events in their order, each with its programme."""
    found = get_object_or_404(Season.objects.select_related("series"), slug=season)
    events = list(_calendar().filter(season=found).with_programme())
    ahead = [event for event in events if event.state != State.FINISHED and event.plan != Plan.CANCELLED]
    coming = ahead[0] if ahead else None
    seasons = [(each.name, each.get_absolute_url()) for each in Season.objects.filter(series=found.series_id)]
    schedules = [schedule(event) for event in events]
    known = {"category": Category.values, "distance": Distance.values}
    part = {name: request.GET[name] if request.GET.get(name) in values else "" for name, values in known.items()}
    chosen = {name: value for name, value in part.items() if value}
    calendar = reverse("events:season_calendar", args=[found.slug])
    context = {
        "season": found,
        "schedules": schedules,
        "coming_event": coming,
        "coming": next((each for each in schedules if each.event is coming), None),
        "tabs": seasons,
        "structured_data": item_list(
            f"{found.series.name} {found.name}", [(str(event), event.get_absolute_url()) for event in events]
        ),
        "part": part,
        "is_part": bool(chosen),
        "calendar": f"{calendar}?{urlencode(chosen)}" if chosen else calendar,
        "distances": Distance.choices,
        "categories": [choice for choice in Category.choices if choice[0] != Category.MIXED],
    }
    return TemplateResponse(request, "events/season.html", context)


@require_safe
def where_to_watch(request: HttpRequest) -> HttpResponse:
    """Where to watch an event in every country: the one that is on, next or last, or `?event=2025-26/3-heerenveen`.

    The page is the same for every visitor.
    """
    slug = request.GET.get("event", "")
    if noc := request.GET.get("noc", ""):  # from the form, without JavaScript
        return _to_country(noc, slug)
    event = asked_event(Event.objects.with_programme(), slug)
    others = Event.objects.filter(season=event.season).with_place().order_by("start_date", "number") if event else []
    programme = schedule(event) if event else None
    context = {
        "event": event,
        "schedule": programme,
        "renewal": renewal(event, programme.sessions) if event and programme else "",
        **every_answer(event),
        "tabs": [(f"{each.number} {each.venue.city}", each.watch_address) for each in others],
        "here": event.watch_address if event else "",
    }
    return TemplateResponse(request, "events/where_to_watch.html", context)


def asked_event(events: EventQuerySet, key: str) -> Event | None:
    """The event of `?event=2025-26/3-heerenveen`, or the one that is on, next or last; loaded for answers.

    Raises Http404 for one that isn't; None where there is no event at all.
    """
    events = events.with_place().with_stream()
    if not key:
        return events.nearest()
    season, _, slug = key.partition("/")
    return get_object_or_404(events, season__slug=season, slug=slug)


def every_answer(event: Event | None) -> dict[str, Any]:
    """Who shows the event in each country, by name and by kind of answer. Three queries; none without an event."""
    answers = watch.by_country(event, Country.objects.places().select_related("follows")) if event else []
    answers.sort(key=lambda each: fold(each.country.name))
    own = [each for each in answers if not each.assumption]
    return {
        "is_over": event is not None and event.state == State.FINISHED,
        "answers": answers,
        "broadcast": [each for each in own if each.answer.is_broadcaster],
        "streamed": [each for each in own if each.answer.is_stream],
        "nowhere": [each for each in own if each.answer.is_nobody],
        "assumed": [each for each in answers if each.assumption],
    }


def _to_country(noc: str, slug: str) -> HttpResponseRedirect:
    """To the country's page, at the event with that slug if there is one."""
    found = get_object_or_404(Country.objects.places().select_related("follows"), noc=noc.upper())
    season, _, event = slug.partition("/")
    known = Event.objects.filter(season__slug=season, slug=event).exists()
    return redirect(f"{found.get_absolute_url()}?season={season}#{event}" if known else found)


@require_safe
def country(request: HttpRequest, noc: str) -> HttpResponse:
    """Where to watch every event of a season in a country: `?season=`, or else that of the event on, next or last."""
    found = get_object_or_404(Country.objects.places().select_related("follows"), noc=noc.upper())
    if noc != noc.lower():
        return respelled(found.get_absolute_url(), request.GET.urlencode())
    seasons = list(Season.objects.filter(events__isnull=False).distinct())
    chosen = _season_of_answers(request.GET.get("season", ""))
    events = Event.objects.filter(season=chosen).with_place().with_stream().order_by("start_date", "number")
    address = found.get_absolute_url()
    answers = watch.by_event(found, events)
    context = {
        "country": found,
        "crumbs": [("Where to watch", reverse("events:where_to_watch"))],
        "season": chosen,
        "answers": answers,
        "structured_data": {"@graph": broadcasts} if (broadcasts := broadcast_events(answers)) else None,
        "is_over": all(each.event.state == State.FINISHED for each in answers),
        "tabs": [(each.name, f"{address}?season={each.slug}") for each in seasons],
        "here": f"{address}?season={chosen.slug}" if chosen else "",
    }
    return TemplateResponse(request, "events/country.html", context)


@open_data
@require_safe
@conditional
def country_json(request: HttpRequest, noc: str) -> HttpResponse:
    """A country's answers for every event of a season: `?season=`, or else that of the event on, next or last."""
    found = get_object_or_404(Country.objects.places().select_related("follows"), noc=noc.upper())
    if noc != noc.lower():
        return respelled(reverse("events:country_json", args=[noc.lower()]), request.GET.urlencode())
    chosen = _season_of_answers(request.GET.get("season", ""))
    events = Event.objects.filter(season=chosen).with_place().with_stream().order_by("start_date", "number")
    answers = as_json(watch.by_event(found, events))
    return JsonResponse(
        {
            "noc": found.noc,
            "country": found.name,
            "follows": found.follows_id,
            "season": chosen.slug if chosen else None,
            "answers": answers,
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _season_of_answers(slug: str) -> Season | None:
    """The season asked for, or else that of the event on, next or last. Raises Http404 for one that isn't."""
    if slug:
        return get_object_or_404(Season, slug=slug)
    nearest = Event.objects.select_related("season").nearest()
    return nearest.season if nearest else None


@open_data
@require_safe
@conditional
def countries(request: HttpRequest) -> HttpResponse:
    """All countries and territories with their time zones, from which a script guesses where the visitor is."""
    rows = [
        {"noc": country.noc, "iso": country.iso, "name": country.name, "zones": zones.of_country(country.iso)}
        for country in Country.objects.places()
    ]
    response = JsonResponse(tidy({"countries": rows}))
    patch_cache_control(response, public=True, max_age=86_400)
    return response


def _calendar() -> EventQuerySet:
    """Events with what the calendar's pages need, in order."""
    known = Q(races__result_state__in=HAS_RESULT)
    known &= ~Q(races__pk__in=races_to_come())
    counted = Event.objects.with_place().annotate(race_count=Count("races"), result_count=Count("races", filter=known))
    return counted.order_by("start_date", "number")  # Django drops the default ordering in queries that group
