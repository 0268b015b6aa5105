"""Where the ISU stream is not available: on the form of the stream, and as a list of its own."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from events.admin.broadcast.foreseen import ForeseesAnswers
from events.admin.choosing import TodayForm
from events.broadcast.blocks import BlockRemark, remarks
from events.models import Country, Event, StreamBlock
from isuwc.newsroom.choices import BoundedChoices, give_loaded

MOST_REMARKS = 5


class StreamBlockForm(TodayForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        give_loaded(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        stream = cleaned.get("stream") or getattr(self.instance, "stream", None)
        season = getattr(stream, "season_id", None)
        if season and (wrong := [str(each) for each in cleaned.get("events") or () if each.season_id != season]):
            self.add_error("events", f"Not in the season of the stream: {', '.join(wrong)}.")
        return cleaned


class StreamBlockInline(BoundedChoices, admin.StackedInline):
    model = StreamBlock
    form = StreamBlockForm
    extra = 0
    fields = ("countries", "events", "source", ("note", "checked_on"))
    autocomplete_fields = ("countries", "events")
    verbose_name = "block"
    verbose_name_plural = "not available in (countries where the stream is blocked without a broadcaster’s right)"

    def get_queryset(self, request: HttpRequest) -> QuerySet[StreamBlock]:
        found = super().get_queryset(request).select_related("stream__season")
        return found.prefetch_related(
            Prefetch("countries", Country.objects.select_related("follows")),
            Prefetch("events", Event.objects.select_related("season", "venue")),
        )


@admin.register(StreamBlock)
class StreamBlockAdmin(ForeseesAnswers):
    form = StreamBlockForm
    list_display = ("season", "where", "source", "checked_on")
    list_filter = ("stream__season",)
    fields = ("stream", "countries", "events", "source", "note", "checked_on")
    autocomplete_fields = ("countries", "events")

    def get_queryset(self, request: HttpRequest) -> QuerySet[StreamBlock]:
        return super().get_queryset(request).select_related("stream__season").prefetch_related("countries", "events")

    @admin.display(ordering="stream__season__start_year")
    def season(self, block: StreamBlock) -> str:
        return str(block.stream.season)

    @admin.display(description="not available in")
    def where(self, block: StreamBlock) -> str:
        return block.where

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        say_remarks(request, [form.instance])


def say_remarks(request: HttpRequest, blocks: Iterable[StreamBlock]) -> None:
    """What saved blocks contradict, or repeat, of what is on record."""
    found: list[BlockRemark] = [remark for block in blocks for remark in remarks(block)]
    for remark in found[:MOST_REMARKS]:
        address = reverse("admin:events_listing_change", args=[remark.listing]) if remark.listing else ""
        link = format_html(' <a href="{}">See the listing, no. {}</a>', address, remark.listing) if address else ""
        messages.warning(request, format_html("{}{}", remark.words, link))
    if (more := len(found) - MOST_REMARKS) > 0:
        messages.warning(request, f"{more} more such contradictions. The matrix shows each country.")
