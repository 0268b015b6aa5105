from news.models.article import Article, Revision
from news.models.blocks import (
    BLOCKS,
    CalendarBlock,
    GalleryBlock,
    GalleryPhoto,
    PhotoBlock,
    QuoteBlock,
    ResultBlock,
    StandingsBlock,
    TableBlock,
    TextBlock,
    VideoBlock,
    WatchBlock,
)
from news.models.edition import Edition, EditionPhoto
from news.models.photo import Photo

__all__ = [
    "BLOCKS",
    "Article",
    "CalendarBlock",
    "Edition",
    "EditionPhoto",
    "GalleryBlock",
    "GalleryPhoto",
    "Photo",
    "PhotoBlock",
    "QuoteBlock",
    "ResultBlock",
    "Revision",
    "StandingsBlock",
    "TableBlock",
    "TextBlock",
    "VideoBlock",
    "WatchBlock",
]
