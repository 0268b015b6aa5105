"""Pages of the whole history, for those who may see any of it: all entries, one entry, and taking one back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from isuwc.history.models import Entry
from isuwc.history.recorded import recorded
from isuwc.history.undo import CantTakeBackError, changes_of, may_take_back, plan, take_back
from isuwc.history.words import Words
from isuwc.newsroom.history.entries import of_tables, row_key, shown, tables_seen_by
from isuwc.newsroom.history.filters import Filters
from isuwc.newsroom.pages import admin_page
from isuwc.newsroom.rights import NoRightError

PER_PAGE = 25
FEW = 12  # changes of an entry that the list shows
MOST = 5_000  # that the page of one entry shows


def urls(site: AdminSite) -> list[URLPattern]:
    def view(function: Any) -> Any:
        def call(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            answer: HttpResponse = function(request, site, **kwargs)
            return answer

        return site.admin_view(call)

    return [
        path("history/", view(everything), name="history"),
        path("history/<int:pk>/", view(one), name="history-entry"),
        path("history/<int:pk>/take-back/", view(take_one_back), name="history-take-back"),
    ]


def everything(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """All entries with a change that the person may see, newest first, by person, way, kind of row and day."""
    tables = _tables(request)
    filters = Filters.of(request.GET, tables)
    page = Paginator(filters.entries(), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "entries": shown(page.object_list, of_tables(filters.tables), request.user, most=FEW),
        "page": page,
        "filters": filters,
    }
    return admin_page(request, site, "admin/history/list.html", "History", context)


def one(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    tables = _tables(request)
    entry = get_object_or_404(Entry.objects.of_tables(tables), pk=pk)
    (found,) = shown([entry], of_tables(tables), request.user, most=MOST)
    context = {"shown": found, "taken_back": list(entry.taken_back_by.order_by("pk"))}
    return admin_page(request, site, "admin/history/entry.html", entry.said, context)


def take_one_back(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """What would be taken back and what stands in its way; taken back by a second step. `row` names a part."""
    entry = get_object_or_404(Entry.objects.of_tables(_tables(request)), pk=pk)
    row = row_key(request.POST.get("row") or request.GET.get("row", ""))
    deeds = {(change.table, change.deed) for change in changes_of(entry, row)}
    if not may_take_back(request.user, deeds):
        kinds = recorded()
        raise NoRightError(*sorted({kinds[table].needed_for(deed) for table, deed in deeds if table in kinds}))
    if request.method == "POST":
        try:
            new = take_back(entry, request.user, row)
        except CantTakeBackError as error:
            for problem in error.problems:
                messages.error(request, problem)
        else:
            messages.success(request, f"Took back: {entry.said}. Anything calculated from it was recalculated.")
            return HttpResponseRedirect(reverse("admin:history-entry", args=[new.pk if new else entry.pk]))
    planned = plan(entry, row)
    context = {
        "entry": entry,
        "planned": planned,
        "rows": Words(planned.changes).row_changes(),
        "row": ":".join(row) if row else "",
    }
    return admin_page(request, site, "admin/history/take_back.html", f"Take back: {entry.said}", context)


def _tables(request: HttpRequest) -> list[str]:
    """Raises PermissionDenied for whoever may see nothing that is recorded."""
    if not (tables := tables_seen_by(request.user)):
        raise PermissionDenied
    return tables
