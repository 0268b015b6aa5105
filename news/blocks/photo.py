from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, cast

from news.blocks.facts import BlockFacts, Json
from news.pictures.picture_facts import PictureFacts


@dataclass(frozen=True)
class PhotoFacts(BlockFacts):
    """A photo. In JSON its facts are merged with the kind, not nested."""

    kind = "photo"
    name = "photo"

    photo: PictureFacts

    @classmethod
    def from_json(cls, json: Json) -> Self:
        return cls(cast(PictureFacts, json))

    def as_json(self) -> Json:
        return {"kind": self.kind, **self.photo}

    def words(self) -> Iterable[str]:
        return [self.photo["caption"]]

    def pictures(self) -> Iterable[PictureFacts]:
        return [self.photo]
