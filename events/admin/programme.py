"""Series, seasons, venues, and events with their sessions and races."""

from functools import partial
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import admin
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, ForeignKey, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path

from events.admin import programme_tables as tables
from events.admin.addresses import HTTPS
from events.models import Event, Race, Season, Series, Session, Stream, Venue
from isuwc.images import UnusablePictureError, master, open_picture


@admin.register(Series)
class SeriesAdmin(admin.ModelAdmin):
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
class SeasonAdmin(admin.ModelAdmin):
    list_display = ("name", "series", "event_number")
    list_select_related = ("series",)
    inlines = (StreamInline,)
    search_fields = ("slug",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Season]:
        return super().get_queryset(request).annotate(event_count=Count("events"))

    def get_readonly_fields(self, request: HttpRequest, obj: Season | None = None) -> tuple[str, ...]:
        return ("start_year",) if obj else ()  # addresses and the days of its events hang on it

    @admin.display(description="events", ordering="event_count")
    def event_number(self, season: Season) -> int:
        return season.event_count  # type: ignore[attr-defined]


@admin.register(Venue)
class VenueAdmin(admin.ModelAdmin):
    list_display = ("name", "city", "country", "time_zone")
    list_select_related = ("country",)
    list_filter = ("country",)
    search_fields = ("name", "city")
    autocomplete_fields = ("country",)
    prepopulated_fields = {"slug": ("name",)}


class SessionFormSet(forms.BaseInlineFormSet):
    """Finds two sessions of one submission that overlap; against stored ones the model's constraint does."""

    def clean(self) -> None:
        super().clean()
        spans = sorted(
            (form.cleaned_data["starts_at"], form.cleaned_data["ends_at"], form.cleaned_data["number"])
            for form in self.forms
            if form.is_valid() and not form.cleaned_data.get("DELETE") and form.cleaned_data.get("ends_at")
        )
        for (_, end, number), (start, _, other) in pairwise(spans):
            if start < end:
                raise forms.ValidationError(f"Sessions {number} and {other} can't be on at the same time.")


class SessionInline(admin.TabularInline):
    model = Session
    formset = SessionFormSet
    extra = 0
    fields = ("number", "name", "date", "starts_at", "ends_at", "plan", "plan_note")
    verbose_name_plural = "sessions (times in UTC; leave them empty until they are published)"


class RaceInline(admin.TabularInline):
    model = Race
    extra = 0
    fields = ("number", "session", "category", "distance", "division", "phase", "ordinal", "starts_at")
    verbose_name_plural = "races (save new sessions first, then they can be chosen here)"

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "session":
            event = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
            kwargs["queryset"] = Session.objects.filter(event=event) if event else Session.objects.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class EventForm(forms.ModelForm):
    class Meta:
        model = Event
        fields = "__all__"  # noqa: DJ007 - the admin's fieldsets say which

    def clean_art(self) -> Any:
        """A new key visual, decoded and encoded anew: nothing is kept as it came."""
        upload = self.cleaned_data["art"]
        if not isinstance(upload, UploadedFile):
            return upload
        try:
            kept = master(open_picture(upload.read()))
        except UnusablePictureError as error:
            raise forms.ValidationError(str(error)) from error
        return ContentFile(kept.data, name=kept.name)


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    form = EventForm
    list_display = ("title", "venue", "dates", "season", "plan")
    list_select_related = ("season", "venue")
    list_filter = ("season",)
    search_fields = ("slug", "venue__city", "venue__name")
    autocomplete_fields = ("venue",)
    fields = (
        ("season", "number", "is_final"), "venue", ("start_date", "end_date"), ("plan", "plan_note"), "slug", "art",
        "programme_is_whole",
    )  # fmt: skip
    inlines = (SessionInline, RaceInline)
    ordering = ("-start_date",)

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
