"""Every country's answer for every event of a season, as a page of the admin."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from events.broadcast.answers.matrix import KINDS, Age, MatrixFilter, filtered, season_matrix, tallies
from events.broadcast.desk import season_choice
from events.broadcast.permissions import LISTING_PERMISSIONS
from events.models import Country, CountryGroup
from isuwc.newsroom.pages import admin_page, require

KIND_LABELS = {"live": "Live", "delayed": "Delayed, on demand", "stream": "ISU stream", "nobody": "Nobody"}


def matrix(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Countries by events, with the answer in each cell."""
    require(request, *LISTING_PERMISSIONS)
    seasons, season = season_choice(request.GET.get("season", ""))
    if season is None and not seasons:
        return admin_page(request, site, "admin/events/listing/no_matrix.html", "Who shows what where", {})
    if season is None:
        raise Http404
    groups = list(CountryGroup.objects.prefetch_related("countries"))
    found = season_matrix(season, timezone.localdate())
    chosen = _filter(request.GET, groups)
    rows = filtered(found.rows, chosen)
    context = {
        "seasons": seasons, "season": season, "matrix": found, "rows": rows, "chosen": chosen,
        "group": request.GET.get("group", ""), "groups": groups, "is_filtered": chosen != MatrixFilter(),
        **_legend(tallies(rows)),
    }  # fmt: skip
    return admin_page(request, site, "admin/events/listing/matrix.html", f"Who shows {season} where", context)


def _filter(given: QueryDict, groups: list[CountryGroup]) -> MatrixFilter:
    group = next((each for each in groups if str(each.pk) == given.get("group")), None)
    name = given.get("country", "")[:60].strip()
    meant = Country.objects.places().meanings().meant(name) if name else ()
    return MatrixFilter(
        kind=given.get("answer", ""),
        age=given.get("age", ""),
        mark=given.get("mark", ""),
        name=name,
        meant=frozenset(meant),
        nocs=frozenset(country.noc for country in group.countries.all()) if group else None,
        broadcaster=given.get("broadcaster", ""),
    )


def _legend(counts: Any) -> dict[str, Any]:
    """Each answer, age and mark with its words and how many cells have it."""
    marks = [
        ("conflict", "rights contradict each other"),
        ("uneven", "sessions differ"),
        ("listed", "rests on a listing"),
        ("unlisted", "no listing on record"),
    ]
    return {
        "kinds": [(kind, KIND_LABELS[kind], counts[kind]) for kind in KINDS],
        "ages": [(age.value, age.label, counts[age.value]) for age in Age],
        "marks": [(mark, label, counts[mark]) for mark, label in marks],
    }
