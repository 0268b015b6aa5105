"""The blocks of a version, made of what it keeps of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
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
from news.editions.versions.restoring.references import Rows, skater_of
from news.editions.versions.restoring.tables import source_of
from news.models import (
    Article,
    CalendarBlock,
    GalleryBlock,
    Photo,
    PhotoBlock,
    QuoteBlock,
    ResultBlock,
    StandingsBlock,
    TableBlock,
    TextBlock,
    VideoBlock,
    WatchBlock,
)
from news.models.blocks import REGION, Block
from news.pictures.picture_facts import PictureFacts

# Of a photo, what an article shows as the library has it now, in the words of its form
FROM_LIBRARY = {
    "caption": "caption",
    "credit": "credit",
    "alt": "alternative text",
    "decorative": "“decorative”",
    "focus": "focal point",
    "digest": "file",
}


@dataclass
class Losses:
    """What can't come back, in sentences, each of them once."""

    said: list[str] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        if sentence not in self.said:
            self.said.append(sentence)


def make(facts: AnyFacts, article: Article, rows: Rows, losses: Losses) -> Block | None:
    """An unsaved block of the article that has these facts; None if what it shows is no longer there.

    What a block takes from its article anyway, such as the season, is left to that.
    """
    block = _make(facts, article, rows, losses)
    if block is not None:
        block.parent, block.region = article, REGION
    return block


def _make(facts: AnyFacts, article: Article, rows: Rows, losses: Losses) -> Block | None:
    match facts:
        case TextFacts():
            return TextBlock(text=facts.html)
        case QuoteFacts():
            return _quote(facts, losses)
        case PhotoFacts():
            return _photo(facts, rows, losses)
        case GalleryFacts():
            gallery = GalleryBlock(title=facts.title)
            gallery.chosen = list(_photos(facts, rows, losses))
            return gallery
        case VideoFacts():
            poster = take_photo(facts.poster, rows, losses) if facts.poster else None
            if facts.poster and poster:
                as_in_library(facts.poster, poster, losses)
            return VideoBlock(youtube_id=facts.youtube, title=facts.title, poster=poster)
        case TableFacts():
            return _table(facts, losses)
        case ResultFacts():
            if facts.race is None:
                return ResultBlock(fixed=facts.fixed)  # unfinished, as it was
            if race := rows.races.get(facts.race):
                return ResultBlock(race=race, fixed=facts.fixed)
            losses.say(f"A result card is left out: its race, no. {facts.race}, is no longer there.")
            return None
        case StandingsFacts():
            return _standings(facts, article, rows, losses)
        case WatchFacts():
            if facts.event is None or facts.event == article.event_id:
                return WatchBlock()
            if event := rows.events.get(facts.event):
                return WatchBlock(event=event)
            losses.say(f"“Where to watch” is left out: its event, no. {facts.event}, is no longer there.")
            return None
        case CalendarFacts():
            if facts.season is None or facts.season == article.the_season_id:
                return CalendarBlock()
            if season := rows.seasons.get(facts.season):
                return CalendarBlock(season=season)
            losses.say(f"A calendar is left out: its season, no. {facts.season}, is no longer there.")
            return None
        case AboutFacts():
            return None  # never in a body
        case _:
            assert_never(facts)


def _photo(facts: PhotoFacts, rows: Rows, losses: Losses) -> PhotoBlock | None:
    if facts.photo is None:
        return PhotoBlock(caption=facts.caption)  # unfinished, as it was
    photo = take_photo(facts.photo, rows, losses)
    return PhotoBlock(photo=photo, caption=caption_of(facts.photo, photo, losses)) if photo else None


def take_photo(facts: PictureFacts, rows: Rows, losses: Losses) -> Photo | None:
    photo = rows.photos.get(facts["photo"])
    if photo is None:
        name = facts.get("name") or facts["caption"][:60] or f"no. {facts['photo']}"
        losses.say(f"The photo “{name}” is left out: it is no longer in the library.")
    return photo


def caption_of(facts: PictureFacts, photo: Photo, losses: Losses) -> str:
    """The caption that was written for this use, or nothing. The oldest editions don't say which it was."""
    own = facts["caption"] if facts.get("own_caption", facts["caption"] != photo.caption) else ""
    as_in_library(facts, photo, losses, own)
    return own


def as_in_library(facts: PictureFacts, photo: Photo, losses: Losses, own_caption: str = "") -> None:
    """Say which facts of the photo are others by now: they are its own, not the article's."""
    now = photo.facts(own_caption)
    others = [name for key, name in FROM_LIBRARY.items() if facts.get(key) != now.get(key)]
    if others:
        what = " and ".join(filter(None, [", ".join(others[:-1]), others[-1]]))
        losses.say(f"The photo “{photo}” has another {what} in the library by now, and is shown with that.")


def _photos(facts: GalleryFacts, rows: Rows, losses: Losses) -> Iterator[Photo]:
    for each in facts.photos:
        if photo := take_photo(each, rows, losses):
            as_in_library(each, photo, losses)
            yield photo


def _quote(facts: QuoteFacts, losses: Losses) -> QuoteBlock:
    skater = skater_of(facts)
    quote = QuoteBlock(text="\n\n".join(facts.paragraphs), speaker=skater, role=facts.role)
    if skater is None:
        quote.speaker_name = facts.speaker
        if facts.noc or facts.address or facts.skater:
            losses.say(f"{facts.speaker} is no longer known as a skater: the quote has the name without its link.")
    elif skater.name != facts.speaker:
        losses.say(f"{facts.speaker} is called {skater.name} by now.")
    return quote


def _table(facts: TableFacts, losses: Losses) -> TableBlock:
    source = source_of(facts)
    if source is None:
        losses.say(f"The table “{facts.caption or 'without a caption'}” could not be written as it was: look it over.")
        source = "\n".join("\t".join(row) for row in [facts.header, *facts.rows] if row)
    return TableBlock(caption=facts.caption, source=source, has_header=bool(facts.header))


def _standings(facts: StandingsFacts, article: Article, rows: Rows, losses: Losses) -> StandingsBlock | None:
    if facts.cup is not None:
        if cup := rows.cups.get(facts.cup):
            return StandingsBlock(cup=cup, fixed=facts.fixed)
        losses.say(f"Standings are left out: their cup, no. {facts.cup}, is no longer there.")
        return None
    if facts.season is None or facts.season == article.the_season_id:
        return StandingsBlock(category=facts.category)
    if season := rows.seasons.get(facts.season):
        return StandingsBlock(season=season, category=facts.category)
    losses.say(f"Standings are left out: their season, no. {facts.season}, is no longer there.")
    return None
