"""Where an upload's files lie, and what becomes of those that nobody uses any more.

Renditions are public while a photo that has them may be shown; else they lie in private (`settle`). Those that nothing
uses leave the public at once, after the commit, since a rollback can't restore them, and are removed when they have
been out of use for KEPT: so long a deletion can be taken back. What an interruption leaves, `upkeep` puts right.
"""

import copy
import datetime
import logging
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from isuwc.files.whole import private
from news.editions.photos.uses import is_shown, seen, uses_of
from news.editions.snapshot import Content, photos_in
from news.models import Photo, Upload
from news.pictures.storage import digest_of, lock_digest, move, names_in, remove, stored

_log = logging.getLogger(__name__)
KEPT = datetime.timedelta(days=30)


def settle(digest: str) -> None:
    """Put its renditions where they belong now: to the public, or in private. Whatever an earlier time left undone is
    done as well. Nothing, for a digest of which nothing is written down."""
    with transaction.atomic():
        lock_digest(digest)
        row = Upload.objects.filter(pk=digest).first()
        if row is None:
            return
        now, uses = timezone.now(), uses_of([digest])
        row.is_closed = not seen([digest], now, uses)
        row.left_at = None if uses[digest] else row.left_at or now
        row.save()
        other = default_storage if row.is_closed else private()
        for name, of in list(names_in(other)):
            if of == digest and digest_of(name):
                move(name, row.place)


# A signal, because deleting a queryset calls no method of its rows.
@receiver(post_delete, sender=Photo)
def put_away_files_of_deleted(sender: object, instance: Photo, **kwargs: Any) -> None:
    put_away_later(instance.digest)


def put_away_later(digest: str) -> None:
    """Take the files with this digest from the public after the commit, unless a photo or an edition uses them; those
    that are used again go back there."""
    if digest:
        # robust: the work is committed, so a storage failure is logged instead of failing the request.
        transaction.on_commit(partial(settle, digest), robust=True)


def remove_unshown(digest: str) -> list[str]:
    """Remove the files with this digest for good unless a photo or an edition uses them. Returns the removed names."""
    with transaction.atomic():
        lock_digest(digest)
        if is_shown(digest):
            return []
        Upload.objects.filter(pk=digest).delete()
        removed = remove(name for name, of in stored() if of == digest)
    _log.info("Removed unused photo files: %s", ", ".join(removed) or "no files")
    return removed


def unused_digests() -> dict[str, list[str]]:
    """Unused files by digest. An upload that isn't saved yet counts as unused."""
    files: dict[str, list[str]] = {}
    for name, digest in stored():
        files.setdefault(digest, []).append(name)
    uses = uses_of(files)
    return {digest: sorted(names) for digest, names in files.items() if not uses[digest]}


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
