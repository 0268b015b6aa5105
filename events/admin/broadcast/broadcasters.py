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
from events.admin.broadcast.listing_contradictions import warn_of_conflicts
from events.admin.broadcast.listing_filters import CheckFilter, EndFilter, LinkFilter, TerritoryFilter
from events.admin.broadcast.listing_form import ListingForm, ShowingFormSet, another_day, sessions_for, showing_form
from events.admin.broadcast.marks import check_today, mark, mark_showing
from events.admin.broadcast.matrix import matrix
from events.broadcast.listings.apply import hold_off_imports
from events.broadcast.rights import exception_words, scope_words
from events.models import Broadcaster, Listing, Showing, Stream
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


class ShowingInline(admin.StackedInline):
    """Single sessions that the broadcaster leaves out or shows differently."""

    model = Showing
    formset = ShowingFormSet
    formfield_overrides = HTTPS
    fields = ("session", "is_shown", ("starts_at", "timing"), ("channel", "link"), "note")
    extra = 0
    verbose_name = "single session"
    verbose_name_plural = "single sessions: left out, or shown at another time or in another way"

    class Media:
        css = {"all": ["events/admin/showings.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Showing]:
        return super().get_queryset(request).with_words()  # type: ignore[attr-defined]  # each row's heading needs them

    def get_fields(self, request: HttpRequest, obj: Listing | None = None) -> Any:
        return [*self.fields, *(["seen"] if self.has_change_permission(request, obj) else [])]

    def get_formset(self, request: HttpRequest, obj: Listing | None = None, **kwargs: Any) -> Any:
        posted = [str(value) for name, value in request.POST.items() if name.endswith("-session")]
        season = request.POST.get("season") or request.GET.get("season", "")
        kwargs["form"] = showing_form(sessions_for(obj, season, posted))
        return super().get_formset(request, obj, **kwargs)


@admin.register(Listing)
class ListingAdmin(CleanAdmin):
    formfield_overrides = HTTPS
    form = ListingForm
    inlines = (ShowingInline,)
    actions = ("checked_today",)
    list_display = ("broadcaster", "territory", "scope", "timing", "is_exclusive", "starts_on", "ends_on", "checked_on")
    list_select_related = ("broadcaster", "country", "group", "season")
    list_filter = (
        "season", TerritoryFilter, EndFilter, LinkFilter, CheckFilter, "timing", "is_exclusive", "is_example",
        "broadcaster",
    )  # fmt: skip
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
        ("How", {"fields": (("platform", "channel"), ("link", "link_failed_on"), ("timing", "access", "language"))}),
        ("How we know", {"fields": ("source", "note", "checked_on", "is_example")}),
    )

    def get_urls(self) -> list[URLPattern]:
        def view(function: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
            return self.admin_site.admin_view(partial(function, site=self.admin_site))

        return [
            path("import/", view(tables.import_listings), name="events_listing_import"),
            path("copy/", view(tables.copy_listings), name="events_listing_copy"),
            path("sessions/import/", view(showing_tables.import_showings), name="events_listing_sessions_import"),
            path(
                "sessions/export.<str:kind>",
                self.admin_site.admin_view(partial(showing_tables.export_showings, admin=self)),
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
            path(
                "export.<str:kind>",
                self.admin_site.admin_view(partial(tables.export_listings, admin=self)),
                name="events_listing_export",
            ),
            *super().get_urls(),
        ]

    def hold_first(self, request: HttpRequest, object_id: str) -> None:
        """As imports do, which then lock rows."""
        hold_off_imports()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Listing]:
        return super().get_queryset(request).with_keys()  # type: ignore[attr-defined]

    @admin.display(description="covers")
    def scope(self, listing: Any) -> str:
        """What it covers, with its events and exceptions."""
        scope = scope_words(listing.event_titles, listing.season.start_year if listing.season else None)
        return f"{scope} {exception_words(listing.except_event_titles, listing.except_held_in_names)}".strip()

    @admin.action(description="Checked today", permissions=["change"])
    def checked_today(self, request: HttpRequest, queryset: QuerySet[Listing]) -> None:
        count = check_today(queryset, request)
        messages.success(request, f"{count} listing{'' if count == 1 else 's'} checked today.")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for showing in (form.instance for formset in formsets for form in formset.forms if form.has_changed()):
            if showing.pk and (words := another_day(showing)):
                messages.info(request, words)
        warn_of_conflicts(request, form.instance)
