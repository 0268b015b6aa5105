"""Import and export of listings as tables in the admin, and copying those of a season into another."""

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from events.admin.broadcast.holds_from import holds_from
from events.broadcast.changing.foreseen import Foreseen, foreseen_of
from events.broadcast.changing.next_season import copy_of_season
from events.broadcast.listings.apply import LISTINGS
from events.models import Listing, Season
from isuwc.newsroom.pages import admin_page
from isuwc.tables.pages import ImportPage, apply_shown, export, import_page, require_permissions
from isuwc.tables.plans import Plan


def import_listings(request: HttpRequest, site: AdminSite) -> HttpResponse:
    of = ImportPage(
        LISTINGS,
        title="Import listings",
        template="admin/events/listing/import.html",
        help_text="Cells of a spreadsheet, or CSV, with a header. Needed: broadcaster, source, country or group.",
        done=reverse("admin:events_listing_changelist"),
        consequences=answers_of,
        options={"holds_from": holds_from("link")},
    )
    return import_page(request, site, of)


def copy_listings(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Copy a season's listings into another season: the changes are shown first and applied in a second step."""
    require_permissions(request, LISTINGS)
    seasons = {each.slug: each for each in Season.objects.order_by("-start_year")}
    given = request.POST if request.method == "POST" else request.GET
    source, into = seasons.get(given.get("from", "")), seasons.get(given.get("into", ""))
    context: dict[str, Any] = {"seasons": list(seasons.values()), "source": source, "into": into}
    context |= {"plan": None, "consequences": None}
    if source and into and source != into:
        planned: Plan[Any] = copy_of_season(source, into)
        context["plan"] = planned
        if request.method == "POST":
            if apply_shown(request, planned, f"Listings of {source} copied into {into}"):
                return HttpResponseRedirect(reverse("admin:events_listing_changelist"))
            context["plan"] = planned = planned.again()
        if planned.changes and not planned.errors:
            context["consequences"] = answers_of(planned)
    return admin_page(request, site, "admin/events/listing/copy.html", "Copy a season’s listings", context)


def answers_of(planned: Plan[Any]) -> Foreseen:
    """The answers that the plan would change."""

    def write() -> None:
        planned.lock()
        planned.write(lambda count: None)

    return foreseen_of(write)


def export_listings(request: HttpRequest, kind: str, admin: "ModelAdmin[Listing]") -> HttpResponse:
    """The listings that the list shows with the filter and search in the address; all of them without any."""
    require_permissions(request, LISTINGS)
    found = filtered(request, admin)
    if isinstance(found, HttpResponse):
        return found
    name = "listings" if found is None else "listings-filtered"
    chosen = {} if found is None else {"listings": found}
    return export(request, LISTINGS, kind, name, **chosen)


def filtered(request: HttpRequest, admin: "ModelAdmin[Listing]") -> list[int] | HttpResponse | None:
    """The keys of the listings that the list shows with these parameters, on all its pages; None for all listings.

    A redirect to the list for parameters that it does not know.
    """
    if not request.GET:
        return None
    try:
        shown = admin.get_changelist_instance(request)
    except IncorrectLookupParameters:
        return HttpResponseRedirect(f"{reverse('admin:events_listing_changelist')}?e=1")
    return list(shown.queryset.order_by().values_list("pk", flat=True).distinct())
