"""A working copy as an edition holds it: plain data, ready for JSON."""

import copy
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from content_editor.contents import contents_for_item

from isuwc.text.html import plain
from news.models.article import Article
from news.models.blocks import BLOCKS, Block
from news.models.edition import Edition

Content = dict[str, Any]

COLUMNS = (
    "type",
    "title",
    "slug",
    "lead",
    "dateline",
    "byline",
    "event_id",
    "season_id",
    "hashtags",
    "hero",
    "body",
    "trailing",
)


def load_blocks(article: Article) -> list[Block]:
    """The article's blocks in their order."""
    return list(contents_for_item(article, BLOCKS))


def content_of(article: Article, blocks: Iterable[Block] | None = None) -> Content:
    """The columns of an edition. Without `blocks`, of those in the database."""
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
    }


def photos_in(content: Content) -> Iterator[dict[str, Any]]:
    """The facts of every photo that the content shows, the hero first."""
    if content["hero"]:
        yield content["hero"]
    for block in content["body"]:
        if block["kind"] == "photo":
            yield block
        elif block["kind"] == "gallery":
            yield from block["photos"]
        elif block["kind"] == "video" and block["poster"]:
            yield block["poster"]


def is_same(one: Content, other: Content) -> bool:
    """Whether two contents show readers the same."""
    return _shown(one) == _shown(other)


def digest_of(content: Content) -> str:
    """Of all that readers are shown: two contents that are the same have the same."""
    return hashlib.sha256(json.dumps(_shown(content), sort_keys=True).encode()).hexdigest()[:20]


def _shown(content: Content) -> Content:
    """Without what only the newsroom reads: a photo's name, and whose words a caption is, which old editions lack."""
    content = copy.deepcopy(content)
    for facts in photos_in(content):
        facts.pop("own_caption", None)
        facts.pop("name", None)
    return content


def content_of_edition(edition: Edition) -> Content:
    return {column: getattr(edition, column) for column in COLUMNS}


def photos_of(edition: Edition) -> Iterator[dict[str, Any]]:
    """The facts of every photo that the edition shows, the hero first."""
    return photos_in(content_of_edition(edition))


def words_of(content: Content) -> str:
    """Every word of it that a reader reads, as plain text, for search and comparison."""
    return "\n".join(part for part in _words(content) if part)


def _words(content: Content) -> Iterator[str]:
    yield from (content["title"], content["dateline"], content["lead"], content["byline"])
    if content["hero"]:
        yield content["hero"]["caption"]
    for block in content["body"]:
        match block["kind"]:
            case "text":
                yield plain(block["html"])
            case "quote":
                yield from (*block["paragraphs"], block["speaker"], block["role"])
            case "photo":
                yield block["caption"]
            case "gallery":
                yield block["title"]
                yield from (photo["caption"] for photo in block["photos"])
            case "video":
                yield block["title"]
            case "table":
                yield block["caption"]
                yield from (" ".join(row) for row in [block["header"], *block["rows"]])
