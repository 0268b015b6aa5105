"""Photos' files that nothing shows any more leave the storage, and so the public.

After the commit only: a file that is gone does not come back with a transaction that fails. Whatever interrupts it
leaves files that nobody shows; `manage.py unused_pictures` finds them.
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
from news.pictures.storage import hold_digest, remove, stored

_log = logging.getLogger(__name__)


# A signal, because a queryset that deletes calls no method of its rows.
@receiver(post_delete, sender=Photo)
def remove_files_of_deleted(sender: object, instance: Photo, **kwargs: Any) -> None:
    remove_later(instance.digest)


def remove_later(digest: str) -> None:
    """Once the transaction is committed, remove the files of this digest unless something still shows them."""
    if digest:
        # robust: a storage that fails must not make a page of what is done already fail; it is logged.
        transaction.on_commit(partial(remove_unshown, digest), robust=True)


def remove_unshown(digest: str) -> list[str]:
    """Remove the files of this digest unless a photo or an edition names it. Returns the names of those that went."""
    with transaction.atomic():
        hold_digest(digest)
        if is_shown(digest):
            return []
        removed = remove(name for name, of in stored() if of == digest)
    _log.info("Removed, since nothing shows them any more: %s", ", ".join(removed) or "no files")
    return removed


def is_shown(digest: str) -> bool:
    """Whether a photo has it, or an edition, which keeps showing the file that it was published with."""
    if Photo.objects.filter(file__startswith=f"{FOLDER}/{digest}").exists():
        return True
    editions = Edition.objects.annotate(body_text=Cast("body", models.TextField()))
    return editions.filter(Q(hero__digest=digest) | Q(body_text__contains=digest)).exists()


def with_present_files(content: Content) -> tuple[Content, list[str]]:
    """The content with the present file of each photo whose own is gone, and the names of these photos.

    A saved version keeps no files: one that is replaced goes as soon as no photo and no edition shows it.
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
    """The files of every digest that nothing shows. An upload that is not saved yet counts as unused."""
    files: dict[str, list[str]] = {}
    for name, digest in stored():
        files.setdefault(digest, []).append(name)
    return {digest: sorted(names) for digest, names in files.items() if not is_shown(digest)}
