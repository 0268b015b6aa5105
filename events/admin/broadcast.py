"""Broadcasters and their listings."""

from django.contrib import admin

from events.admin.addresses import HTTPS
from events.models import Broadcaster, Listing


@admin.register(Broadcaster)
class BroadcasterAdmin(admin.ModelAdmin):
    formfield_overrides = HTTPS
    list_display = ("name", "website", "is_example")
    list_filter = ("is_example",)
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Listing)
class ListingAdmin(admin.ModelAdmin):
    formfield_overrides = HTTPS
    list_display = ("broadcaster", "territory", "scope", "timing", "is_exclusive", "starts_on", "ends_on", "checked_on")
    list_select_related = ("broadcaster", "country", "group", "season")
    list_filter = ("season", "timing", "is_exclusive", "is_example", "broadcaster")
    search_fields = ("broadcaster__name", "country__name", "country__noc", "group__name", "channel")
    autocomplete_fields = ("broadcaster", "country", "except_countries", "except_held_in", "events", "except_events")
    date_hierarchy = "checked_on"
    fieldsets = (
        (None, {"fields": ("broadcaster",)}),
        ("Where", {"fields": (("country", "group"), "except_countries")}),
        (
            "What",
            {
                "fields": (
                    ("series", "season"),
                    "events",
                    "except_events",
                    "except_held_in",
                    ("starts_on", "ends_on"),
                    "is_exclusive",
                )
            },
        ),
        ("How", {"fields": (("platform", "channel"), "link", ("timing", "access", "language"))}),
        ("How we know", {"fields": ("source", "note", "checked_on", "is_example")}),
    )

    @admin.display(description="covers")
    def scope(self, listing: Listing) -> str:
        return listing.scope(())
