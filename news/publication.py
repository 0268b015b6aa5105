"""How the public sees an article, as the newsroom asks it."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from news.models.article import Article
from news.models.edition import Edition


@dataclass(frozen=True)
class Publication:
    """The edition that is public now, the one that waits for its hour, and whether the working copy has gone on."""

    live: Edition | None
    awaited: Edition | None
    withdrawn: Edition | None
    has_unpublished_changes: bool


def publication_of(article: Article, at: datetime.datetime | None = None) -> Publication:
    """One query, or none where the article came with its editions."""
    at = at or timezone.now()
    editions = sorted(article.editions.all(), key=lambda edition: edition.number, reverse=True)
    newest = editions[0] if editions else None
    shown = next((edition for edition in editions if edition.goes_live_at <= at), None)
    standing = [edition for edition in editions if edition.withdrawn_at is None]
    return Publication(
        live=shown if shown and shown.is_live(at) else None,
        awaited=next((edition for edition in standing if edition.goes_live_at > at), None),
        withdrawn=newest if newest and not standing else None,
        has_unpublished_changes=bool(standing) and newest is not None and newest.version != article.version,
    )
