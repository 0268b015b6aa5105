from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from news.blocks.gallery import GalleryFacts
from news.models.blocks.block import Block
from news.models.photos.photo import Photo


class GalleryBlock(Block):
    """Several photos of the library, each with its own caption."""

    title = models.CharField(max_length=120, blank=True)
    photos = models.ManyToManyField(Photo, through="GalleryPhoto", related_name="galleries")

    class Meta(Block.Meta):
        verbose_name = GalleryFacts.name

    def __str__(self) -> str:
        return self.title or "Gallery"

    @classmethod
    def get_queryset(cls) -> models.QuerySet[Any]:
        return super().get_queryset().prefetch_related(models.Prefetch("entries__photo", Photo.objects.with_files()))

    def in_edition(self) -> GalleryFacts:
        return GalleryFacts(self.title, [photo.facts() for photo in self.photos_in_order])

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
