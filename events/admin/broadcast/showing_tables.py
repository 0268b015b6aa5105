"""Import and export of single sessions as tables in the admin."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from events.admin.broadcast.listing_tables import answers_of
from events.broadcast.showings.apply import SHOWINGS
from isuwc.tables.pages import ImportPage, export, import_page


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


def export_showings(request: HttpRequest, kind: str) -> HttpResponse:
    return export(request, SHOWINGS, kind, "single-sessions")
