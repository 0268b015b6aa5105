"""The models of the newsroom and of what it has published, with their constraints and querysets."""

from news.models.article import Article, Revision
from news.models.banner import Banner, banner_for
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
from news.models.lead_story import LeadStory, lead_story
from news.models.live_entry import LiveEntry
from news.models.old_address import OldAddress
from news.models.open_form import OpenForm, UnsavedWords
from news.models.period import Period
from news.models.photos.given_picture import GivenPicture
from news.models.photos.photo import Photo
from news.models.photos.upload import Upload
from news.models.preview_link import PreviewLink, PreviewOpening
from news.models.qr import QRCode, Scan
from news.models.review import Note, Review
from news.models.search_text import SearchText, newest_with

__all__ = [
    "BLOCKS",
    "Article",
    "Banner",
    "CalendarBlock",
    "Edition",
    "EditionPhoto",
    "GalleryBlock",
    "GalleryPhoto",
    "GivenPicture",
    "LeadStory",
    "LiveEntry",
    "Note",
    "OldAddress",
    "OpenForm",
    "Period",
    "Photo",
    "PhotoBlock",
    "PreviewLink",
    "PreviewOpening",
    "QRCode",
    "QuoteBlock",
    "ResultBlock",
    "Review",
    "Revision",
    "Scan",
    "SearchText",
    "StandingsBlock",
    "TableBlock",
    "TextBlock",
    "UnsavedWords",
    "Upload",
    "VideoBlock",
    "WatchBlock",
    "banner_for",
    "lead_story",
    "newest_with",
]
