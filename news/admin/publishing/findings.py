"""What the checks found, as the publishing page shows it: each with links to where it is put right."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from isuwc.newsroom.first_page import Link
from news.editions.checks import Finding, doubts
from news.editions.snapshot import Content, content_of_edition, photos_in
from news.editions.wording.facts import Known
from news.editions.wording.known import wording_doubts
from news.models import Article
from news.models.article import State
from news.pictures.picture_facts import PictureFacts
from news.review.waiting import not_approved


@dataclass(frozen=True)
class ListedFinding:
    words: str
    links: tuple[Link, ...]
    is_new: bool = True  # not there when the article was published before


def listed(article: Article, found: Iterable[Finding], known: Iterable[str] = ()) -> list[ListedFinding]:
    """The findings with links into the article's form; `known` are the words of those that an edition has already."""
    before = set(known)
    return [ListedFinding(each.words, tuple(_links(article, each)), each.words not in before) for each in found]


def doubts_of_last_edition(article: Article, now: Content, known: Known) -> list[str]:
    """What whoever published the last edition looked at: it is not asked about again.

    `known` is what the words of the content `now` are compared with. One query, and those of `known_for` if the edition
    belongs to another event or season.
    """
    last = article.editions.first()
    if last is None:
        return []
    content = content_of_edition(last)
    is_alike = (content["event_id"], content["season_id"]) == (now["event_id"], now["season_id"])
    return [each.words for each in [*doubts(content), *wording_doubts(content, known if is_alike else None)]]


def not_read_yet(article: Article) -> list[Finding]:
    """That somebody is to read it still, or asked for changes. One query."""
    words = not_approved(article)
    return [Finding(words, "review")] if words else []


def photos_changed_since(article: Article, content: Content) -> list[Finding]:
    """Photos of an approved story whose details in the library are no longer those of the version that was saved.

    Whoever approved it may not have seen them: details are part of what is published, and make no version. One query
    at most.
    """
    if article.state != State.READY:
        return []
    kept = article.revisions.filter(version=article.version).first()
    if kept is None:
        return []
    saved = [_details(photo) for photo in photos_in(kept.content)]
    changed = {photo["photo"]: photo for photo in photos_in(content) if _details(photo) not in saved}
    return [
        Finding(
            f"Details of the photo “{photo['name']}” were changed after the approved version was saved. "
            "Whoever approved it may not have seen them.",
            photo=key,
        )
        for key, photo in changed.items()
    ]


def _details(photo: PictureFacts) -> dict[str, object]:
    """What readers meet of it."""
    return {name: value for name, value in photo.items() if name not in {"name", "own_caption"}}


def fingerprint(found: Sequence[ListedFinding]) -> str:
    """Of the doubts that are new: a tick holds for these alone. "" if there are none."""
    words = [each.words for each in found if each.is_new]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16] if words else ""


def _links(article: Article, found: Finding) -> Iterable[Link]:
    form = reverse("admin:news_article_change", args=[article.pk])
    if found.block is not None:
        yield Link(f"To block {found.block}", f"{form}#block-{found.block}")
    elif found.field == "review":
        yield Link("To the review", reverse("admin:news_article_review", args=[article.pk]))
    elif found.field:
        yield Link(f"To the {FIELDS[found.field]}", f"{form}#{ANCHORS.get(found.field, f'id_{found.field}')}")
    if found.photo is not None:
        yield Link("To the photo", reverse("admin:news_photo_change", args=[found.photo]))


ANCHORS = {"hero": "id_hero_choose"}  # its own field is hidden: the button beside the picture
FIELDS = {"title": "title", "lead": "lead", "dateline": "dateline", "hero": "hero photo", "event": "event"}
