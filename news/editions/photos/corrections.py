"""Publishes corrections that were made to a photo in the library after its stories were published.

An edition keeps the facts it was published with. A correction makes a new edition of every live or scheduled story with
the photo. Its text is that of the old edition, not of the working copy; only the photo's facts differ.
"""

import copy
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from news.editions import publishing
from news.editions.refusals import PublishError
from news.editions.snapshot import Content, content_of_edition, photos_in
from news.models import BLOCKS, Article, Edition, LiveEntry, Period, Photo, PhotoBlock
from news.models.edition import EditionPhoto
from news.pictures.picture_facts import PictureFacts

LABELS = {"caption": "Caption", "credit": "Credit", "alt": "Alternative text", "focus": "Focal point", "file": "File"}


@dataclass(frozen=True)
class FactChange:
    """A fact as readers see it, and as in the library."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Story:
    """An edition with the photo: what a correction would change in it (`changes`) and what it wouldn't (`notes`)."""

    edition: Edition
    changes: tuple[FactChange, ...]
    notes: tuple[str, ...]
    is_live: bool
    shows_other_file: bool


def stories_with(photo: Photo) -> list[Story]:
    """Live and scheduled editions with the photo, by article and moment. One query."""
    now = timezone.now()
    periods = Period.objects.standing().not_over(now).filter(edition__photos=photo)
    return [
        _story(period.placed_edition(), photo, is_live=period.starts <= now)
        for period in periods.select_related("edition__article").order_by("article_id", "during")
    ]


def drafts_with(photo: Photo) -> list[Article]:
    """Working copies with the photo, and live blogs. They always show its current facts."""
    # Not joined: each of its entries would come once for each of its blocks
    uses = Q(hero=photo) | Q(pk__in=LiveEntry.objects.standing().filter(photo=photo).order_by().values("article"))
    for model in BLOCKS:
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if field.related_model is Photo:
                uses |= Q(**{f"news_{model._meta.model_name}_set__{field.name}": photo})
    return list(Article.objects.filter(uses).distinct().order_by("-changed_at"))


def fingerprint(photo: Photo, stories: Iterable[Story]) -> str:
    """Changes with anything that the corrections page shows."""
    looked_at = [photo.facts(), [[s.edition.pk, [[c.before, c.after] for c in s.changes]] for s in stories]]
    return hashlib.sha256(json.dumps(looked_at).encode()).hexdigest()[:20]


@transaction.atomic
def publish_corrections(photo: Photo, seen: str, by: User | None) -> list[Edition]:
    """Publish corrected editions of all stories with the photo, or none. Returns them.

    `seen` is the fingerprint of the page that the editor saw. Raises PublishError if anything has changed since or an
    edition has problems, and PermissionDenied.
    """
    _lock(photo)
    stories = stories_with(photo)
    if seen != fingerprint(photo, stories):
        raise PublishError(
            ["Nothing was changed because the photo or a story changed in the meantime. Review the changes again."]
        )
    articles = {story.edition.article_id: story.edition.article for story in stories if story.changes}
    return [
        edition
        for article in articles.values()
        for edition in publishing.correct(article, partial(corrected, photo=photo), by)
    ]


def _lock(photo: Photo) -> None:
    """Lock the articles that show the photo, then their photos, until the transaction ends.

    Publishing locks in the same order (articles before photos, each by key), which rules out deadlocks.
    """
    shown = EditionPhoto.objects
    articles = list(shown.filter(photo=photo).values_list("edition__article", flat=True))
    list(Article.objects.filter(pk__in=articles).order_by("pk").select_for_update().values_list("pk"))
    Photo.objects.lock([photo.pk, *shown.filter(edition__article__in=articles).values_list("photo", flat=True)])
    photo.refresh_from_db()


def corrected(edition: Edition, photo: Photo) -> Content:
    """The edition's content with the photo's facts as the library has them."""
    content = copy.deepcopy(content_of_edition(edition))
    for facts in photos_in(content):
        if facts["photo"] == photo.pk:
            _correct(facts, photo, edition)
    return content


def outdated_photos(editions: Iterable[Edition]) -> dict[int, list[Photo]]:
    """Photos by edition key whose facts in the edition differ from the library. Load articles with editions.

    One query, and one for each differing caption in an edition without `own_caption`.
    """
    shown = {edition: list(photos_in(content_of_edition(edition))) for edition in editions}
    photos = Photo.objects.in_bulk({facts["photo"] for each in shown.values() for facts in each})
    return {
        edition.pk: [
            photos[key]
            for key in dict.fromkeys(facts["photo"] for facts in each)
            if key in photos and any(_differs(f, photos[key], edition) for f in each if f["photo"] == key)
        ]
        for edition, each in shown.items()
    }


def _differs(facts: PictureFacts, photo: Photo, edition: Edition) -> bool:
    now = photo.facts()
    if any(facts[name] != now[name] for name in ("credit", "alt", "decorative", "focus", "digest")):
        return True
    return facts["caption"] != now["caption"] and _has_own_caption(facts, photo, edition) is False


def _story(edition: Edition, photo: Photo, is_live: bool) -> Story:
    before = [facts for facts in photos_in(content_of_edition(edition)) if facts["photo"] == photo.pk]
    after = [facts for facts in photos_in(corrected(edition, photo)) if facts["photo"] == photo.pk]
    changes = [change for pair in zip(before, after, strict=True) for change in _changes(*pair)]
    notes = [note for facts in before for note in _notes(facts, photo, edition)]
    other_file = any(_shows_other_file(facts, photo) for facts in before)
    return Story(edition, tuple(dict.fromkeys(changes)), tuple(dict.fromkeys(notes)), is_live, other_file)


def _correct(facts: PictureFacts, photo: Photo, edition: Edition) -> None:
    """Update the edition's facts with the library's."""
    if _shows_other_file(facts, photo):
        return
    now = photo.facts()
    if _has_own_caption(facts, photo, edition) is False:
        facts["caption"] = now["caption"]
    facts |= {"credit": now["credit"], "alt": now["alt"], "decorative": now["decorative"], "focus": now["focus"]}
    if not facts["digest"]:  # readers see a placeholder until now
        facts |= {"digest": now["digest"], "width": now["width"], "height": now["height"]}


def _shows_other_file(facts: PictureFacts, photo: Photo) -> bool:
    return bool(facts["digest"]) and facts["digest"] != photo.digest


def _has_own_caption(facts: PictureFacts, photo: Photo, edition: Edition) -> bool | None:
    """Whether the caption was written for this story; None if unknown.

    Old editions don't record it. For them the working copy tells, unless it has been saved since.
    """
    if "own_caption" in facts:
        return bool(facts["own_caption"])
    article = edition.article
    if edition.version != article.version:
        return None
    own = {block.caption for block in PhotoBlock.objects.filter(parent=article, photo=photo)}
    if article.hero_id == photo.pk:
        own.add(article.hero_caption)
    return facts["caption"] in own - {""}


def _changes(before: PictureFacts, after: PictureFacts) -> Iterable[FactChange]:
    for name in ("caption", "credit"):
        if before[name] != after[name]:
            yield FactChange(LABELS[name], before[name], after[name])
    if _alt(before) != _alt(after):
        yield FactChange(LABELS["alt"], _alt(before), _alt(after))
    if before["focus"] != after["focus"]:
        yield FactChange(LABELS["focus"], _focus(before), _focus(after))
    if before["digest"] != after["digest"]:
        yield FactChange(LABELS["file"], "no file yet", "the picture")


def _alt(facts: PictureFacts) -> str:
    return "none, it is decorative" if facts["decorative"] else facts["alt"]


def _focus(facts: PictureFacts) -> str:
    x, y = facts["focus"]
    return f"{x:.0%} from the left, {y:.0%} from the top"


def _notes(facts: PictureFacts, photo: Photo, edition: Edition) -> Iterable[str]:
    if _shows_other_file(facts, photo):
        yield "It shows the earlier file, with that file's facts. Publish the article to show the new one."
    elif facts["caption"] != photo.caption:
        own = _has_own_caption(facts, photo, edition)
        if own:
            yield "Its caption was written for this story and stays."
        elif own is None:
            yield "Its caption stays, as it may have been written for this story. Publish the article to change it."
