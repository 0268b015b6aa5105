"""Broadcasters and their listings, and the ISU stream."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from events.admin.addresses import HTTPS
from events.admin.broadcast import cell, holds_from, many, showing_tables
from events.admin.broadcast import listing_tables as tables
from events.admin.broadcast.foreseen import ForeseesAnswers
from events.admin.broadcast.forms.pages import ListingPages
from events.admin.broadcast.listing_filters import CheckFilter, EndFilter, LinkFilter, TerritoryFilter
from events.admin.broadcast.listing_rows import ListingRow
from events.admin.broadcast.marks import check_today, mark, mark_link, mark_showing
from events.admin.broadcast.matrix import matrix
from events.admin.broadcast.stream_blocks import StreamBlockInline, say_remarks
from events.admin.searching import listings_by_words
from events.broadcast.answers.rights import exception_words, scope_words
from events.broadcast.listings.apply import hold_off_imports
from events.models import Broadcaster, Listing, Stream
from events.time.dates import long_date


class BroadcasterForm(forms.ModelForm):
    class Meta:
        help_texts: ClassVar = {
            "time_zone": "IANA name, such as Europe/Berlin, in which it writes its times: its listings’ forms take "
            "them as they are. Tables of single sessions are read by the venue’s clocks, and the preview says what "
            "that changes. Empty: the venue’s."
        }

    not_compared = frozenset({holds_from.NAME})
    holds_from = holds_from.holds_from("name or website", AdminDateWidget)


@admin.register(Broadcaster)
class BroadcasterAdmin(ForeseesAnswers):
    formfield_overrides = HTTPS
    form = BroadcasterForm
    fields = ("name", "slug", "website", "time_zone", "holds_from", "is_example")
    list_display = ("name", "website", "is_example")
    list_filter = ("is_example",)
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}

    def get_fieldsets(self, request: HttpRequest, obj: Broadcaster | None = None) -> Any:
        found = super().get_fieldsets(request, obj)
        return found if obj else holds_from.without_it(found)

    def save_model(self, request: HttpRequest, obj: Broadcaster, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change:
            holds_from.keep_formers(request, obj, form)


@admin.register(Stream)
class StreamAdmin(ForeseesAnswers):
    """Beside the inline of the season, which broadcast staff may not save."""

    formfield_overrides = HTTPS
    list_display = ("season", "name", "link", "checked_on")
    list_select_related = ("season",)
    fields = ("season", "name", "link", "source", "note", "checked_on")
    inlines = (StreamBlockInline,)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        changed = (each for formset in formsets for each in formset.forms if each.has_changed())
        say_remarks(request, [each.instance for each in changed if each.instance.pk])


@admin.register(Listing)
class ListingAdmin(ListingPages):
    actions = ("checked_today", "new_link", "link_fails", "ends_on", "next_event")
    list_display = ("title", "scope", "how", "channel", "link", "ends_on", "checked_on")
    list_editable = ("channel", "link", "ends_on", "checked_on")
    list_select_related = ("broadcaster", "country", "group", "season")
    list_filter = (
        "season", TerritoryFilter, EndFilter, LinkFilter, CheckFilter, "timing", "is_exclusive", "is_example",
        "broadcaster",
    )  # fmt: skip
    search_fields = ("broadcaster__name", "group__name", "channel")
    search_help_text = "Broadcaster, channel, group, a country by any of its names, World Cup 2 or WC2, 2025/26."

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        if not search_term.strip():
            return queryset, False
        return listings_by_words(queryset, search_term, self.search_fields), False

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
                self.admin_site.admin_view(partial(showing_tables.export_showings, admin=self)),
                name="events_listing_sessions_export",
            ),
            path("matrix/", view(matrix), name="events_listing_matrix"),
            *cell.urls(self.admin_site),
            path(
                "<int:listing>/mark/",
                self.admin_site.admin_view(partial(mark, site_admin=self)),
                name="events_listing_mark",
            ),
            path("links/mark/", self.admin_site.admin_view(mark_link), name="events_listing_link_mark"),
            path(
                "sessions/<int:showing>/mark/",
                self.admin_site.admin_view(partial(mark_showing, site_admin=self)),
                name="events_listing_sessions_mark",
            ),
            path(
                "export.<str:kind>",
                self.admin_site.admin_view(partial(tables.export_listings, admin=self)),
                name="events_listing_export",
            ),
            *super().get_urls(),
        ]

    @admin.action(description="New link …", permissions=["change"])
    def new_link(self, request: HttpRequest, queryset: QuerySet[Listing]) -> HttpResponse | None:
        return many.change_many(request, self.admin_site, many.NEW_LINK, queryset)

    @admin.action(description="Links no longer answer", permissions=["change"])
    def link_fails(self, request: HttpRequest, queryset: QuerySet[Listing]) -> None:
        many.fail_links(request, queryset)

    @admin.action(description="Last day …", permissions=["change"])
    def ends_on(self, request: HttpRequest, queryset: QuerySet[Listing]) -> HttpResponse | None:
        return many.change_many(request, self.admin_site, many.ENDS_ON, queryset)

    @admin.action(description="Copy to the next event …", permissions=["change"])
    def next_event(self, request: HttpRequest, queryset: QuerySet[Listing]) -> HttpResponse | None:
        return many.change_many(request, self.admin_site, many.NEXT_EVENT, queryset)

    def hold_first(self, request: HttpRequest, object_id: str) -> None:
        """As imports do, which then lock rows."""
        hold_off_imports()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Listing]:
        rows: Any = super().get_queryset(request)
        return rows.with_keys().select_related(*self.list_select_related)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, form=ListingRow, **kwargs)

    @admin.display(description="listing", ordering="broadcaster__name")
    def title(self, listing: Listing) -> str:
        return str(listing)

    @admin.display(description="how", ordering="timing")
    def how(self, listing: Listing) -> str:
        is_exclusive, is_example = listing.is_exclusive, listing.is_example
        return ", ".join([*listing.ways, *["exclusive"] * is_exclusive, *["example"] * is_example])

    @admin.display(description="covers")
    def scope(self, listing: Any) -> str:
        """What it covers, with events and exceptions, from which day on, and whether for all races and sessions."""
        scope = scope_words(listing.event_titles, listing.season.start_year if listing.season else None)
        exceptions = exception_words(listing.except_event_titles, listing.except_held_in_names)
        since = f"from {long_date(listing.starts_on)}" if listing.starts_on else ""
        whose = listing.get_competitors_display().lower() if listing.competitors else ""
        some = "some sessions only" if listing.only_sessions else ""
        return ", ".join(filter(None, [" ".join(filter(None, [scope, exceptions, since])), whose, some]))

    @admin.action(description="Checked today", permissions=["change"])
    def checked_today(self, request: HttpRequest, queryset: QuerySet[Listing]) -> None:
        count = check_today(queryset, request)
        messages.success(request, f"{count} listing{'' if count == 1 else 's'} checked today.")
