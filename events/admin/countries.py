"""Countries, and groups of countries for which rights are sold together."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from events.admin.broadcast.foreseen import ForeseesAnswers
from events.models import Country, CountryGroup
from isuwc.text.typed import CleanAdmin


@admin.register(Country)
class CountryAdmin(CleanAdmin):
    list_display = ("name", "noc", "iso", "is_current")
    list_filter = ("is_current",)
    search_fields = ("name", "noc", "iso", "other_names")

    def view_on_site(self, obj: Country) -> str | None:
        """Codes of the past and neutral athletes have no page on where to watch."""
        return obj.get_absolute_url() if obj.is_current else None

    def get_readonly_fields(self, request: HttpRequest, obj: Country | None = None) -> tuple[str, ...]:
        return ("noc",) if obj else ()  # everything refers to it


class CountriesField(forms.ModelMultipleChoiceField):
    """Countries with their codes, so that typing either finds them."""

    def label_from_instance(self, obj: Country) -> str:
        return f"{obj.name} ({obj.noc})"


@admin.register(CountryGroup)
class CountryGroupAdmin(ForeseesAnswers):
    list_display = ("name", "members", "used_by")
    search_fields = ("name",)
    filter_horizontal = ("countries",)
    fields = ("name", "countries", "used_by")
    readonly_fields = ("used_by",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CountryGroup]:
        counted = {"member_count": Count("countries", distinct=True), "listing_count": Count("listings", distinct=True)}
        return super().get_queryset(request).annotate(**counted)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(db_field, request, form_class=CountriesField, **kwargs)

    @admin.display(description="used by", ordering="listing_count")
    def used_by(self, group: CountryGroup) -> str:
        if group.pk is None:
            return "no listing yet"
        count: int = group.listing_count  # type: ignore[attr-defined]
        address = reverse("admin:events_listing_changelist")
        return format_html(
            '<a href="{}?group__id__exact={}">{} listing{}</a>', address, group.pk, count, "" if count == 1 else "s"
        )

    @admin.display(description="countries", ordering="member_count")
    def members(self, group: CountryGroup) -> int:
        return group.member_count  # type: ignore[attr-defined]
