"""Countries, and the groups that are sold as one territory."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from events.models import Country, CountryGroup


@admin.register(Country)
class CountryAdmin(admin.ModelAdmin):
    list_display = ("name", "noc", "iso", "is_current")
    list_filter = ("is_current",)
    search_fields = ("name", "noc", "iso")

    def get_readonly_fields(self, request: HttpRequest, obj: Country | None = None) -> tuple[str, ...]:
        return ("noc",) if obj else ()  # everything refers to it


@admin.register(CountryGroup)
class CountryGroupAdmin(admin.ModelAdmin):
    list_display = ("name", "members")
    search_fields = ("name",)
    filter_horizontal = ("countries",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CountryGroup]:
        return super().get_queryset(request).annotate(member_count=Count("countries"))

    @admin.display(description="countries", ordering="member_count")
    def members(self, group: CountryGroup) -> int:
        return group.member_count  # type: ignore[attr-defined]
