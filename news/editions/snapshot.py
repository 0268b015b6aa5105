"""The content of a working copy or an edition: read from its rows, compared, and put into words."""

import copy
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import cast

from content_editor.contents import contents_for_item
from django.db import connection
from psycopg import sql

from news.blocks.content import Content as Content  # most who read a content know it from here
from news.blocks.kinds import AnyFacts, read
from news.models.article import Article
from news.models.blocks import BLOCKS, Block
from news.models.edition import Edition
from news.pictures.picture_facts import PictureFacts

COLUMNS = tuple(Content.__annotations__)


def load_blocks(article: Article) -> list[Block]:
    """The article's blocks, in order. One query for the kinds that it has, and those of each of them."""
    return list(contents_for_item(article, kinds_of_blocks(article)))


def kinds_of_blocks(article: Article) -> list[type[Block]]:
    """The kinds of which the article has any, in the order of BLOCKS. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_kinds_of(), {"article": article.pk})
        found = {number for (number,) in cursor}
    return [kind for number, kind in enumerate(BLOCKS) if number in found]


@cache
def _kinds_of() -> sql.Composed:
    """Asks for the places in BLOCKS of the kinds of which an article has any."""
    one = sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {} WHERE parent_id = %(article)s)")
    kinds = (one.format(sql.Literal(number), sql.Identifier(kind._meta.db_table)) for number, kind in enumerate(BLOCKS))
    return sql.SQL(" UNION ALL ").join(kinds)


def content_of(article: Article, blocks: Iterable[Block] | None = None) -> Content:
    """The article's content, with these blocks or, by default, those in the database."""
    blocks = load_blocks(article) if blocks is None else blocks
    return {
        "type": article.type,
        "title": article.title,
        "slug": article.slug,
        "lead": article.lead.strip(),
        "dateline": article.dateline,
        "byline": article.byline,
        "event_id": article.event_id,
        "season_id": article.the_season_id,
        "hashtags": list(article.hashtags),
        "hero": article.hero.facts(article.hero_caption) if article.hero else None,
        "body": [block.facts() for block in blocks],
        "trailing": article.trailing,
        "related": list(article.related),
        "live_blog": article.live_blog,
    }


def blocks_in(content: Content) -> list[AnyFacts]:
    """The blocks of its body."""
    return [read(block) for block in content["body"]]


def photos_in(content: Content) -> Iterator[PictureFacts]:
    """The facts of every photo in the content, hero first. They are the content's own objects, not copies."""
    if content["hero"]:
        yield content["hero"]
    for block in blocks_in(content):
        yield from block.pictures()


def is_same(one: Content, other: Content) -> bool:
    """Whether readers would see no difference between the two."""
    return _shown(one) == _shown(other)


def digest_of(content: Content) -> str:
    """A digest of everything that readers see: equal if `is_same`."""
    return hashlib.sha256(json.dumps(_shown(content), sort_keys=True).encode()).hexdigest()[:20]


def _shown(content: Content) -> Content:
    """The content without what only the newsroom knows: photos' names, `own_caption` and a speaker's key, which old
    editions lack; with what contents of before 0068 lack."""
    content = cast(Content, {"related": [], "live_blog": False, **copy.deepcopy(content)})
    for block in content["body"]:
        block.pop("skater", None)
    for facts in photos_in(content):
        facts.pop("own_caption", None)
        facts.pop("name", None)
    return content


def content_of_edition(edition: Edition) -> Content:
    return cast(Content, {column: getattr(edition, column) for column in COLUMNS})


def photos_of(edition: Edition) -> Iterator[PictureFacts]:
    """The facts of every photo in the edition, hero first."""
    return photos_in(content_of_edition(edition))


def words_of(content: Content) -> str:
    """All text that readers see, as plain text, for search and comparison."""
    return "\n".join(part for part in _words(content) if part)


def _words(content: Content) -> Iterator[str]:
    yield from (content["title"], content["dateline"], content["lead"], content["byline"])
    if content["hero"]:
        yield content["hero"]["caption"]
    for block in blocks_in(content):
        yield from block.words()
