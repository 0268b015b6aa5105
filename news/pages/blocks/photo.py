from dataclasses import dataclass

from news.blocks.photo import PhotoFacts
from news.pages.blocks.found import Found
from news.pages.blocks.shown import Shown
from news.pictures.picture import Picture


@dataclass(frozen=True)
class ShownPhoto(Shown):
    kind = "photo"

    picture: Picture


def shown(block: PhotoFacts, found: Found) -> ShownPhoto | None:
    return ShownPhoto(found.picture(block.photo)) if block.photo else None
