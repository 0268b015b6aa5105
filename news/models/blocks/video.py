import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from news.blocks.video import VideoFacts
from news.models.blocks.block import Block
from news.models.photos.photo import Photo

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

    youtube_id = models.CharField(
        "video", max_length=200, blank=True, help_text="The video's address on YouTube, or its id."
    )
    title = models.CharField(max_length=150, blank=True, help_text="What it shows.")
    poster = models.ForeignKey(
        Photo,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="video_blocks",
        help_text="The picture before it plays; empty: a plain panel.",
    )

    class Meta(Block.Meta):
        verbose_name = VideoFacts.name
        constraints = [
            models.CheckConstraint(
                condition=Q(youtube_id="") | Q(youtube_id__regex=r"^[A-Za-z0-9_-]{11}$"),
                name="video_block_id_of_youtube",
                violation_error_code="youtube_id",
                violation_error_message="This is neither the address nor the id of a YouTube video.",
            )
        ]

    def __str__(self) -> str:
        return self.title or "Video"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.youtube_id = self.youtube_id and youtube_id(self.youtube_id)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        try:
            self.youtube_id = self.youtube_id and youtube_id(self.youtube_id)
        except ValidationError as error:
            raise ValidationError({"youtube_id": error.messages}) from None

    @classmethod
    def get_queryset(cls) -> models.QuerySet[Any]:
        return super().get_queryset().select_related("poster")

    def in_edition(self) -> VideoFacts:
        return VideoFacts(self.youtube_id, self.title, self.poster.facts() if self.poster else None)
