from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from news.blocks.facts import BlockFacts
from news.pictures.picture_facts import PictureFacts


@dataclass(frozen=True)
class GalleryFacts(BlockFacts):
    """Several photos."""

    kind = "gallery"
    name = "gallery"

    title: str
    photos: Sequence[PictureFacts]

    def words(self) -> Iterable[str]:
        return [self.title, *(photo["caption"] for photo in self.photos)]

    def pictures(self) -> Iterable[PictureFacts]:
        return self.photos

    def without(self, photos: Collection[int]) -> Self:
        return replace(self, photos=[photo for photo in self.photos if photo["photo"] not in photos])

    def problems(self) -> Iterable[str]:
        if not self.photos:
            yield "has no photos."
