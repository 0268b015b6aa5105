"""The page that takes results as a table in any layout, and hands in a sheet for each of its races."""

from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from isuwc.tables.pages import ImportPage, import_page
from standings.results.tables import RESULTS


def hand_in_table(request: HttpRequest, site: AdminSite) -> HttpResponse:
    of = ImportPage(
        RESULTS,
        title="Hand in a table of results",
        template="admin/standings/sheetimport/table.html",
        help_text="Cells of a spreadsheet, or CSV. Needed: the race and its day, rank, name and country.",
        done=reverse("admin:standings_sheetimport_preview"),
        given={"by": request.user if isinstance(request.user, User) else None},
    )
    return import_page(request, site, of)
