"""Tables as files beside their pages, as CSV and as JSON, with the columns and identifiers of the API."""

from collections.abc import Sequence
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from pydantic import BaseModel

from events.models import Event, Race
from isuwc.files.tables.spreadsheets import csv_file
from isuwc.freshness.reading import only_seasons
from isuwc.site.api.calendar import EventOut, event_out
from isuwc.site.api.filters import cup_named, season_named, skater_named
from isuwc.site.api.people import NationOut, SkaterOut, all_skaters, nation_out, skater_out
from isuwc.site.api.races import RaceOut, race_out
from isuwc.site.api.results import ResultOut, all_results, result_out
from isuwc.site.views.data.columns import Shape, cells, columns
from isuwc.site.views.data.lines import StandingLine, lines_of
from isuwc.web.conditional import conditional
from isuwc.web.open_data import View, open_data
from standings.pages.cups.tables import cup_table
from standings.pages.nations import nations as counted
from standings.pages.races.so_far import count_so_far

Rows = tuple[str, Shape, Sequence[BaseModel]]  # the file's name, what a row is, the rows


def file(view: Any) -> View:
    """A view that gives rows, as a file of the kind (csv or json) that its address has."""

    @wraps(view)
    def answer(request: HttpRequest, kind: str, **parts: str) -> HttpResponse:
        name, shape, rows = view(request, **parts)
        if kind == "json":
            items = [row.model_dump(mode="json") for row in rows]
            return JsonResponse({"items": items}, json_dumps_params={"ensure_ascii": False})
        header = [column.name for column in columns(shape)]
        response = HttpResponse(csv_file(header, map(cells, rows)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'inline; filename="{name}.csv"'
        return response

    return open_data(require_safe(conditional(answer)))


@file
def skaters(request: HttpRequest) -> Rows:
    """All skaters and national teams."""
    return "skaters", SkaterOut, list(map(skater_out, all_skaters().order_by("slug")))


@file
def nations(request: HttpRequest) -> Rows:
    """All for whom somebody has started."""
    found = counted()
    return "nations", NationOut, [nation_out(each.country, found) for each in found.all]


@file
def events(request: HttpRequest) -> Rows:
    """All of the calendar."""
    rows = Event.objects.with_place().with_races_known().order_by("start_date", "number")
    return "events", EventOut, list(map(event_out, rows))


@file
def races(request: HttpRequest, season: str) -> Rows:
    """A season's programme."""
    found = season_named(season)
    with only_seasons([found.pk]):
        rows = Race.objects.with_event().filter(event__season=found).order_by("event__start_date", "event_id", "number")
        return f"{season}-races", RaceOut, list(map(race_out, rows))


@file
def results(request: HttpRequest, slug: str) -> Rows:
    """A skater's or a team's, in their order. Raises Http404, also for a former identifier."""
    skater = skater_named(slug)
    if skater.slug != slug:
        raise Http404(f"The address of {skater} is {skater.slug} now.")
    rows = list(all_results().filter(competitor=skater))
    count_so_far(rows)
    return f"{slug}-results", ResultOut, list(map(result_out, rows))


@file
def points(request: HttpRequest, season: str, category: str, cup: str) -> Rows:
    """A standing in its long form: a line for each place and race. After the race in `?race=`, as the page."""
    found = cup_named(f"{season}/{category}/{cup}")
    try:
        with only_seasons([found.season_id]):
            table = cup_table(found, race=request.GET.get("race") or None)
    except Race.DoesNotExist as error:
        raise Http404(str(error)) from error
    return f"{season}-{category}-{cup}-points", StandingLine, list(lines_of(table))
