"""Countries, and groups of countries for which rights are sold together."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from events.admin.broadcast.foreseen import ForeseesAnswers
from events.admin.choosing import TodayForm, offered
from events.models import Country, CountryGroup
from isuwc.text.typed import CleanAdmin


@admin.register(Country)
class CountryAdmin(CleanAdmin):
    form = TodayForm
    list_display = ("name", "noc", "iso", "is_current", "follows")
    list_select_related = ("follows",)
    list_filter = ("is_current", "is_territory")
    search_fields = ("name", "noc", "iso", "other_names")
    search_help_text = "By name in any language in use, NOC or ISO code."
    autocomplete_fields = ("follows",)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """What autocompletes offer is of today, the very name first: never East Germany before Germany."""
        if "field_name" in request.GET and "model_name" in request.GET:
            queryset = queryset & offered(request.GET["model_name"], request.GET["field_name"])
        return (queryset.matching(search_term) if search_term.strip() else queryset), False

    def view_on_site(self, obj: Country) -> str | None:
        """Codes of the past and neutral athletes have no page on where to watch."""
        return obj.get_absolute_url() if obj.is_current else None

    def get_readonly_fields(self, request: HttpRequest, obj: Country | None = None) -> tuple[str, ...]:
        return ("noc",) if obj else ()  # everything refers to it


@admin.register(CountryGroup)
class CountryGroupAdmin(ForeseesAnswers):
    form = TodayForm
    list_display = ("name", "members", "used_by")
    search_fields = ("name",)
    filter_horizontal = ("countries",)
    fields = ("name", "countries", "used_by")
    readonly_fields = ("used_by",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CountryGroup]:
        counted = {"member_count": Count("countries", distinct=True), "listing_count": Count("listings", distinct=True)}
        return super().get_queryset(request).annotate(**counted)

    @admin.display(description="used by", ordering="listing_count")
    def used_by(self, group: CountryGroup) -> str:
        if group.pk is None:
            return "no listing yet"
        count: int = group.listing_count  # type: ignore[attr-defined] # annotated
        address = reverse("admin:events_listing_changelist")
        return format_html(
            '<a href="{}?group__id__exact={}">{} listing{}</a>', address, group.pk, count, "" if count == 1 else "s"
        )

    @admin.display(description="countries", ordering="member_count")
    def members(self, group: CountryGroup) -> int:
        return group.member_count  # type: ignore[attr-defined] # annotated
