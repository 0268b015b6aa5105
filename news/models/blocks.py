"""The blocks that an article's body is made of. Those that show data hold a reference, never a copy."""

import re
from collections.abc import Iterable
from typing import Any

from content_editor.models import PluginBase
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django_prose_editor.fields import ProseEditorField

from events.models import Event, Race, Season
from isuwc.text.html import clean_html, paragraphs
from news.blocks.tables import Table, parse_table
from news.models.article import Article
from news.models.photo import Photo
from standings.models import Competitor, Cup

REGION = "body"


class Block(PluginBase, models.Model):  # type: ignore[misc]  # django-content-editor has no types
    """A part of an article's body, in its place."""

    parent = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="%(app_label)s_%(class)s_set")
    region = models.CharField(max_length=20, default=REGION)
    ordering = models.IntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["ordering"]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def get_queryset(cls) -> models.QuerySet[Any]:
        """With every relation that `facts` reads."""
        return cls._default_manager.all()

    def facts(self) -> dict[str, Any]:
        """What an edition keeps of it, as JSON: its words, and the keys of what it refers to."""
        raise NotImplementedError


EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
}


class TextBlock(Block):
    """Paragraphs, subheads and lists."""

    text = ProseEditorField(extensions=EXTENSIONS, sanitize=clean_html)

    class Meta(Block.Meta):
        verbose_name = "text"

    def __str__(self) -> str:
        return str(self.get_text_excerpt(words=8))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text = str(clean_html(self.text))
        super().save(*args, **kwargs)

    def facts(self) -> dict[str, Any]:
        return {"kind": "text", "html": str(clean_html(self.text))}


class PhotoBlock(Block):
    """A photo of the library, with its caption or one for this use."""

    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="photo_blocks")
    caption = models.TextField(blank=True, help_text="Empty: the photo's own caption.")

    class Meta(Block.Meta):
        verbose_name = "photo"

    def __str__(self) -> str:
        return str(self.photo)

    @classmethod
    def get_queryset(cls) -> models.QuerySet[Any]:
        return super().get_queryset().select_related("photo")

    def facts(self) -> dict[str, Any]:
        return {"kind": "photo", **self.photo.facts(self.caption)}


class GalleryBlock(Block):
    """Several photos of the library, each with its own caption."""

    title = models.CharField(max_length=120, blank=True)
    photos = models.ManyToManyField(Photo, through="GalleryPhoto", related_name="galleries")

    class Meta(Block.Meta):
        verbose_name = "gallery"

    def __str__(self) -> str:
        return self.title or "Gallery"

    @classmethod
    def get_queryset(cls) -> models.QuerySet[Any]:
        return super().get_queryset().prefetch_related("entries__photo")

    def facts(self) -> dict[str, Any]:
        return {"kind": "gallery", "title": self.title, "photos": [photo.facts() for photo in self.photos_in_order]}

    @property
    def photos_in_order(self) -> list[Photo]:
        """The photos as chosen: those of an unsaved form where it set `chosen`."""
        chosen: list[Photo] | None = getattr(self, "chosen", None)
        if chosen is not None:
            return chosen
        return [entry.photo for entry in self.entries.all()]

    def set_photos(self, photos: Iterable[Photo]) -> None:
        """These photos in this order and no others."""
        with transaction.atomic():
            self.entries.all().delete()
            GalleryPhoto.objects.bulk_create(
                GalleryPhoto(gallery=self, photo=photo, position=n) for n, photo in enumerate(photos, start=1)
            )


class GalleryPhoto(models.Model):
    gallery = models.ForeignKey(GalleryBlock, on_delete=models.CASCADE, related_name="entries")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["gallery", "position"]
        constraints = [models.UniqueConstraint(fields=["gallery", "position"], name="gallery_position_once")]

    def __str__(self) -> str:
        return f"{self.position}. {self.photo}"


class QuoteBlock(Block):
    """What somebody said, word for word, with who said it."""

    text = models.TextField(help_text="Word for word, with its quotation marks. A blank line parts paragraphs.")
    speaker = models.ForeignKey(
        Competitor, on_delete=models.PROTECT, null=True, blank=True, related_name="quotes", help_text="A skater …"
    )
    speaker_name = models.CharField(max_length=120, blank=True, help_text="… or anybody else: Bart Schouten.")
    role = models.CharField(max_length=120, blank=True, help_text="Coach of Canada. Not needed for a skater.")

    class Meta(Block.Meta):
        verbose_name = "quote"

    def __str__(self) -> str:
        return f"{self.speaker_text or 'Quote'}: {self.text[:60]}"

    def clean(self) -> None:
        if self.speaker_id and self.speaker_name:
            raise ValidationError({"speaker_name": "The speaker is chosen already: leave the name empty."})

    @classmethod
    def get_queryset(cls) -> models.QuerySet[Any]:
        return super().get_queryset().select_related("speaker__country")

    def facts(self) -> dict[str, Any]:
        return {
            "kind": "quote",
            "paragraphs": paragraphs(self.text),
            "speaker": self.speaker_text,
            "role": self.role,
            "noc": self.speaker.country_id if self.speaker else "",
            "address": self.speaker.get_absolute_url() if self.speaker and not self.speaker.is_team else "",
        }

    @property
    def speaker_text(self) -> str:
        return self.speaker.name if self.speaker else self.speaker_name


YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_YOUTUBE_ADDRESS = re.compile(
    r"^(?:https?://)?(?:www\.|m\.)?(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch\?(?:\S*&)?v=|(?:embed|shorts|live|v)/))"
    r"([A-Za-z0-9_-]{11})(?:[?&#/].*)?$"
)


def youtube_id(text: str) -> str:
    """The video's id out of an address or the id itself. Raises ValidationError."""
    text = text.strip()
    if YOUTUBE_ID.fullmatch(text):
        return text
    if found := _YOUTUBE_ADDRESS.match(text):
        return found[1]
    raise ValidationError("This is neither the address nor the id of a YouTube video.")


class VideoBlock(Block):
    """A YouTube video. Nothing is fetched from Google before somebody presses play."""

    youtube_id = models.CharField("video", max_length=200, help_text="The video's address on YouTube, or its id.")
    title = models.CharField(max_length=150, help_text="What it shows.")
    poster = models.ForeignKey(
        Photo,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="video_blocks",
        help_text="The picture before it plays; empty: a plain panel.",
    )

    class Meta(Block.Meta):
        verbose_name = "video"
        constraints = [
            models.CheckConstraint(
                condition=Q(youtube_id__regex=r"^[A-Za-z0-9_-]{11}$"), name="video_block_id_of_youtube"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.youtube_id = youtube_id(self.youtube_id)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        try:
            self.youtube_id = youtube_id(self.youtube_id)
        except ValidationError as error:
            raise ValidationError({"youtube_id": error.messages}) from None

    @classmethod
    def get_queryset(cls) -> models.QuerySet[Any]:
        return super().get_queryset().select_related("poster")

    def facts(self) -> dict[str, Any]:
        poster = self.poster.facts() if self.poster else None
        return {"kind": "video", "youtube": self.youtube_id, "title": self.title, "poster": poster}


class TableBlock(Block):
    """A table, kept as it was pasted."""

    caption = models.CharField(max_length=200, blank=True)
    source = models.TextField(
        "table", help_text="Paste it from a spreadsheet, or write a line for each row and | between the cells."
    )
    has_header = models.BooleanField("first row is the header", default=True)

    class Meta(Block.Meta):
        verbose_name = "table"

    def __str__(self) -> str:
        return self.caption or self.source.partition("\n")[0][:60]

    def facts(self) -> dict[str, Any]:
        table = self.table
        return {
            "kind": "table",
            "caption": self.caption,
            "header": list(table.header),
            "rows": [list(row) for row in table.rows],
            "numeric": list(table.numeric),
        }

    @property
    def table(self) -> Table:
        return parse_table(self.source, has_header=self.has_header)


class ResultBlock(Block):
    """The podium of a race, as the results have it when somebody reads the page, or as they were at publication."""

    race = models.ForeignKey(Race, on_delete=models.PROTECT, related_name="+")
    fixed = models.BooleanField(
        "as it was when published",
        default=False,
        help_text="Off: it follows the results, corrections too. On: it keeps what it shows when it goes live.",
    )

    class Meta(Block.Meta):
        verbose_name = "result card"

    def __str__(self) -> str:
        return str(self.race)

    def facts(self) -> dict[str, Any]:
        return {"kind": "result", "race": self.race_id, **({"fixed": True} if self.fixed else {})}


class StandingsBlock(Block):
    """The standings of one cup, or links to those of a season."""

    cup = models.ForeignKey(
        Cup, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="One cup, with its leaders …"
    )
    season = models.ForeignKey(
        Season,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="… or all cups of a season. Both empty: of the article's season.",
    )
    category = models.CharField(
        "for", max_length=5, blank=True, choices=[("", "Women and men"), ("women", "Women"), ("men", "Men")]
    )

    fixed = models.BooleanField(
        "as it was when published",
        default=False,
        help_text="For one cup. Off: always the newest standing. On: it keeps what it shows when it goes live.",
    )

    class Meta(Block.Meta):
        verbose_name = "standings"
        verbose_name_plural = "standings"
        constraints = [
            models.CheckConstraint(
                condition=Q(fixed=False) | Q(cup__isnull=False),
                name="standings_block_fixed_of_a_cup",
                violation_error_message="Only the standing of one cup can stay as it was; links have nothing to keep.",
            ),
            models.CheckConstraint(
                condition=Q(cup__isnull=True) | Q(season__isnull=True, category=""),
                name="standings_block_cup_or_season",
                violation_error_message="Choose one cup, or a season and for whom, not both.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.cup or self.season or "Standings")

    def facts(self) -> dict[str, Any]:
        if self.cup_id:
            return {"kind": "standings", "cup": self.cup_id, **({"fixed": True} if self.fixed else {})}
        return {
            "kind": "standings",
            "season": self.season_id or self.parent.the_season_id,
            "category": self.category,
        }


class WatchBlock(Block):
    """Where to watch an event: session times and who shows it."""

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: the article's."
    )

    class Meta(Block.Meta):
        verbose_name = "where to watch"
        verbose_name_plural = "where to watch"

    def __str__(self) -> str:
        return str(self.event or "Where to watch")

    def facts(self) -> dict[str, Any]:
        return {"kind": "watch", "event": self.event_id or self.parent.event_id}


class CalendarBlock(Block):
    """The events of a season."""

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: the article's."
    )

    class Meta(Block.Meta):
        verbose_name = "calendar"

    def __str__(self) -> str:
        return str(self.season or "Calendar")

    def facts(self) -> dict[str, Any]:
        return {"kind": "calendar", "season": self.season_id or self.parent.the_season_id}


BLOCKS = (
    TextBlock,
    PhotoBlock,
    QuoteBlock,
    GalleryBlock,
    VideoBlock,
    TableBlock,
    ResultBlock,
    StandingsBlock,
    WatchBlock,
    CalendarBlock,
)
