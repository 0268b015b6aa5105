"""Articles, photos and editions."""

import datetime
import itertools
from typing import Any

from isuwc.files.pictures.renditions import usable_widths
from news.editions import publishing
from news.models import Article, Banner, Edition, Photo, QRCode, TextBlock
from news.models.banner import PageKind
from tests.factories.events import event
from tests.factories.images import picture_file

_numbers = itertools.count(1)


def photo(**values: Any) -> Photo:
    """A photo ready for a page: caption, credit, alternative text, and a file that is named but not on the disk."""
    number = next(_numbers)
    defaults = {
        "name": f"Photo {number}",
        "caption": f"Caption {number}",
        "credit": "ISU",
        "alt": "" if values.get("is_decorative") else f"What photo {number} shows",
        "file": f"photos/{number:020x}.jpg",
        "width": 1500,
        "height": 1000,
    }
    made = Photo(**{**defaults, **values})
    if not made.file:
        made.width = made.height = None
    made.save()
    return made


def photo_with_file(**values: Any) -> Photo:
    """A photo whose renditions are in storage; wants the `media` fixture."""
    made = Photo(**{"caption": "Caption", "credit": "ISU", "alt": "What it shows", **values})
    made.take_file(picture_file())
    made.save()
    assert made.picture.widths == usable_widths(600)
    return made


def article(**values: Any) -> Article:
    """A report with title and lead, without blocks, event and photo. `text` makes its first block."""
    text = values.pop("text", "")
    values.setdefault("title", f"Article {next(_numbers)}")
    values.setdefault("lead", "The lead of the article.")
    made = Article.objects.create(**values)
    if text:
        TextBlock.objects.create(parent=made, text=text, ordering=10)
    return made


def edition(of: Article | None = None, goes_live_at: datetime.datetime | None = None, **values: Any) -> Edition:
    """An edition of the article, or of a new one with these values; live at once unless told otherwise."""
    return publishing.publish(of or article(**values), by=None, goes_live_at=goes_live_at)


def revise(article: Article, **changes: Any) -> Article:
    """The working copy saved once more, as the admin does; with another lead, unless something else is changed."""
    for field, value in (changes or {"lead": f"Lead {next(_numbers)}."}).items():
        setattr(article, field, value)
    article.version += 1
    article.save()
    return article


def qr_code(**values: Any) -> QRCode:
    """A code to the where-to-watch page unless an event or another path is given."""
    if "event" not in values:
        values.setdefault("path", "/where-to-watch/")
    return QRCode.objects.create(**values)


def banner(**values: Any) -> Banner:
    """A banner of World Cup 1 that every kind of page shows, until 2100 unless told otherwise."""
    values.setdefault("event", None)
    values["event"] = values["event"] or event()
    until = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)
    return Banner.objects.create(**{"pages": PageKind.values, "ends_at": until, **values})
