from dataclasses import dataclass

from news.blocks.photo import PhotoFacts
from news.pages.blocks.shown import Shown
from news.pictures.picture import Picture


@dataclass(frozen=True)
class ShownPhoto(Shown):
    kind = "photo"

    picture: Picture


def shown(block: PhotoFacts) -> ShownPhoto | None:
    return ShownPhoto(Picture.of(block.photo)) if block.photo else None
