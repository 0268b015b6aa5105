"""Removes photo files from storage that no photo and no edition uses any more.

Files are only removed after the commit, since a rollback can't restore them. If that is interrupted, unused files
remain; `manage.py unused_pictures` finds them.
"""

import copy
import logging
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast
from django.db.models.signals import post_delete
from django.dispatch import receiver

from news.editions.snapshot import Content, photos_in
from news.models import Edition, Photo
from news.pictures.picture import FOLDER
from news.pictures.storage import lock_digest, remove, stored

_log = logging.getLogger(__name__)


# A signal, because deleting a queryset calls no method of its rows.
@receiver(post_delete, sender=Photo)
def remove_files_of_deleted(sender: object, instance: Photo, **kwargs: Any) -> None:
    remove_later(instance.digest)


def remove_later(digest: str) -> None:
    """Remove the files with this digest after the commit, unless a photo or an edition still uses them."""
    if digest:
        # robust: the work is committed, so a storage failure is logged instead of failing the request.
        transaction.on_commit(partial(remove_unshown, digest), robust=True)


def remove_unshown(digest: str) -> list[str]:
    """Remove the files with this digest unless a photo or an edition uses them. Returns the removed names."""
    with transaction.atomic():
        lock_digest(digest)
        if is_shown(digest):
            return []
        removed = remove(name for name, of in stored() if of == digest)
    _log.info("Removed unused photo files: %s", ", ".join(removed) or "no files")
    return removed


def is_shown(digest: str) -> bool:
    """Whether a photo or an edition uses the digest. Editions keep the file they were published with."""
    if Photo.objects.filter(file__startswith=f"{FOLDER}/{digest}").exists():
        return True
    editions = Edition.objects.annotate(body_text=Cast("body", models.TextField()))
    return editions.filter(Q(hero__digest=digest) | Q(body_text__contains=digest)).exists()


def with_present_files(content: Content) -> tuple[Content, list[str]]:
    """A copy of the content with current files in place of removed ones, and the names of the photos concerned.

    Saved versions don't protect files: a replaced file is removed once no photo and no edition uses it.
    """
    content, names = copy.deepcopy(content), []
    photos = Photo.objects.in_bulk({facts["photo"] for facts in photos_in(content)})
    for facts in photos_in(content):
        photo, digest = photos.get(facts["photo"]), facts["digest"]
        if digest and not (photo and photo.digest == digest) and not is_shown(digest):
            if photo:
                now = photo.facts()
                facts |= {"digest": now["digest"], "width": now["width"], "height": now["height"]}
            else:
                facts |= {"digest": "", "width": None, "height": None}
            names.append(facts["name"])
    return content, list(dict.fromkeys(names))


def unused_digests() -> dict[str, list[str]]:
    """Unused files by digest. An upload that isn't saved yet counts as unused."""
    files: dict[str, list[str]] = {}
    for name, digest in stored():
        files.setdefault(digest, []).append(name)
    return {digest: sorted(names) for digest, names in files.items() if not is_shown(digest)}
