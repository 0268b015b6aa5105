"""Taking changes of articles and photos back: what is published stays, and every version of words is kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import F
from django.dispatch import receiver
from django.utils import timezone

from events.models import Event, Race, Season
from isuwc.history.models import Change, Deed
from isuwc.history.recorded import in_the_way, taken_back, taking_back
from news.editions.photos.files import put_away_later
from news.editions.versions.keeping import keep_version
from news.models import Article, Edition, GalleryBlock, GalleryPhoto, LiveEntry, Photo, PreviewLink, QRCode, Review
from news.models.article import State
from news.models.blocks import BLOCKS
from standings.models import Cup

PUBLIC = {State.PUBLISHED, State.WITHDRAWN}
STEPS_OF_REVIEW = "A step of a review is not taken back here, but by the next step, on the article’s page “Review”."
# Of a block in an edition: which field holds the key of such a row
REFERENCES = {
    Race: ("result", "race"),
    Cup: ("standings", "cup"),
    Event: ("watch", "event"),
    Season: ("calendar", "season"),
}


@receiver(in_the_way, dispatch_uid="news")
def what_is_published(changes: Iterable[Change], gone: Mapping[Any, set[str]], **kwargs: Any) -> list[str]:
    """Steps of publishing and of reviews, which have steps back of their own, and editions that show what would go."""
    held = list(changes)
    return [*_publishing(held), *_live_blogs(held), *_shown(gone)]


def _publishing(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        if change.table == Article._meta.db_table and change.deed == Deed.CHANGED:
            states = {values["state"] for values in (change.before, change.after) if values and "state" in values}
            if states & PUBLIC or "not_before" in change.columns:
                yield "What was published, planned or withdrawn is not taken back here, but on the article’s page."
            elif states:
                yield STEPS_OF_REVIEW
        elif change.table == Review._meta.db_table and _is_step(change):
            yield STEPS_OF_REVIEW
        elif change.table == PreviewLink._meta.db_table and change.deed == Deed.CHANGED:
            yield "A link that was revoked stays revoked: make a new one."


def _live_blogs(changes: Sequence[Change]) -> Iterator[str]:
    """A story with entries stays a live blog, and one of them is pinned at most."""
    began = {int(each.row) for each in changes if each.table == Article._meta.db_table and _began_live_blog(each)}
    if LiveEntry.objects.filter(article__in=began).exists():
        yield "It has entries, which readers would lose. End the live blog instead."
    held = [change for change in changes if change.table == LiveEntry._meta.db_table]
    blogs = {int(change.owner_row) for change in held if (change.before or {}).get("is_pinned")}
    others = LiveEntry.objects.filter(article__in=blogs, is_pinned=True).exclude(
        pk__in={int(each.row) for each in held}
    )
    if other := others.first():
        yield f"The entry “{other}” is pinned by now. Unpin it first."


def _began_live_blog(change: Change) -> bool:
    return change.deed == Deed.CHANGED and (change.before or {}).get("live_blog") is False


def _is_step(change: Change) -> bool:
    """Not what went with its article, or with the account of somebody who took part."""
    if change.deed == Deed.CHANGED:
        return any(value is not None for value in (change.after or {}).values())
    return change.deed == Deed.MADE


def _shown(gone: Mapping[Any, set[str]]) -> Iterator[str]:
    if gone.get(QRCode):
        yield "A QR code is never deleted: it may have been printed, and must always work."
    for model, (kind, name) in REFERENCES.items():
        for key in gone.get(model, ()):
            found = Edition.objects.filter(body__contains=[{"kind": kind, name: int(key)}]).order_by("pk").last()
            if found:
                yield f"The published article “{found.title}” shows what was added ({model._meta.verbose_name})."


@receiver(taking_back, dispatch_uid="news")
def lock_articles(changes: Iterable[Change], **kwargs: Any) -> None:
    """Before their blocks, as the article's form does, so that the two never wait for each other."""
    held = list(changes)
    # Whoever writes an entry of a live blog locks its article as well
    of_entries = {int(each.owner_row) for each in held if each.table == LiveEntry._meta.db_table}
    articles = Article.objects.filter(pk__in=_articles(held) | of_entries).order_by("pk")
    list(articles.select_for_update(of=("self",)).values_list("pk"))


@receiver(taken_back, dispatch_uid="news")
def keep_versions(changes: Iterable[Change], person: Any, **kwargs: Any) -> None:
    """An article that was taken back to other words is a new version, which its editors notice, and is kept."""
    held = list(changes)
    for article in Article.objects.filter(pk__in=_articles(held)).select_related("event__season", "season", "hero"):
        article.version += 1
        article.changed_at, article.changed_by = timezone.now(), person
        article.save(update_fields=["version", "changed_at", "changed_by"])
        keep_version(article, person)
    entries = {int(each.row) for each in held if each.table == LiveEntry._meta.db_table}
    # For feeds, whose dates never go back, and for whoever is just correcting one
    now = timezone.now()
    LiveEntry.objects.filter(pk__in=entries).update(changed_at=now, version=F("version") + 1)
    of_made = {
        int(each.owner_row) for each in held if each.table == LiveEntry._meta.db_table and each.deed == Deed.MADE
    }
    Article.objects.filter(pk__in=of_made).update(entry_undone_at=now)
    for change in held:
        if change.table == Photo._meta.db_table:
            for values in (change.before, change.after):  # the files that it has again, and those that it had
                put_away_later(Photo(file=(values or {}).get("file") or "").digest)


def _articles(changes: Iterable[Change]) -> set[int]:
    blocks = {model._meta.db_table for model in BLOCKS}
    found = {int(each.row) for each in changes if each.table == Article._meta.db_table}
    found |= {int(each.owner_row) for each in changes if each.table in blocks}
    galleries = {each.owner_row for each in changes if each.table == GalleryPhoto._meta.db_table}
    return found | set(GalleryBlock.objects.filter(pk__in=galleries).values_list("parent", flat=True))
