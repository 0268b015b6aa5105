"""How each kind of block is edited inside an article."""

from collections.abc import Iterable
from typing import Any

from content_editor.admin import ContentEditorInline
from django import forms
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django_prose_editor.widgets import ProseEditorWidget

from events.models import Race
from isuwc.text.numbers import whole_number
from news.admin.articles.form.block_forms import (
    BlockForm,
    BlockFormSet,
    GalleryForm,
    PhotoForm,
    QuoteForm,
    TableForm,
    VideoForm,
)
from news.admin.articles.form.lookups import LOOKUPS, LookupField
from news.admin.articles.form.widgets import PhotoField
from news.editions.snapshot import kinds_of_blocks
from news.models import (
    Article,
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
from news.models.blocks import Block
from news.models.photos.queryset import files_of


class ReferenceFields:
    """For a ModelAdmin or inline: photos are chosen by thumbnail, and what LOOKUPS has is found as one types."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        target = db_field.remote_field.model if db_field.is_relation and not db_field.many_to_many else None
        if target is Photo:
            return db_field.formfield(form_class=PhotoField, queryset=Photo.objects.all(), **kwargs)
        if target in LOOKUPS:
            return LookupField.of(db_field, **kwargs)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc] # an admin follows
        if field and isinstance(field.widget, ProseEditorWidget):
            field.widget.template_name = "news/admin/text_editor.html"
        return field


class BlockInline(ReferenceFields, ContentEditorInline):
    """A kind of block inside the article's form; INLINES has one for each."""

    form = BlockForm
    formset = BlockFormSet
    template = "admin/news/article/block.html"
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 1})}}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With every row that its fields show; the article itself is loaded."""
        rows = self.model.get_queryset()
        for field in self.model._meta.get_fields():
            if field.name == "parent":
                continue
            target = field.remote_field.model if field.concrete and field.many_to_one else None
            if target in LOOKUPS:
                rows = rows.select_related(field.name, *(f"{field.name}__{name}" for name in LOOKUPS[target].relations))
            elif target is Photo:
                rows = rows.annotate(found_files=files_of(f"{field.name}__file"))
        return rows if self.has_view_or_change_permission(request) else rows.none()


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


def stored_kinds(request: HttpRequest, article: Article) -> list[type[Block]]:
    """The kinds of which the article has any: the others need no query. Asked once for a form, which asks for each."""
    found: list[type[Block]] | None = getattr(request, "stored_kinds", None)
    if found is None:
        found = request.stored_kinds = kinds_of_blocks(article)  # type: ignore[attr-defined]
    return found


def number(formsets: Iterable[Any]) -> list[BlockForm]:
    """Give the blocks' forms their numbers and their article, which is loaded; the forms in the article's order."""
    blocks: list[BlockForm] = []
    for formset in formsets:
        for form in formset.forms:
            form.instance.parent = formset.instance
            blocks.append(form)
    blocks.sort(key=lambda form: whole_number(str(form["ordering"].value())) or 0)
    for place, form in enumerate(blocks, start=1):
        form.number = place
    return blocks


def _inline(
    model: type[models.Model], icon: str, color: str, fields: list[Any], kind: Any = BlockInline, **options: Any
) -> type[BlockInline]:
    button = format_html('<span class="material-icons" aria-hidden="true">{}</span>', icon)  # its name is no word
    return kind.create(
        model, button=button, color=color, fieldsets=[(None, {"fields": [*fields, "region", "ordering"]})], **options
    )


WORDS, PICTURES, DATA = "oklch(0.45 0.15 262)", "oklch(0.5 0.13 155)", "oklch(0.5 0.19 25)"

# In the order of BLOCKS, by which blocks with the same `ordering` stand in a content: the form numbers them alike
INLINES: list[Any] = [
    _inline(TextBlock, "notes", WORDS, ["text"]),
    _inline(PhotoBlock, "photo_camera", PICTURES, ["photo", "caption"], form=PhotoForm),
    _inline(QuoteBlock, "format_quote", WORDS, ["text", ("speaker", "speaker_name", "role")], form=QuoteForm),
    _inline(GalleryBlock, "photo_library", PICTURES, ["title", "chosen"], form=GalleryForm),
    _inline(VideoBlock, "smart_display", PICTURES, [("youtube_id", "title"), "poster"], form=VideoForm),
    _inline(TableBlock, "table_chart", WORDS, ["caption", "source", "has_header"], form=TableForm),
    _inline(ResultBlock, "emoji_events", DATA, ["race", "fixed"], kind=ResultInline),
    _inline(StandingsBlock, "leaderboard", DATA, ["cup", "fixed", ("season", "category")]),
    _inline(WatchBlock, "live_tv", DATA, ["event"]),
    _inline(CalendarBlock, "calendar_month", DATA, ["season"]),
]
