"""What broadcasters do with single sessions by the table in the admin: import and export."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from events.admin.broadcast.keepers import KEEP_SHOWINGS
from events.admin.tables import Import, import_page, written
from events.broadcast.showings.apply import Plan, apply, plan, showing_cells
from events.broadcast.showings.rows import TABLE
from isuwc.newsroom.pages import require


def import_showings(request: HttpRequest, site: AdminSite) -> HttpResponse:
    require(request, *KEEP_SHOWINGS)
    kind = Import(
        table=TABLE,
        title="Import single sessions",
        template="admin/events/listing/sessions.html",
        help_text="Cells of a spreadsheet, or CSV, with a header. Needed: season, event, session, and which listing.",
        plan=plan,
        apply=_applied,
        done=reverse("admin:events_listing_changelist"),
    )
    return import_page(request, site, kind, columns=TABLE.columns)


def export_showings(request: HttpRequest, kind: str) -> HttpResponse:
    require(request, *KEEP_SHOWINGS)
    return written(TABLE, showing_cells(), "single-sessions", kind)


def _applied(planned: Plan) -> str:
    apply(planned)
    return f"Single sessions: {planned.counts}."
