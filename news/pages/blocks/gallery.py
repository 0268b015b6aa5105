from dataclasses import dataclass

from news.blocks.gallery import GalleryFacts
from news.pages.blocks.found import Found
from news.pages.blocks.shown import Shown
from news.pictures.picture import Picture


@dataclass(frozen=True)
class ShownGallery(Shown):
    kind = "gallery"

    title: str
    pictures: list[Picture]


def shown(block: GalleryFacts, found: Found) -> ShownGallery | None:
    if not block.photos:
        return None
    return ShownGallery(block.title, [found.picture(photo) for photo in block.photos])
