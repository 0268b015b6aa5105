"""A block of each kind, by the kind's name, with something in all of its texts; saved in the article's body."""

from typing import TypeVar

from news import models
from news.models.article import Article
from news.models.blocks import Block
from tests.factories import events, news, standings

Kind = TypeVar("Kind", bound=Block)


def text(article: Article) -> models.TextBlock:
    return _saved(models.TextBlock(parent=article, text="<p>Some words.</p>"))


def quote(article: Article) -> models.QuoteBlock:
    block = models.QuoteBlock(parent=article, text="“Spoken.”", speaker_name="Example Speaker", role="Coach")
    return _saved(block)


def photo(article: Article) -> models.PhotoBlock:
    return _saved(models.PhotoBlock(parent=article, photo=news.photo(), caption="Written for this story."))


def gallery(article: Article) -> models.GalleryBlock:
    """Of two photos."""
    block = _saved(models.GalleryBlock(parent=article, title="Pictures of the day"))
    block.set_photos([news.photo(), news.photo()])
    return block


def video(article: Article) -> models.VideoBlock:
    block = models.VideoBlock(parent=article, youtube_id="abcdefghijk", title="A video", poster=news.photo())
    return _saved(block)


def table(article: Article) -> models.TableBlock:
    return _saved(models.TableBlock(parent=article, caption="A table", source="Skater | Time\nExample | 37.00"))


def result(article: Article) -> models.ResultBlock:
    """Of a race with a winner."""
    return _saved(models.ResultBlock(parent=article, race=standings.result().race))


def standings_(article: Article) -> models.StandingsBlock:
    """Of a cup without results."""
    return _saved(models.StandingsBlock(parent=article, cup=standings.cup()))


def watch(article: Article) -> models.WatchBlock:
    """Of an event that is not the article's."""
    return _saved(models.WatchBlock(parent=article, event=events.event()))


def calendar(article: Article) -> models.CalendarBlock:
    """Of a season with one event."""
    return _saved(models.CalendarBlock(parent=article, season=events.event().season))


def _saved(block: Kind) -> Kind:
    block.ordering = 10
    block.save()
    return block


FACTORIES = {
    "text": text,
    "quote": quote,
    "photo": photo,
    "gallery": gallery,
    "video": video,
    "table": table,
    "result": result,
    "standings": standings_,
    "watch": watch,
    "calendar": calendar,
}
