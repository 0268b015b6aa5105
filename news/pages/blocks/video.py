from dataclasses import dataclass

from news.blocks.video import VideoFacts
from news.pages.blocks.found import Found
from news.pages.blocks.shown import Shown
from news.pictures.picture import Picture


@dataclass(frozen=True)
class ShownVideo(Shown):
    kind = "video"

    youtube: str
    title: str
    poster: Picture | None


def shown(block: VideoFacts, found: Found) -> ShownVideo | None:
    if not block.youtube:
        return None
    poster = found.picture(block.poster) if block.poster else None
    return ShownVideo(block.youtube, block.title, None if poster and poster.is_awaited else poster)
