"""A race's result as data."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from events.models import Race
from isuwc.web.conditional import conditional
from isuwc.web.open_data import open_data
from standings.models import Result
from standings.pages.plain_text import result_text
from standings.pages.races.race_exports import as_csv, as_json


@open_data
@require_safe
@conditional
def result_csv(request: HttpRequest, season: str, event: str, race: str) -> HttpResponse:
    response = HttpResponse(as_csv(*_known(season, event, race)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{season}-{event}-{race}-result.csv"'
    return response


@open_data
@require_safe
@conditional
def result_json(request: HttpRequest, season: str, event: str, race: str) -> HttpResponse:
    return JsonResponse(as_json(*_known(season, event, race)), json_dumps_params={"ensure_ascii": False})


@open_data
@require_safe
@conditional
def result_txt(request: HttpRequest, season: str, event: str, race: str) -> HttpResponse:
    return HttpResponse(result_text(*_known(season, event, race)), content_type="text/plain; charset=utf-8")


def _known(season: str, event: str, slug: str) -> tuple[Race, list[Result]]:
    """The race with its result. Raises Http404, also where no result is known. Three queries."""
    races = Race.objects.with_event().select_related("session").filter(event__season__slug=season, event__slug=event)
    race = races.filter(slug=slug).first()
    if race is None or not race.has_result:
        raise Http404(f"No result of a race {slug} at {event}.")
    return race, list(race.results.with_competitor().with_winning_time().prefetch_related("scores"))
