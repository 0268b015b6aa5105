"""Who wrote each block of a version last, and when."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from news.blocks.kinds import read
from news.editions.versions.comparing.compare import excerpt
from news.editions.versions.comparing.writers import carried_on
from news.models import Article, Edition, Revision


@dataclass(frozen=True)
class Author:
    """`by` is empty for a command and for somebody whose account is gone."""

    version: int
    by: str
    at: datetime.datetime


def written_in(revision: Revision) -> list[int]:
    """Of each block of it the version that wrote it last. No query, except for what was kept before this was."""
    if revision.written_in is not None:
        return revision.written_in
    found: list[int] = []
    body: list[dict[str, object]] = []
    for earlier in revision.article.revisions.filter(version__lte=revision.version).order_by("version"):
        now = earlier.content.get("body", [])
        found = earlier.written_in or carried_on(body, now, found, earlier.version)
        body = now
    return found


def authors_of(article: Article, versions: Sequence[int]) -> list[Author | None]:
    """Of each of these versions who saved it; None for one that isn't kept. One query."""
    rows = article.revisions.filter(version__in=set(versions)).select_related("made_by").defer("content")
    found = {row.version: Author(row.version, str(row.made_by or ""), row.made_at) for row in rows}
    return [found.get(version) for version in versions]


def authors_in(revision: Revision) -> list[Author | None]:
    """Who wrote each block of the version last."""
    return authors_of(revision.article, written_in(revision))


@dataclass(frozen=True)
class Written:
    """A block by its kind and first words, with who wrote it last."""

    name: str
    excerpt: str
    author: Author | None


def written_last(article: Article) -> list[Written]:
    """The blocks of the newest version, in order. Two queries."""
    revision = article.revisions.first()
    if revision is None:
        return []
    blocks = [read(json) for json in revision.content.get("body", [])]
    return [
        Written(block.name, excerpt(block), author) for block, author in zip(blocks, authors_in(revision), strict=True)
    ]


def authors_in_edition(edition: Edition) -> list[Author | None]:
    """The same of an edition, which has the blocks of the version that it was made from; empty if that isn't kept."""
    revision = edition.article.revisions.filter(version=edition.version).first()
    if revision is None or len(revision.content.get("body", [])) != len(edition.body):
        return []
    return authors_in(revision)
