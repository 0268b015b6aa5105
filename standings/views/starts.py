"""A race's start list as data."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from events.models import Race
from isuwc.web.conditional import conditional
from isuwc.web.open_data import open_data
from standings.pages.races.start_lists import ShownStartList, as_csv, as_json, start_list_of


@open_data
@require_safe
@conditional
def start_list_csv(request: HttpRequest, season: str, event: str, race: str) -> HttpResponse:
    response = HttpResponse(as_csv(_shown(season, event, race)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{season}-{event}-{race}-start-list.csv"'
    return response


@open_data
@require_safe
@conditional
def start_list_json(request: HttpRequest, season: str, event: str, race: str) -> HttpResponse:
    return JsonResponse(as_json(_shown(season, event, race)), json_dumps_params={"ensure_ascii": False})


def _shown(season: str, event: str, slug: str) -> ShownStartList:
    """Raises Http404."""
    races = Race.objects.with_event().filter(event__season__slug=season, event__slug=event)
    race = races.filter(slug=slug).first()
    shown = start_list_of(race) if race else None
    if shown is None:
        raise Http404(f"No start list of a race {slug} at {event}.")
    return shown
