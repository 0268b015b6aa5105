"""What an article's page shows: the blocks of an edition, with everything they refer to loaded in a few queries.

The public page and the preview of a working copy both use it. Templates get plain objects and make no queries.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.urls import reverse

from news.blocks.about import AboutFacts
from news.blocks.calendar import CalendarFacts
from news.blocks.facts import References
from news.blocks.kinds import AnyFacts, read
from news.blocks.standings import StandingsFacts
from news.blocks.watch import WatchFacts
from news.editions.snapshot import Content
from news.models.edition import Edition
from news.pages.blocks.found import find
from news.pages.blocks.kinds import all_shown
from news.pages.blocks.shown import Shown
from news.pictures.picture import Picture


@dataclass(frozen=True)
class ArticlePage:
    edition: Edition
    hero: Picture | None
    blocks: list[Shown]
    trailing: list[Shown]

    @property
    def has_video(self) -> bool:
        return any(block.kind == "video" for block in self.blocks)

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The news, and the list of its type: texts with their addresses."""
        index = reverse("news:index")
        return [("News", index), (self.edition.get_type_display(), f"{index}?type={self.edition.type}")]


def article_page(edition: Edition) -> ArticlePage:
    """The page of an edition, saved or not. At most eleven queries."""
    body = [read(block).without(edition.barred_photos) for block in edition.body]
    trailing = [block for block in _trailing(edition) if block not in body]
    found = find(_references([*body, *trailing]))
    return ArticlePage(
        edition=edition,
        hero=edition.picture,
        blocks=all_shown(body, found),
        trailing=all_shown(trailing, found),
    )


def unsaved_edition(content: Content, published_at: datetime.datetime) -> Edition:
    """An edition of this content that is in no database, as previews show it."""
    values = {**content, "slug": content["slug"] or "preview", "title": content["title"] or "(no title yet)"}
    # An unsaved row has no relations loaded with it: two queries that no reader waits for.
    edition = Edition(number=1, **values)
    edition.goes_live_at = edition.published_at = published_at
    edition.year = published_at.year
    return edition


def _references(blocks: Iterable[AnyFacts]) -> References:
    return reduce(or_, (block.refers_to() for block in blocks), References())


def _trailing(edition: Edition) -> Iterator[AnyFacts]:
    """The trailing blocks for which the edition has an event or a season."""
    season, event = edition.season_id, edition.event_id
    own: dict[str, AnyFacts | None] = {
        "standings": StandingsFacts(season=season) if season else None,
        "watch": WatchFacts(event) if event else None,
        "calendar": CalendarFacts(season) if season else None,
        "about": AboutFacts(edition.season.series_id) if edition.season else None,
    }
    for kind in edition.trailing:
        if block := own[kind]:
            yield block
