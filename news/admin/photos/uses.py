"""Which articles use photos: their working copies, entries of live blogs, and what of them is live or waits."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from news.models import BLOCKS, Article, LiveEntry, Photo
from news.models.edition import EditionPhoto
from news.models.period import Period


def uses_of(photos: Collection[int]) -> dict[int, list[Article]]:
    """By key of the photo, the articles that show it, will show it, or have it in their working copy or an entry.

    Two queries."""
    standing = Period.objects.standing().not_over(timezone.now()).filter(edition__photos__in=photos)
    pairs = standing.order_by().values_list("edition__photos", "article")
    found = pairs.union(*(each.filter(**{f"{name}__in": photos}) for name, each in _in_articles()))
    keys = {(photo, article) for photo, article in found if photo in photos}
    articles = Article.objects.only("title").in_bulk({article for _, article in keys})
    return {
        key: sorted((articles[article] for photo, article in keys if photo == key), key=lambda each: -each.pk)
        for key in photos
    }


def nowhere(photos: "QuerySet[Photo]") -> "QuerySet[Photo]":
    """Photos that no working copy and no entry uses and no edition, past or present, shows."""
    for name, rows in _in_articles():
        photos = photos.exclude(pk__in=rows.values(name))
    return photos.exclude(pk__in=EditionPhoto.objects.values("photo"))


def _in_articles() -> Iterator[tuple[str, "QuerySet[Any, Any]"]]:
    """(name of the photo's field, pairs of photo and article) of everything in an article that shows photos.

    Entries that were withdrawn too: they keep their photo, as the history can take that back.
    """
    yield "photo", LiveEntry.objects.filter(photo__isnull=False).order_by().values_list("photo", "article")
    yield "hero", Article.objects.filter(hero__isnull=False).order_by().values_list("hero", "pk")
    for model in BLOCKS:
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if field.related_model is Photo:
                rows = model._default_manager.filter(**{f"{field.name}__isnull": False})
                yield field.name, rows.order_by().values_list(field.name, "parent")
