"""Turns the facts of any kind of block into what its template shows."""

from collections.abc import Iterable
from typing import assert_never

from news.blocks.about import AboutFacts
from news.blocks.calendar import CalendarFacts
from news.blocks.gallery import GalleryFacts
from news.blocks.kinds import AnyFacts
from news.blocks.photo import PhotoFacts
from news.blocks.quote import QuoteFacts
from news.blocks.result import ResultFacts
from news.blocks.standings import StandingsFacts
from news.blocks.table import TableFacts
from news.blocks.text import TextFacts
from news.blocks.video import VideoFacts
from news.blocks.watch import WatchFacts
from news.pages.blocks import about, calendar, gallery, photo, quote, result, standings, table, text, video, watch
from news.pages.blocks.found import Found
from news.pages.blocks.shown import Shown


def all_shown(blocks: Iterable[AnyFacts], found: Found) -> list[Shown]:
    """The blocks in order, without those that have nothing to show, as unfinished ones have."""
    return [each for block in blocks if (each := shown(block, found)) is not None]


def shown(block: AnyFacts, found: Found) -> Shown | None:
    match block:
        case TextFacts():
            return text.shown(block)
        case QuoteFacts():
            return quote.shown(block)
        case PhotoFacts():
            return photo.shown(block, found)
        case GalleryFacts():
            return gallery.shown(block, found)
        case VideoFacts():
            return video.shown(block, found)
        case TableFacts():
            return table.shown(block)
        case ResultFacts():
            return result.shown(block, found)
        case StandingsFacts():
            return standings.shown(block, found)
        case WatchFacts():
            return watch.shown(block, found)
        case CalendarFacts():
            return calendar.shown(block, found)
        case AboutFacts():
            return about.shown(block, found)
        case _:
            assert_never(block)
