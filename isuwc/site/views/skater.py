"""A skater's or a team's page: results and standings, and the stories that name them."""

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from isuwc.database.plain_words import whole_name
from isuwc.web.redirects import moved
from news.models import Edition, newest_with
from standings.models import Competitor, FormerAddress, Result
from standings.models.alias import former_names
from standings.pages.skaters.head_to_head import opponents
from standings.pages.skaters.ovals import times_by_oval
from standings.pages.skaters.records import career, records

STORIES = 5


@require_safe
def skater_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """As many queries however many results and stories there are."""
    for_nation = Result.objects.filter(country=OuterRef("country"))
    skaters = Competitor.objects.with_country().annotate(
        has_nation_page=Exists(for_nation), former_names=former_names()
    )
    skater = skaters.filter(slug=slug).first()
    if skater is None:
        return moved(get_object_or_404(FormerAddress.objects.select_related("competitor"), slug=slug).competitor)
    seasons = records(skater)
    names = [skater.name, *skater.former_names]  # type: ignore[attr-defined]
    live = Edition.objects.live()
    keys = [] if skater.is_team else newest_with(whole_name(*names), STORIES + 1, live)
    stories = list(live.without_text().filter(pk__in=keys))
    results = [result for season in seasons for result in season.results]
    context = {
        "skater": skater,
        "seasons": seasons,
        "career": career(seasons),
        "ovals": None if skater.is_team else times_by_oval(results),
        "opponents": opponents(skater),
        "stories": stories[:STORIES],
        "more_stories": len(stories) > STORIES,
        "crumbs": [("Skaters", reverse("standings:skaters"))],
        "structured_data": structured_data(skater),
    }
    return TemplateResponse(request, "standings/skater_detail.html", context)


def structured_data(skater: Competitor) -> dict[str, Any]:
    """The skater or the team as schema.org knows them."""
    address = settings.SITE_URL + skater.get_absolute_url()
    if skater.is_team:
        name = f"{skater.name} {skater.get_category_display()}"
        return {"@type": "SportsTeam", "name": name, "sport": "Speed skating", "url": address}
    return {
        "@type": "Person",
        "name": skater.name,
        "givenName": skater.given_name,
        "familyName": skater.family_name,
        "nationality": {"@type": "Country", "name": skater.country.name},
        "jobTitle": "Speed skater",
        "url": address,
    }
