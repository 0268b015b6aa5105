"""Series, seasons, venues, and events with their sessions and races."""

import datetime
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db import connection
from django.db.models import Count, ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join

from events.admin.addresses import HTTPS
from events.admin.calendar import programme_tables as tables
from events.admin.calendar.moves import report_moves, report_unconfirmed
from events.admin.calendar.programme_form import EventForm, EventFormSet, RaceForm, SessionForm, SessionFormSet
from events.admin.calendar.venue_form import VenueForm
from events.calendar.programme.apply import results_reordered
from events.calendar.programme.stored import results_in_order
from events.calendar.season_lock import hold
from events.models import Event, Race, Season, Series, Session, Stream, Venue
from events.naming.seasons import slug_of_name
from events.time.clock_times import clock_text
from isuwc.newsroom.onward import links_from
from isuwc.text.typed import CleanAdmin


@admin.register(Series)
class SeriesAdmin(CleanAdmin):
    formfield_overrides = HTTPS
    list_display = ("name", "discipline", "first_year")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


class StreamInline(admin.StackedInline):
    formfield_overrides = HTTPS
    model = Stream
    extra = 0
    verbose_name = "ISU stream"


@admin.register(Season)
class SeasonAdmin(CleanAdmin):
    list_display = ("name", "series", "event_number")
    list_select_related = ("series",)
    inlines = (StreamInline,)
    search_fields = ("slug",)
    search_help_text = "2025/26 or 2025-26."

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return super().get_search_results(request, queryset, slug_of_name(search_term))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Season]:
        return super().get_queryset(request).annotate(event_count=Count("events"))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The season after the newest one."""
        newest = Season.objects.order_by("-start_year").first()
        next_one = {"series": newest.series_id, "start_year": newest.start_year + 1} if newest else {}
        return {**next_one, **super().get_changeform_initial_data(request)}

    def response_add(self, request: HttpRequest, obj: Season, post_url_continue: str | None = None) -> HttpResponse:
        """What a new season takes next, in other apps too."""
        if links := links_from(request, obj):
            listed = format_html_join(" · ", '<a href="{}">{}</a>', ((each.address, each.words) for each in links))
            messages.info(request, format_html("Next for {}: {}", obj, listed))
        return super().response_add(request, obj, post_url_continue)

    def get_readonly_fields(self, request: HttpRequest, obj: Season | None = None) -> tuple[str, ...]:
        return ("start_year",) if obj else ()  # addresses and the allowed days of its events depend on it

    @admin.display(description="events", ordering="event_count")
    def event_number(self, season: Season) -> int:
        return season.event_count  # type: ignore[attr-defined] # annotated


@admin.register(Venue)
class VenueAdmin(CleanAdmin):
    form = VenueForm
    list_display = ("name", "city", "country", "time_zone")
    list_select_related = ("country",)
    list_filter = (("country", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("name", "city")
    autocomplete_fields = ("country",)
    prepopulated_fields = {"slug": ("name",)}

    class Media:
        css = {"all": ["events/admin/programme.css"]}

    def get_fields(self, request: HttpRequest, obj: Venue | None = None) -> Any:
        """Adds `at_new_zone` for those who may change the zone."""
        is_asked = obj is not None and self.has_change_permission(request, obj)
        return ["name", "slug", "city", "country", "time_zone", *(["at_new_zone"] if is_asked else [])]

    def save_model(self, request: HttpRequest, obj: Venue, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if said := form.shift():
            messages.info(request, said)
        if "time_zone" in form.changed_data:
            report_unconfirmed(request, Session.objects.filter(event__venue=obj))


class TimedInline(admin.TabularInline):
    """Rows with times by the venue's clocks, also for staff who may only view them."""

    extra = 0
    clocks: tuple[str, ...]  # the read-only columns for staff who may not change the times

    def get_fields(self, request: HttpRequest, obj: Event | None = None) -> Any:
        names = [str(name) for name in super().get_fields(request, obj)]
        if self.has_change_permission(request, obj):
            return names
        return [{"starts_at": "start", "ends_at": "end"}.get(name, name) for name in names]

    def get_readonly_fields(self, request: HttpRequest, obj: Event | None = None) -> tuple[str, ...]:
        return () if self.has_change_permission(request, obj) else self.clocks

    @admin.display(description="starts at")
    def start(self, row: Session | Race) -> str:
        return self._clock(row, row.starts_at)

    @admin.display(description="ends at")
    def end(self, row: Session) -> str:
        return self._clock(row, row.ends_at)

    @staticmethod
    def _clock(row: Session | Race, at: datetime.datetime | None) -> str:
        return clock_text(at, row.event.venue.zone) if at else "-"


class SessionInline(TimedInline):
    model = Session
    form = SessionForm
    formset = SessionFormSet
    clocks = ("start", "end")
    fields = ("number", "name", "date", "starts_at", "ends_at", "plan", "plan_note")
    verbose_name_plural = "sessions (by the clocks at the venue; leave times empty until they are published)"


class RaceInline(TimedInline):
    model = Race
    form = RaceForm
    formset = EventFormSet
    clocks = ("start",)
    fields = ("number", "session", "category", "distance", "division", "phase", "ordinal", "starts_at")
    verbose_name_plural = "races (save new sessions first, then they can be chosen here)"

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "session":
            event = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
            kwargs["queryset"] = Session.objects.filter(event=event) if event else Session.objects.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Event)
class EventAdmin(CleanAdmin):
    form = EventForm
    list_display = ("title", "venue", "dates", "season", "plan")
    list_select_related = ("season", "venue")
    list_filter = ("season",)
    search_fields = ("slug", "venue__city", "venue__name")
    search_help_text = "World Cup 2 or WC2, 2025/26, a city, venue or country."
    autocomplete_fields = ("venue",)
    fields = (
        ("season", "number", "is_final"), "venue", ("start_date", "end_date"), ("plan", "plan_note"), "slug", "art",
        ("programme_is_whole", "distances_are_whole"), "programme_source",
    )  # fmt: skip
    inlines = (SessionInline, RaceInline)
    ordering = ("-start_date",)

    class Media:
        css = {"all": ["events/admin/programme.css"]}

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return queryset.matching(search_term), False

    def get_fields(self, request: HttpRequest, obj: Event | None = None) -> Any:
        """Adds what becomes of sessions and races when the event is moved."""
        if obj is None or not self.has_change_permission(request, obj):
            return self.fields
        number, venue, *rest = self.fields
        return [number, venue, "at_new_venue", *rest, "races_stay"]

    def hold_first(self, request: HttpRequest, object_id: str) -> None:
        """As imports do, which then lock rows."""
        if event := super().get_object(request, object_id):
            hold(event.season)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Event | None:
        """Load it under the season's lock when saving, so that the second of two who save sees what the first saved."""
        event = super().get_object(request, object_id, from_field)
        if event is None or request.method != "POST" or not connection.in_atomic_block:
            return event
        hold(event.season)
        return super().get_object(request, object_id, from_field)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """The template shows `results`, which only the standings' admin, in an app above this one, can fill in."""
        return super().render_change_form(request, {"results": None, **context}, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Event, form: Any, change: bool) -> None:
        hold(obj.season)
        form.results_before = results_in_order(obj.pk) if change else []
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        # Races first, so that a race that changes its session is not deleted with the former one
        super().save_related(request, form, sorted(formsets, key=lambda each: each.model is Session), change)
        if form.results_before != results_in_order(form.instance.pk):
            results_reordered.send(Season, season=form.instance.season)
        report_moves(request, form.instance, formsets)

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        page = site.admin_view(partial(tables.import_programme, site=site))
        return [
            path("<int:pk>/programme/", page, name="events_event_programme"),
            path(
                "<int:pk>/programme.<str:kind>",
                site.admin_view(tables.export_programme),
                name="events_event_programme_export",
            ),
            *super().get_urls(),
        ]
