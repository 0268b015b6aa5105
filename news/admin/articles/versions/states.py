"""What an article was at some time, as an address names it: v7 is version 7, e2 edition 2, now what is saved now."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from isuwc.text.numbers import whole_number
from news.editions.snapshot import Content, content_of, content_of_edition
from news.editions.versions.authors import Author, authors_in, authors_in_edition
from news.models import Article, Edition, Revision

NOW = "now"


@dataclass(frozen=True)
class Named:
    """A version, an edition or the working copy, without its content. `version`, of an edition: what it was made of."""

    key: str
    name: str
    version: int
    at: datetime.datetime
    by: str

    @property
    def preview(self) -> str:
        """The query of the page on which it is read; empty for the working copy."""
        kind = {"v": "version", "e": "edition"}.get(self.key[0])
        return f"{kind}={self.key[1:]}" if kind else ""


@dataclass(frozen=True)
class State(Named):
    row: Article | Revision | Edition

    @property
    def is_earlier(self) -> bool:
        """Whether there is something to restore it over."""
        row = self.row
        return isinstance(row, Edition) or (isinstance(row, Revision) and row.version != row.article.version)

    @property
    def correction(self) -> str:
        """What an edition told readers that it corrects."""
        return self.row.correction if isinstance(self.row, Edition) else ""

    @cached_property
    def content(self) -> Content:
        if isinstance(self.row, Article):
            return content_of(self.row)
        return content_of_edition(self.row) if isinstance(self.row, Edition) else self.row.content

    @cached_property
    def authors(self) -> Sequence[Author | None]:
        """Of each block who wrote it last; empty where that isn't known."""
        if isinstance(self.row, Edition):
            return authors_in_edition(self.row)
        revision = self.row if isinstance(self.row, Revision) else newest(self.row)
        return authors_in(revision) if revision else []


def newest(article: Article) -> Revision | None:
    """The version that the article's row is; None where it was saved without one, as by plain SQL."""
    return article.revisions.filter(version=article.version).first()


def state(article: Article, key: str) -> State | None:
    """None for what there is not."""
    if key == NOW:
        by = str(article.changed_by or "")
        return State(NOW, "what is saved now", article.version, article.changed_at, by, article)
    number = whole_number(key[1:])
    if number is None or number > 2**31 - 1:
        return None
    if key.startswith("v") and (row := article.revisions.select_related("made_by").filter(version=number).first()):
        return State(*_of_version(row), row)
    if key.startswith("e") and (made := article.editions.select_related("made_by").filter(number=number).first()):
        return State(*_of_edition(made), made)
    return None


def named(article: Article) -> list[Named]:
    """All of them, the newest first; an edition before the version that it was made of. Two queries."""
    versions = article.revisions.select_related("made_by").defer("content", "written_in")
    editions = article.editions.select_related("made_by").defer("body", "words", "hero", "trailing")
    found = [*(Named(*_of_edition(row)) for row in editions), *(Named(*_of_version(row)) for row in versions)]
    if not any(each.key == f"v{article.version}" for each in found):
        found.append(
            Named(NOW, "what is saved now", article.version, article.changed_at, str(article.changed_by or ""))
        )
    return sorted(found, key=lambda each: (-each.version, not each.key.startswith("e"), -each.at.timestamp()))


def _of_version(row: Revision) -> tuple[str, str, int, datetime.datetime, str]:
    return f"v{row.version}", f"version {row.version}", row.version, row.made_at, str(row.made_by or "")


def _of_edition(row: Edition) -> tuple[str, str, int, datetime.datetime, str]:
    return f"e{row.number}", f"edition {row.number}", row.version, row.made_at, str(row.made_by or "")
