"""Every country's answer for every event of a season, as a page of the admin."""

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from events.matrix import filtered, season_matrix
from events.models import Season


def matrix(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Countries by events, with the answer in each cell."""
    if not request.user.has_perms(["events.add_listing", "events.change_listing"]):
        raise PermissionDenied
    seasons = list(Season.objects.filter(events__isnull=False).distinct().order_by("-start_year"))
    wanted = request.GET.get("season", "")
    season = next((each for each in seasons if each.slug == wanted or not wanted), None)
    if season is None:
        raise Http404
    kind, stale, name = request.GET.get("answer", ""), "stale" in request.GET, request.GET.get("country", "")[:60]
    events, rows = season_matrix(season, timezone.localdate())
    context = {
        **site.each_context(request), "title": f"Who shows {season} where",
        "seasons": seasons, "season": season, "events": events, "rows": filtered(rows, kind, stale, name.strip()),
        "all": len(rows), "kinds": ["live", "delayed", "stream", "nobody"], "kind": kind, "stale": stale, "name": name,
    }  # fmt: skip
    response = render(request, "admin/events/listing/matrix.html", context)
    add_never_cache_headers(response)
    return response
