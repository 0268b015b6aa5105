"""The blocks of an article as they are edited. Those that show data hold a reference, never a copy."""

from news.models.blocks.block import REGION, Block
from news.models.blocks.calendar import CalendarBlock
from news.models.blocks.gallery import GalleryBlock, GalleryPhoto
from news.models.blocks.photo import PhotoBlock
from news.models.blocks.quote import QuoteBlock
from news.models.blocks.result import ResultBlock
from news.models.blocks.standings import StandingsBlock
from news.models.blocks.table import TableBlock
from news.models.blocks.text import TextBlock
from news.models.blocks.video import VideoBlock, youtube_id
from news.models.blocks.watch import WatchBlock

__all__ = [
    "BLOCKS",
    "REGION",
    "Block",
    "CalendarBlock",
    "GalleryBlock",
    "GalleryPhoto",
    "PhotoBlock",
    "QuoteBlock",
    "ResultBlock",
    "StandingsBlock",
    "TableBlock",
    "TextBlock",
    "VideoBlock",
    "WatchBlock",
    "youtube_id",
]

BLOCKS: tuple[type[Block], ...] = (
    TextBlock,
    PhotoBlock,
    QuoteBlock,
    GalleryBlock,
    VideoBlock,
    TableBlock,
    ResultBlock,
    StandingsBlock,
    WatchBlock,
    CalendarBlock,
)
