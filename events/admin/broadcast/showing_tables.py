"""Import and export of single sessions as tables in the admin."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from events.admin.broadcast.listing_tables import answers_of, filtered
from events.broadcast.showings.apply import SHOWINGS
from events.models import Listing
from isuwc.tables.pages import ImportPage, export, import_page, require_permissions


def import_showings(request: HttpRequest, site: AdminSite) -> HttpResponse:
    of = ImportPage(
        SHOWINGS,
        title="Import single sessions",
        template="admin/events/listing/sessions.html",
        help_text="Cells of a spreadsheet, or CSV, with a header. Needed: season, event, session, and which listing.",
        done=reverse("admin:events_listing_changelist"),
        consequences=answers_of,
    )
    return import_page(request, site, of)


def export_showings(request: HttpRequest, kind: str, admin: "ModelAdmin[Listing]") -> HttpResponse:
    """The single sessions of the listings that the list shows with the filter in the address; all without any."""
    require_permissions(request, SHOWINGS)
    found = filtered(request, admin)
    if isinstance(found, HttpResponse):
        return found
    name = "single-sessions" if found is None else "single-sessions-filtered"
    chosen = {} if found is None else {"listings": found}
    return export(request, SHOWINGS, kind, name, **chosen)
