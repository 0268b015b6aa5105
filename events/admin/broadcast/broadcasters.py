"""Broadcasters and their listings, and the ISU stream."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from events.admin.addresses import HTTPS
from events.admin.broadcast import listing_tables as tables
from events.admin.broadcast import showing_tables
from events.admin.broadcast.forms.pages import ListingPages
from events.admin.broadcast.listing_filters import CheckFilter, EndFilter, LinkFilter, TerritoryFilter
from events.admin.broadcast.marks import check_today, mark, mark_showing
from events.admin.broadcast.matrix import matrix
from events.broadcast.listings.apply import hold_off_imports
from events.broadcast.rights import exception_words, scope_words
from events.models import Broadcaster, Listing, Stream
from isuwc.text.typed import CleanAdmin


@admin.register(Broadcaster)
class BroadcasterAdmin(CleanAdmin):
    formfield_overrides = HTTPS
    list_display = ("name", "website", "is_example")
    list_filter = ("is_example",)
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Stream)
class StreamAdmin(CleanAdmin):
    """Beside the inline of the season, which broadcast staff may not save."""

    formfield_overrides = HTTPS
    list_display = ("season", "name", "link", "checked_on")
    list_select_related = ("season",)
    fields = ("season", "name", "link", "source", "note", "checked_on")


@admin.register(Listing)
class ListingAdmin(ListingPages):
    actions = ("checked_today",)
    list_display = ("broadcaster", "territory", "scope", "shown", "is_exclusive", "starts_on", "ends_on", "checked_on")
    list_select_related = ("broadcaster", "country", "group", "season")
    list_filter = (
        "season", TerritoryFilter, EndFilter, LinkFilter, CheckFilter, "timing", "is_exclusive", "is_example",
        "broadcaster",
    )  # fmt: skip
    search_fields = ("broadcaster__name", "country__name", "country__noc", "group__name", "channel")
    date_hierarchy = "checked_on"

    def get_urls(self) -> list[URLPattern]:
        def view(function: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
            return self.admin_site.admin_view(partial(function, site=self.admin_site))

        return [
            path("import/", view(tables.import_listings), name="events_listing_import"),
            path("territories/", self.admin_site.admin_view(self.territories), name="events_listing_territories"),
            path("copy/", view(tables.copy_listings), name="events_listing_copy"),
            path("sessions/import/", view(showing_tables.import_showings), name="events_listing_sessions_import"),
            path(
                "sessions/export.<str:kind>",
                self.admin_site.admin_view(showing_tables.export_showings),
                name="events_listing_sessions_export",
            ),
            path("matrix/", view(matrix), name="events_listing_matrix"),
            path(
                "<int:listing>/mark/",
                self.admin_site.admin_view(partial(mark, site_admin=self)),
                name="events_listing_mark",
            ),
            path(
                "sessions/<int:showing>/mark/",
                self.admin_site.admin_view(partial(mark_showing, site_admin=self)),
                name="events_listing_sessions_mark",
            ),
            path("export.<str:kind>", self.admin_site.admin_view(tables.export_listings), name="events_listing_export"),
            *super().get_urls(),
        ]

    def hold_first(self, request: HttpRequest, object_id: str) -> None:
        """As imports do, which then lock rows."""
        hold_off_imports()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Listing]:
        return super().get_queryset(request).with_keys()  # type: ignore[attr-defined]

    @admin.display(description="covers")
    def scope(self, listing: Any) -> str:
        """What it covers, with its events and exceptions, and whether it is for all races and sessions of these."""
        scope = scope_words(listing.event_titles, listing.season.start_year if listing.season else None)
        words = f"{scope} {exception_words(listing.except_event_titles, listing.except_held_in_names)}".strip()
        whose = listing.get_competitors_display().lower() if listing.competitors else ""
        some = "some sessions only" if listing.only_sessions else ""
        return ", ".join(filter(None, [words, whose, some]))

    @admin.display(description="shown", ordering="timing")
    def shown(self, listing: Listing) -> str:
        return ", ".join(listing.ways)

    @admin.action(description="Checked today", permissions=["change"])
    def checked_today(self, request: HttpRequest, queryset: QuerySet[Listing]) -> None:
        count = check_today(queryset, request)
        messages.success(request, f"{count} listing{'' if count == 1 else 's'} checked today.")
