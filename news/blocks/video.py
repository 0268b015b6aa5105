from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Self

from news.blocks.facts import BlockFacts
from news.pictures.picture_facts import PictureFacts


@dataclass(frozen=True)
class VideoFacts(BlockFacts):
    """A YouTube video."""

    kind = "video"
    name = "video"

    youtube: str  # its id there; empty while it has none, as in no edition
    title: str
    poster: PictureFacts | None  # the picture before it plays

    def words(self) -> Iterable[str]:
        return [self.title]

    def pictures(self) -> Iterable[PictureFacts]:
        return [self.poster] if self.poster else []

    def without(self, photos: Collection[int]) -> Self:
        return replace(self, poster=None) if self.poster and self.poster["photo"] in photos else self

    def problems(self) -> Iterable[str]:
        if not self.youtube:
            yield "has no address on YouTube."
        if not self.title:
            yield "has no title, which says what it shows."
