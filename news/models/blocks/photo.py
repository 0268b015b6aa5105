from typing import Any

from django.db import models

from news.blocks.photo import PhotoFacts
from news.models.blocks.block import Block
from news.models.photos.photo import Photo


class PhotoBlock(Block):
    """A photo of the library, with its caption or one for this use."""

    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True, blank=True, related_name="photo_blocks")
    caption = models.TextField(blank=True, help_text="Empty: the photo's own caption.")

    class Meta(Block.Meta):
        verbose_name = PhotoFacts.name

    def __str__(self) -> str:
        return str(self.photo or "Photo")

    @classmethod
    def get_queryset(cls) -> models.QuerySet[Any]:
        return super().get_queryset().select_related("photo")

    def in_edition(self) -> PhotoFacts:
        return PhotoFacts(self.photo.facts(self.caption)) if self.photo else PhotoFacts(None, self.caption)
