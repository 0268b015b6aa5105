"""How each kind of block is edited inside an article."""

from typing import Any

from content_editor.admin import ContentEditorInline
from django import forms
from django.db import models
from django.http import HttpRequest

from events.models import Event, Race, Season
from isuwc.text.numbers import whole_number
from news.admin.articles.widgets import PhotoField, PhotosField
from news.models import (
    CalendarBlock,
    GalleryBlock,
    Photo,
    PhotoBlock,
    QuoteBlock,
    ResultBlock,
    StandingsBlock,
    TableBlock,
    TextBlock,
    VideoBlock,
    WatchBlock,
)
from standings.models import Competitor, Cup

# Every relation that an option's text prints, and the order in which a journalist looks for it: the latest first
CHOICES: dict[type[models.Model], Any] = {
    Event: lambda: Event.objects.with_place().order_by("-start_date", "-number"),
    Season: lambda: Season.objects.order_by("-start_year"),
    Race: lambda: Race.objects.with_event().order_by("-event__start_date", "event", "number"),
    Cup: lambda: Cup.objects.newest_first(),
    Competitor: lambda: Competitor.objects.skaters().order_by("family_name", "given_name"),
}


class RaceField(forms.ModelChoiceField):
    """A race by its event and title."""

    def label_from_instance(self, race: Race) -> str:
        return f"{race.event}: {race.title}"


class SkaterField(forms.ModelChoiceField):
    """A skater by family name first, with the country's NOC code."""

    def label_from_instance(self, skater: Competitor) -> str:
        return f"{skater.sorted_name} ({skater.country_id})"


FIELDS: dict[type[models.Model], type[forms.ModelChoiceField]] = {Race: RaceField, Competitor: SkaterField}


class ReferenceFields:
    """For a ModelAdmin or inline: photos are chosen by thumbnail, and the options of a list are one query (CHOICES)."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        target = db_field.remote_field.model if db_field.is_relation else None
        if target is Photo and not db_field.many_to_many:
            return db_field.formfield(form_class=PhotoField, queryset=Photo.objects.all())
        if target in CHOICES and not db_field.many_to_many:
            return db_field.formfield(
                form_class=FIELDS.get(target, forms.ModelChoiceField), queryset=CHOICES[target](), **kwargs
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


class BlockInline(ReferenceFields, ContentEditorInline):
    """A kind of block inside the article's form; INLINES has one for each."""

    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"})}}


class ResultInline(BlockInline):
    """A new article that is opened from a race begins with its result."""

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return len(first_results(request, obj))


def first_results(request: HttpRequest, article: Any) -> list[dict[str, Any]]:
    """The values of the result block with which a new article is opened: of the race that its address names.

    Only while it is opened. In the form that is sent, a block that has these values still would count as unchanged, and
    would not be saved.
    """
    key = whole_number(request.GET.get("race", "")) if article is None and request.method == "GET" else None
    if key is None or not Race.objects.filter(pk=key).exists():
        return []
    return [{"race": key, "region": "body", "ordering": 10}]


class GalleryForm(forms.ModelForm):
    """A gallery with its photos in the order in which they were chosen, which are rows of a model of their own."""

    chosen = PhotosField(label="Photos")

    class Meta:
        model = GalleryBlock
        fields = ["title"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["chosen"] = [photo.pk for photo in self.instance.photos_in_order]

    def clean(self) -> dict[str, Any] | None:
        # A preview draws the block before it is saved.
        self.instance.chosen = self.cleaned_data.get("chosen", [])
        return super().clean()

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        self.instance.set_photos(self.cleaned_data["chosen"])


class TableForm(forms.ModelForm):
    """A table as it was pasted from a spreadsheet: cells between tabs, a row on each line."""

    class Meta:
        model = TableBlock
        fields = ["caption", "source", "has_header"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Kept as it was pasted: where the first cell is empty, the text begins with a tab.
        self.fields["source"].strip = False  # type: ignore[attr-defined]


def _inline(
    model: type[models.Model], icon: str, color: str, fields: list[Any], kind: Any = BlockInline, **options: Any
) -> type[BlockInline]:
    return kind.create(
        model, icon=icon, color=color, fieldsets=[(None, {"fields": [*fields, "region", "ordering"]})], **options
    )


WORDS, PICTURES, DATA = "oklch(0.45 0.15 262)", "oklch(0.5 0.13 155)", "oklch(0.5 0.19 25)"

INLINES: list[Any] = [
    _inline(TextBlock, "notes", WORDS, ["text"]),
    _inline(QuoteBlock, "format_quote", WORDS, ["text", ("speaker", "speaker_name"), "role"]),
    _inline(PhotoBlock, "photo_camera", PICTURES, ["photo", "caption"]),
    _inline(GalleryBlock, "photo_library", PICTURES, ["title", "chosen"], form=GalleryForm),
    _inline(VideoBlock, "smart_display", PICTURES, ["youtube_id", "title", "poster"]),
    _inline(TableBlock, "table_chart", WORDS, ["caption", "source", "has_header"], form=TableForm),
    _inline(ResultBlock, "emoji_events", DATA, ["race", "fixed"], kind=ResultInline),
    _inline(StandingsBlock, "leaderboard", DATA, ["cup", "fixed", ("season", "category")]),
    _inline(WatchBlock, "live_tv", DATA, ["event"]),
    _inline(CalendarBlock, "calendar_month", DATA, ["season"]),
]
