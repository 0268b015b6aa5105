"""Makes an earlier content of an article its newest version."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from news.blocks.kinds import read
from news.editions.snapshot import Content, blocks_in, content_of, load_blocks
from news.editions.versions.comparing.compare import known
from news.editions.versions.comparing.pairing import Known, pairs
from news.editions.versions.keeping import keep_version
from news.editions.versions.restoring.blocks import Losses, caption_of, make, take_photo
from news.editions.versions.restoring.references import Rows, rows_of
from news.models import Article, GalleryBlock
from news.models.blocks import Block

TRAILING = ("standings", "watch", "calendar", "about")


class ChangedMeanwhileError(Exception):
    """Somebody saved the article after the page was opened."""


@dataclass(frozen=True)
class Planned:
    """What the article would be, unsaved, and what of the content can't come back."""

    article: Article
    blocks: Sequence[Block]
    losses: Sequence[str]

    @property
    def content(self) -> Content:
        return content_of(self.article, self.blocks)


def plan(article: Article, content: Content) -> Planned:
    """Nothing is saved, and the article is left as it is."""
    losses, rows = Losses(), rows_of(content)
    restored = _head(copy.copy(article), content, rows, losses)
    made = [(facts, make(facts, restored, rows, losses)) for facts in blocks_in(content)]
    return Planned(restored, [block for _, block in made if block is not None], losses.said)


def restore(article: Article, content: Content, by: User | None, seen: int) -> Planned:
    """Save the content as a new version. `seen` is the version that the person saw.

    Blocks that the article has already stay the rows that they are, so that whoever writes in one goes on in it. What
    readers see and the planned moment stay as they are, and so does the state, unless other words were approved. What
    is there already makes no version: the planned article's `version` is then the one that it had. Raises
    ChangedMeanwhileError.
    """
    with transaction.atomic():
        held = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if held.version != seen:
            raise ChangedMeanwhileError
        current, planned = load_blocks(held), plan(held, content)
        before = content_of(held, current)
        if not held.revisions.filter(version=held.version).exists():
            keep_version(held, held.changed_by, before, is_new=False)  # so that what is there now can come back, too
        _save_blocks(current, planned)
        restored = planned.article
        restored.version, restored.changed_at, restored.changed_by = held.version + 1, timezone.now(), by
        restored.save()
        kept = content_of(restored)
        if before == kept:
            transaction.set_rollback(True)
            restored.version = held.version
            return planned
        keep_version(restored, by, kept)
    return planned


def _head(article: Article, content: Content, rows: Rows, losses: Losses) -> Article:
    """The fields of the article itself. Where its dateline lies (`venue`) is no part of a version, and stays."""
    for name in ("type", "title", "slug", "lead", "dateline", "byline"):
        setattr(article, name, content[name])
    article.hashtags = list(content["hashtags"])
    article.event = rows.events.get(content["event_id"] or 0)
    if content["event_id"] and not article.event:
        losses.say(f"The article's event, no. {content['event_id']}, is no longer there: it has none.")
    article.season = None if article.event else rows.seasons.get(content["season_id"] or 0)
    if content["season_id"] and not article.event and not article.season:
        losses.say(f"The article's season, no. {content['season_id']}, is no longer there: it has none.")
    hero = content["hero"]
    article.hero = take_photo(hero, rows, losses) if hero else None
    article.hero_caption = caption_of(hero, article.hero, losses) if hero and article.hero else ""
    related = content.get("related", [])
    article.related = [key for key in related if key in rows.articles]
    if gone := len(related) - len(article.related):
        losses.say(f"{gone} of the related stories {'is' if gone == 1 else 'are'} no longer there.")
    is_live = content.get("live_blog", False)
    if article.live_blog and not is_live and article.live_entries.exists():
        is_live = True
        losses.say("It stays a live blog, since it has entries.")
    article.live_blog = is_live
    for kind in TRAILING:
        setattr(article, f"shows_{kind}", kind in content["trailing"])
    return article


def _save_blocks(current: Sequence[Block], planned: Planned) -> None:
    """Each wanted block in the row of the one that it was, or in a new one; the others go."""
    rows = pairs(_known(current), _known(planned.blocks))
    for row in rows:
        if row.after is None and row.before is not None:
            current[row.before].delete()
            continue
        if row.after is None:
            continue
        block, now = planned.blocks[row.after], None if row.before is None else current[row.before]
        ordering = (row.after + 1) * 10
        if now is not None and block.facts() == now.facts():
            type(now).objects.filter(pk=now.pk).exclude(ordering=ordering).update(ordering=ordering)
            continue
        block.ordering = ordering
        block.pk = now.pk if now is not None else None
        chosen = getattr(block, "chosen", None)
        block.save()
        if isinstance(block, GalleryBlock) and chosen is not None:
            block.set_photos(chosen)


def _known(blocks: Sequence[Block]) -> list[Known]:
    return [known(read(block.facts())) for block in blocks]
