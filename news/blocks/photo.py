from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Self, cast

from news.blocks.facts import BlockFacts, Json
from news.pictures.picture_facts import PictureFacts


@dataclass(frozen=True)
class PhotoFacts(BlockFacts):
    """A photo. In JSON its facts are merged with the kind, not nested.

    While none is chosen, which no edition has, `caption` is what was written for it already.
    """

    kind = "photo"
    name = "photo"

    photo: PictureFacts | None
    caption: str = ""

    @classmethod
    def from_json(cls, json: Json) -> Self:
        return cls(cast(PictureFacts, json)) if "photo" in json else cls(None, json["caption"])

    def as_json(self) -> Json:
        return {"kind": self.kind, **(self.photo or {"caption": self.caption})}

    def words(self) -> Iterable[str]:
        return [self.photo["caption"] if self.photo else self.caption]

    def pictures(self) -> Iterable[PictureFacts]:
        return [self.photo] if self.photo else []

    def without(self, photos: Collection[int]) -> Self:
        return replace(self, photo=None) if self.photo and self.photo["photo"] in photos else self

    def problems(self) -> Iterable[str]:
        if not self.photo:
            yield "has no photo."
