"""Listings by the table in the admin: paste or upload, see what would change, apply; and export."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from events.listings.apply import Plan, apply, as_cells, copy_of_season, plan
from events.listings.cells import MOST_BYTES, TableError, as_csv, as_pasted, as_xlsx, read_table
from events.models import Season

KINDS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class TableForm(forms.Form):
    """A table, pasted or as a file. Clean, it has the plan, and the text that the plan was made of."""

    text = forms.CharField(
        label="Listings",
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField", "spellcheck": "false", "wrap": "off"}),
        help_text="Cells of a spreadsheet, or CSV, with a header. Needed: broadcaster, source, country or group.",
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text="XLSX or CSV, as the export writes it.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(f"The file has more than {MOST_BYTES >> 20} MB.")
        data = file.read() if file else cleaned.get("text", "").encode()
        try:
            rows = read_table(data, file.name if file else "pasted")
        except TableError as error:
            raise forms.ValidationError(str(error)) from error
        return {**cleaned, "plan": plan(rows), "pasted": as_pasted(rows)}


def import_listings(request: HttpRequest, site: AdminSite) -> HttpResponse:
    _keepers_only(request)
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if not form.is_valid():
        return _page(request, site, {"form": form})
    planned: Plan = form.cleaned_data["plan"]
    if "_apply" in request.POST and not planned.errors:
        if request.POST.get("shown") == planned.fingerprint:
            return _applied(request, planned)
        messages.error(request, "Nothing was applied, for something has changed since. Look at it again.")
    shown = TableForm(initial={"text": form.cleaned_data["pasted"]})
    return _page(request, site, {"form": shown, "plan": planned})


def copy_listings(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """A season's listings into the next one: shown first, applied by a second step."""
    _keepers_only(request)
    seasons = {each.slug: each for each in Season.objects.order_by("-start_year")}
    given = request.POST if request.method == "POST" else request.GET
    source, into = seasons.get(given.get("from", "")), seasons.get(given.get("into", ""))
    context: dict[str, Any] = {"seasons": list(seasons.values()), "source": source, "into": into}
    if source and into and source != into:
        context["plan"] = planned = copy_of_season(source, into)
        if request.method == "POST" and request.POST.get("shown") == planned.fingerprint:
            return _applied(request, planned)
    return _page(request, site, context, "copy", "Copy a season’s listings")


def export_listings(request: HttpRequest, kind: str) -> HttpResponse:
    _keepers_only(request)
    if kind not in KINDS:
        raise Http404
    write, content_type = KINDS[kind]
    response = HttpResponse(write(as_cells()), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="listings.{kind}"'
    return response


def _applied(request: HttpRequest, planned: Plan) -> HttpResponse:
    apply(planned)
    said = f"{planned.created} listings made, {planned.changed} changed, {planned.unchanged} as they were."
    messages.success(request, said)
    return HttpResponseRedirect(reverse("admin:events_listing_changelist"))


def _keepers_only(request: HttpRequest) -> None:
    if not request.user.has_perms(["events.add_listing", "events.change_listing"]):
        raise PermissionDenied


def _page(
    request: HttpRequest, site: AdminSite, context: dict[str, Any], name: str = "import", title: str = "Import listings"
) -> HttpResponse:
    context = {**site.each_context(request), "title": title, **context}
    response = render(request, f"admin/events/listing/{name}.html", context)
    add_never_cache_headers(response)
    return response
