"""Broadcasters and their listings."""

from collections.abc import Callable
from functools import partial

from django.contrib import admin
from django.http import HttpResponse
from django.urls import URLPattern, path

from events.admin import tables
from events.admin.addresses import HTTPS
from events.admin.matrix import matrix
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

    def get_urls(self) -> list[URLPattern]:
        def view(function: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
            return self.admin_site.admin_view(partial(function, site=self.admin_site))

        return [
            path("import/", view(tables.import_listings), name="events_listing_import"),
            path("copy/", view(tables.copy_listings), name="events_listing_copy"),
            path("matrix/", view(matrix), name="events_listing_matrix"),
            path("export.<str:kind>", self.admin_site.admin_view(tables.export_listings), name="events_listing_export"),
            *super().get_urls(),
        ]

    @admin.display(description="covers")
    def scope(self, listing: Listing) -> str:
        return listing.scope(())
