"""Writes the entries of live blogs: posted, corrected, pinned, withdrawn. No other code does.

An entry is public as soon as it is posted, while its story is live as a live blog; until then it waits for it. Each
function locks the article's row and checks the person's permission. `by` is None if no person acts. What an entry said
before stays in the history, which the database writes.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from events.models import Race
from isuwc.text.html import clean_html
from news.editions.checks import photo_problems
from news.editions.refusals import require_permission
from news.models.article import Article
from news.models.live_entry import LiveEntry
from news.models.photos.photo import Photo

RIGHT = "publish_article"


class EntryRefusedError(Exception):
    """Nothing was changed; `problems` says why, in words for the newsroom."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Words:
    """What an entry says: any of it may be left out, not all. `text` is HTML, which is cleaned."""

    heading: str = ""
    text: str = ""
    photo: Photo | None = None
    race: Race | None = None

    @property
    def problems(self) -> list[str]:
        return list(self._problems())

    def _problems(self) -> Iterator[str]:
        if not (self.heading.strip() or clean_html(self.text) or self.photo or self.race):
            yield "Write something, or choose a photo or a result."
        yield from self.photo_problems

    @property
    def photo_problems(self) -> list[str]:
        if not self.photo:
            return []
        facts, obstacle = self.photo.facts(), self.photo.obstacle(timezone.now())
        rights = [f"The photo “{facts['name']}” {obstacle}"] if obstacle else []
        return [*(found.words for found in photo_problems(facts)), *rights]


@transaction.atomic
def post(article: Article, words: Words, by: User | None, now: datetime.datetime | None = None) -> LiveEntry:
    """A new entry, above all others. Raises EntryRefusedError, and PermissionDenied."""
    held = _locked(article, by)
    if not held.live_blog:
        raise EntryRefusedError(["This story is no live blog. Switch that on in its form, save and publish it."])
    if held.live_ended_at:
        raise EntryRefusedError(["This live blog has ended. Go on with it first."])
    _refuse(words.problems)
    at = now or timezone.now()
    return LiveEntry.objects.create(article=held, posted_at=at, changed_at=at, posted_by=by, **_columns(words))


@transaction.atomic
def correct(entry: LiveEntry, words: Words, seen: int, by: User | None, now: datetime.datetime | None = None) -> bool:
    """Put other words in its place, which it says with the time. Returns whether anything was changed.

    `seen` is the version that the person saw. Raises EntryRefusedError, and PermissionDenied.
    """
    held = _entry(entry, by)
    if held.version != seen:
        raise EntryRefusedError(
            ["Somebody corrected this entry meanwhile. Its words are below now; yours are still here."]
        )
    _refuse(words.problems)
    columns = _columns(words)
    if all(getattr(held, name) == value for name, value in columns.items()):
        return False
    for name, value in columns.items():
        setattr(held, name, value)
    held.corrected_at = held.changed_at = _after(held, now)
    held.version += 1
    held.save()
    return True


@transaction.atomic
def pin(entry: LiveEntry, by: User | None, now: datetime.datetime | None = None) -> None:
    """Put it above all others, and no other one. Raises EntryRefusedError, and PermissionDenied."""
    held = _entry(entry, by)
    for other in LiveEntry.objects.filter(article=held.article_id, is_pinned=True).exclude(pk=held.pk):
        _set(other, now, is_pinned=False)
    if not held.is_pinned:
        _set(held, now, is_pinned=True)


@transaction.atomic
def unpin(entry: LiveEntry, by: User | None, now: datetime.datetime | None = None) -> None:
    """Raises EntryRefusedError, and PermissionDenied."""
    held = _entry(entry, by)
    if held.is_pinned:
        _set(held, now, is_pinned=False)


@transaction.atomic
def withdraw(entry: LiveEntry, by: User | None, now: datetime.datetime | None = None) -> None:
    """Take it from readers. Raises EntryRefusedError if somebody has done so, and PermissionDenied."""
    held = _entry(entry, by)
    at = _after(held, now)
    _set(held, at, is_pinned=False, withdrawn_at=at)


@transaction.atomic
def end(article: Article, by: User | None, now: datetime.datetime | None = None) -> None:
    """No more entries: readers are told that it has ended. Raises PermissionDenied."""
    held = _locked(article, by)
    if held.live_ended_at is None:
        Article.objects.filter(pk=held.pk).update(live_ended_at=now or timezone.now())


@transaction.atomic
def go_on(article: Article, by: User | None) -> None:
    """It has not ended after all. Raises PermissionDenied."""
    held = _locked(article, by)
    if held.live_ended_at:
        Article.objects.filter(pk=held.pk).update(live_ended_at=None)


def _locked(article: Article, by: User | None) -> Article:
    require_permission(by, RIGHT)
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def _entry(entry: LiveEntry, by: User | None) -> LiveEntry:
    _locked(entry.article, by)
    held = LiveEntry.objects.get(pk=entry.pk)
    if held.withdrawn_at:
        raise EntryRefusedError(["Somebody withdrew this entry meanwhile."])
    return held


def _refuse(problems: list[str]) -> None:
    if problems:
        raise EntryRefusedError(problems)


def _columns(words: Words) -> dict[str, object]:
    return {
        "heading": words.heading.strip(),
        "text": str(clean_html(words.text)),
        "photo": words.photo,
        "race": words.race,
    }


def _set(entry: LiveEntry, now: datetime.datetime | None, **values: object) -> None:
    for name, value in values.items():
        setattr(entry, name, value)
    entry.changed_at = _after(entry, now)
    entry.save(update_fields=[*values, "changed_at"])


def _after(entry: LiveEntry, now: datetime.datetime | None) -> datetime.datetime:
    """Never before what readers saw of it last, whatever the clocks of two machines say."""
    return max(now or timezone.now(), entry.changed_at)
