"""Listings by the table in the admin: import, a season's copy, and export."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from events.admin.broadcast.keepers import KEEP_LISTINGS
from events.admin.tables import CHANGED, Import, import_page, written
from events.broadcast.listings.apply import Plan, apply, as_cells, copy_of_season, plan
from events.broadcast.listings.rows import TABLE
from events.models import Season
from isuwc.files.tables.tabular import ChangedSinceError
from isuwc.newsroom.pages import admin_page, require


def import_listings(request: HttpRequest, site: AdminSite) -> HttpResponse:
    require(request, *KEEP_LISTINGS)
    kind = Import(
        table=TABLE,
        title="Import listings",
        template="admin/events/listing/import.html",
        help_text="Cells of a spreadsheet, or CSV, with a header. Needed: broadcaster, source, country or group.",
        plan=plan,
        apply=_applied,
        done=reverse("admin:events_listing_changelist"),
    )
    return import_page(request, site, kind)


def copy_listings(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """A season's listings into the next one: shown first, applied by a second step."""
    require(request, *KEEP_LISTINGS)
    seasons = {each.slug: each for each in Season.objects.order_by("-start_year")}
    given = request.POST if request.method == "POST" else request.GET
    source, into = seasons.get(given.get("from", "")), seasons.get(given.get("into", ""))
    context: dict[str, Any] = {"seasons": list(seasons.values()), "source": source, "into": into, "plan": None}
    if source and into and source != into:
        context["plan"] = planned = copy_of_season(source, into)
        if request.method == "POST":
            try:
                if request.POST.get("shown") != planned.fingerprint:
                    raise ChangedSinceError
                messages.success(request, _applied(planned))
                return HttpResponseRedirect(reverse("admin:events_listing_changelist"))
            except ChangedSinceError:
                messages.error(request, CHANGED)
    return admin_page(request, site, "admin/events/listing/copy.html", "Copy a season’s listings", context)


def export_listings(request: HttpRequest, kind: str) -> HttpResponse:
    require(request, *KEEP_LISTINGS)
    return written(TABLE, as_cells(), "listings", kind)


def _applied(planned: Plan) -> str:
    apply(planned)
    return f"{planned.created} listings made, {planned.changed} changed, {planned.unchanged} as they were."
