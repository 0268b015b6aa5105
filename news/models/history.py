"""Which rows of this app are recorded in the history, and how forms say their columns."""

from collections.abc import Iterable

from django.db.models import Model

from isuwc.history.recorded import Recorded
from news.models.article import Article, Revision
from news.models.banner import Banner
from news.models.blocks import BLOCKS, GalleryPhoto, QuoteBlock
from news.models.lead_story import LeadStory
from news.models.live_entry import LiveEntry
from news.models.old_address import OldAddress
from news.models.photos.photo import Photo
from news.models.preview_link import PreviewLink
from news.models.qr import QRCode, Scan
from news.models.review import Note, Review

# What the form calls columns of blocks
LABELS: dict[type[Model], dict[str, str]] = {
    QuoteBlock: {"text": "Words", "speaker_id": "Skater", "speaker_name": "Or another speaker"}
}


def titles(keys: Iterable[int]) -> str:
    """Of articles, in their order; one that is gone by its key. One query."""
    found = Article.objects.in_bulk(list(keys or []))
    return "; ".join(found[key].title if key in found else f"no. {key}" for key in keys or [])


RECORDED = [
    Recorded(
        Article,
        derived=frozenset({"version", "changed_at", "changed_by_id", "entry_undone_at"}),
        unsaid=frozenset({"created_at", "created_by_id", "imported_from"}),
        labels={"hero_id": "Photo", "hero_caption": "Caption"},
        worded={"related": titles},
    ),
    *(Recorded(block, owner="parent", unsaid=frozenset({"region"}), labels=LABELS.get(block, {})) for block in BLOCKS),
    Recorded(GalleryPhoto, owner="gallery"),
    # Kept versions are a history of their own, until their article goes
    Recorded(Revision, owner="article", removals_only=True, permission="news.change_article"),
    Recorded(
        Photo,
        unsaid=frozenset({"width", "height", "said_by_file", "file_doubts", "likeness", "added_at", "added_by_id"}),
    ),
    Recorded(Photo.skaters.through, owner="photo"),
    Recorded(Review, owner="article", permission="news.change_article"),
    Recorded(Note, owner="article", unsaid=frozenset({"block", "block_kind"})),
    Recorded(PreviewLink, owner="article", derived=frozenset({"openings"}), permission="news.publish_article"),
    Recorded(
        LiveEntry,
        owner="article",
        derived=frozenset({"version", "changed_at"}),
        unsaid=frozenset({"posted_by_id"}),
        permission="news.publish_article",
    ),
    Recorded(LeadStory),
    Recorded(OldAddress),
    Recorded(Banner, unsaid=frozenset({"qr_id"})),
    Recorded(QRCode),
    # Scans are counted, until their code goes
    Recorded(Scan, owner="qr", removals_only=True, permission="news.change_qrcode"),
]

EXEMPT = {
    "news.Edition": "Never changes: every edition is kept, with who made it and when.",
    "news.SearchText": "Made of its edition, and as that never changes.",
    "news.GivenPicture": "Waits a day at most for its draft, whose photos are recorded.",
    "news.EditionPhoto": "Goes with its edition.",
    "news.OpenForm": "Says who has which form open; gone minutes after it is closed.",
    "news.UnsavedWords": "What is not saved yet is nobody else's to read.",
    "news.PreviewOpening": "A log of its own.",
    "news.Upload": "Says which files there are of a picture, whose photo is recorded.",
    "news.Period": "Kept with who set and who ended it; what readers saw never changes.",
}
