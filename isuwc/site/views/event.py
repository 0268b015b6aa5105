from collections.abc import Iterable
from itertools import groupby

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.broadcast.answers import watch
from events.calendar.renewal import renewal
from events.calendar.schedule import schedule
from events.calendar.schema_org import with_programme
from events.models import Country, Event
from events.models.planned import State
from isuwc.clock.shown import shown_at
from isuwc.freshness.reading import only_seasons
from news.models import Edition
from standings.models import Cup, Result, Standing
from standings.models.cup import in_order, scales
from standings.models.result import ResultQuerySet
from standings.pages.races.podiums import event_results
from standings.pages.races.race_day import race_day
from standings.pages.races.start_lists import start_lists_of
from standings.scoring.progress import SeasonProgrammes, StandingStatus

STORIES = 6


@require_safe
def event_detail(request: HttpRequest, season: str, event: str) -> HttpResponse:
    """An event's dedicated page: results, standings after it, programme, how to watch, its news."""
    now = shown_at()
    calendar = list(Event.objects.filter(season__slug=season).with_place().with_season_stream())
    chosen = next((each for each in calendar if each.slug == event), None)
    if chosen is None:
        raise Http404(f"No event {event} in a season {season}.")
    at = calendar.index(chosen)
    with only_seasons([chosen.season_id]):
        prefetch_related_objects([chosen], "sessions__races", first_places())
        start_lists, standings = start_lists_of(chosen), standings_after(chosen)
    programme = schedule(chosen, now)
    context = {
        "event": chosen,
        "crumbs": [("Events", reverse("events:index")), (chosen.season.name, chosen.season.get_absolute_url())],
        "previous": calendar[at - 1] if at else None,
        "next": calendar[at + 1] if at + 1 < len(calendar) else None,
        "events_in_season": len(calendar),
        "is_over": chosen.state_at(now) == State.FINISHED,
        "schedule": programme,
        "day": race_day(programme, start_lists, now),
        "renewal": renewal(chosen, programme.sessions),
        "results": event_results(programme),
        "tally": watch.tally(watch.by_country(chosen, Country.objects.with_viewers())),
        "is_programme_partial": not chosen.programme_is_whole
        and any(session.races.all() for session in chosen.sessions.all()),
        "start_lists": start_lists,
        "standings": standings,
        "structured_data": with_programme(programme),
        "stories": list(Edition.objects.live(now).of_event(chosen).with_event().without_text()[:STORIES]),
    }
    return TemplateResponse(request, "event.html", context)


def first_places() -> "Prefetch[str, ResultQuerySet, str]":
    """The prefetch of each race's podium, or winners where there is none, as `first`."""
    results = Result.objects.podiums_and_winners().with_competitor()
    return Prefetch("sessions__races__results", results, to_attr="first")


def standings_after(event: Event) -> list[tuple[Cup, list[Standing], StandingStatus]]:
    """The first three of each cup after its last race of the event, and how complete that is. One query, or four."""
    rows = (
        Standing.objects.filter(race__event=event, rank__lte=3)
        .with_competitor()
        .select_related("cup__season", "race")
        .order_by(*in_order("cup__"), "-race__number", "rank", "competitor__name")
    )
    latest = [(cup, _latest(group)) for cup, group in groupby(rows, lambda row: row.cup)]
    if not latest:
        return []
    prefetch_related_objects([cup for cup, _ in latest], scales())
    seasons = SeasonProgrammes([event.season])
    return [(cup, first, seasons.progress(cup).status_after(first[0].race_id)) for cup, first in latest]


def _latest(rows: Iterable[Standing]) -> list[Standing]:
    rows = list(rows)
    return [row for row in rows if row.race_id == rows[0].race_id]
