"""The broadcast desk, a page of the admin. It is here because it needs skaters of the standings beside the listings."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.broadcast.desk import MAX_ROWS, Desk, season_choice
from events.broadcast.permissions import LISTING_PERMISSIONS
from events.models import Country, Season
from events.models.listing import CHECK_HOLDS
from isuwc.newsroom.pages import admin_page, require
from standings.models import Competitor


@require_safe
def broadcast_desk(request: HttpRequest) -> HttpResponse:
    """What needs attention in a season, the one that is on or comes next unless `?season=` names another."""
    require(request, *LISTING_PERMISSIONS)
    slug = request.GET.get("season", "")
    seasons, season = season_choice(slug)
    if slug and season is None:
        raise Http404
    context = {
        "seasons": seasons,
        "season": season,
        "most": MAX_ROWS,
        "is_every_link": request.GET.get("links") == "all",
        **(sections_of(season) if season else {}),
    }
    return admin_page(request, admin.site, "admin/broadcast/desk.html", "Broadcast desk", context)


def sections_of(season: Season) -> dict[str, Any]:
    """What the desk lists of the season, by section. Fourteen queries."""
    desk = Desk(season, timezone.localdate())
    last = desk.last_event()
    names = dict(Country.objects.values_list("noc", "name"))
    expired = desk.expired(last)
    links, without_link = desk.links(), desk.without_link()
    return {
        "ending": desk.ending(),
        "last_event": last,
        "expired": expired,
        "expired_count": len(expired),
        "moved": desk.moved(),
        "contradictions": desk.conflicts(names),
        "odd_times": desk.odd_times(),
        "links": links,
        "without_link": without_link,
        "link_count": links.waiting + len(without_link),
        "unanswered": desk.unanswered(_countries_of_competitors(season)),
        "stream": desk.stream,
        "blocks": desk.blocks(),
        "unchecked": desk.unchecked(),
        "check_holds": CHECK_HOLDS,
    }


def _countries_of_competitors(season: Season) -> Any:
    """The countries of competitors in the season's standings, those with the most competitors first.

    Neutral athletes are left out, as they have no country in which to watch.
    """
    competitors = Competitor.objects.in_standings(season).order_by()
    counted = Q(competitors__in=competitors.values("pk"))
    found = Country.objects.with_viewers().annotate(competitor_count=Count("competitors", filter=counted))
    return found.filter(competitor_count__gt=0).order_by("-competitor_count", "name")
