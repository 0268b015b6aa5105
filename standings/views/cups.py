from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.calendar.renewal import renewal
from events.models import Event, Race, Season
from events.models.planned import State
from isuwc.freshness.reading import only_seasons
from isuwc.web.conditional import conditional
from isuwc.web.open_data import open_data
from isuwc.web.schema_org import item_list
from standings.models import Cup
from standings.pages.cups import exports
from standings.pages.cups.outlook import outlook
from standings.pages.cups.tables import CupTable, cup_table
from standings.pages.plain_text import standing_text
from standings.scoring.headlines import headlines
from standings.views.structured_data import of_cup


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The newest season's cups, with tabs for the other seasons."""
    seasons = list(Cup.objects.seasons())
    context = _season_context(seasons[0], seasons) if seasons else {"season": None, "structured_data": None}
    return TemplateResponse(request, "standings/index.html", context)


@require_safe
def season_detail(request: HttpRequest, season: str) -> HttpResponse:
    seasons = list(Cup.objects.seasons())
    chosen = next((each for each in seasons if each.slug == season), None)
    if chosen is None:
        raise Http404(f"No cups of a season {season}.")
    return TemplateResponse(request, "standings/season_detail.html", _season_context(chosen, seasons))


def _season_context(season: Season, seasons: list[Season]) -> dict[str, Any]:
    found = headlines(Cup.objects.of(season), 3)
    return {
        "season": season,
        "seasons": seasons,
        "tabs": [(each.name, reverse("standings:season", args=[each.slug])) for each in seasons],
        "here": reverse("standings:season", args=[season.slug]),
        "headlines": found,
        "columns": Cup.by_category(found.cups),
        "has_published": any(cup.published_leaders and not cup.leaders for cup in found.cups),
        "crumbs": [("Standings", reverse("standings:index"))],
        "structured_data": item_list(
            f"World Cup standings {season}", [(cup.title, cup.get_absolute_url()) for cup in found.cups]
        ),
    }


@require_safe
def cup_detail(request: HttpRequest, season: str, category: str, cup: str) -> HttpResponse:
    table, cups = asked_table(request.GET, season, category, cup)
    crumbs = [
        ("Standings", reverse("standings:index")),
        (table.cup.season.name, reverse("standings:season", args=[season])),
    ]
    context = {
        "table": table,
        "cup": table.cup,
        "outlook": outlook(table) if table.rows else None,
        "tabs": [(each.name, each.get_absolute_url()) for each in cups if each.category == category],
        "counterpart": next((each for each in cups if each.slug == cup and each.category != category), None),
        "crumbs": crumbs,
        "structured_data": of_cup(table),
        "renewal": _renewal(table),
    }
    return TemplateResponse(request, "standings/cup_detail.html", context)


def _renewal(table: CupTable) -> str:
    """Of the event that is on; only its sessions with races that count for the cup."""
    races = table.status.progress.counting
    on = next((race.event for race in races if race.event.state == State.LIVE), None)
    return renewal(on, {race.session for race in races if race.event == on}) if on else ""


@open_data
@require_safe
@conditional
def cup_csv(request: HttpRequest, season: str, category: str, cup: str) -> HttpResponse:
    table, _ = asked_table(request.GET, season, category, cup)
    response = HttpResponse(exports.as_csv(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{season}-{category}-{cup}.csv"'
    return response


@open_data
@require_safe
@conditional
def cup_json(request: HttpRequest, season: str, category: str, cup: str) -> HttpResponse:
    table, _ = asked_table(request.GET, season, category, cup)
    return JsonResponse(exports.as_json(table), json_dumps_params={"ensure_ascii": False})


@open_data
@require_safe
@conditional
def cup_txt(request: HttpRequest, season: str, category: str, cup: str) -> HttpResponse:
    table, _ = asked_table(request.GET, season, category, cup)
    return HttpResponse(standing_text(table), content_type="text/plain; charset=utf-8")


def asked_table(asked: QueryDict, season: str, category: str, slug: str) -> tuple[CupTable, list[Cup]]:
    """The table, as of the event in ?after= or the race in ?race=, and all cups of the season. Raises Http404."""
    cups = list(Cup.objects.filter(season__slug=season).select_related("season").with_scales())
    cup = next((each for each in cups if (each.category, each.slug) == (category, slug)), None)
    after, race = asked.get("after", ""), asked.get("race", "")
    if cup is None or (after and not (after.isascii() and after.isdigit() and len(after) < 4)):
        raise Http404(f"No cup {slug} of a season {season}, or no event {after}.")
    try:
        with only_seasons([cup.season_id]):
            return cup_table(cup, int(after) if after else None, race or None), cups
    except (Event.DoesNotExist, Race.DoesNotExist) as error:
        raise Http404(str(error)) from error
