from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.models import Country
from isuwc.web.redirects import respelled
from isuwc.web.schema_org import item_list
from standings.models import Competitor
from standings.pages.nations import nations, season_of_nation, seasons_of
from standings.spelling.names import sort_key


@require_safe
def nation_list(request: HttpRequest) -> HttpResponse:
    found = nations()
    listed = item_list("Nations", [(each.country.name, each.country.nation_address) for each in found.all])
    return TemplateResponse(request, "standings/nation_list.html", {"nations": found, "structured_data": listed})


@require_safe
def nation_detail(request: HttpRequest, noc: str) -> HttpResponse:
    """A country's season (`?season=`, by default the newest) and all its skaters."""
    country = get_object_or_404(Country, pk=noc.upper())
    if noc != noc.lower():
        return respelled(country.nation_address, request.GET.urlencode())
    seasons = seasons_of(country)
    wanted = request.GET.get("season", "")
    season = next((each for each in seasons if each.slug == wanted or not wanted), None)
    if season is None:
        raise Http404(f"Nobody has started for {country} in a season {wanted}.")
    competitors = list(Competitor.objects.filter(country=country))
    skaters = [each for each in competitors if not each.is_team]
    context = {
        "country": country,
        "record": season_of_nation(country, season),
        "tabs": [(each.name, f"{country.nation_address}?season={each.slug}") for each in seasons],
        "here": f"{country.nation_address}?season={season.slug}",
        "skaters": sorted(skaters, key=lambda each: sort_key(each.family_name, each.given_name)),
        "teams": [each for each in competitors if each.is_team],
        "crumbs": [("Nations", reverse("standings:nations"))],
    }
    return TemplateResponse(request, "standings/nation_detail.html", context)
