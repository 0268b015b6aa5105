"""The files of photos in the storage, by the digest of the upload that all their names begin with."""

import re
from collections.abc import Iterable, Iterator

from django.core.files.storage import default_storage
from django.db import connection

from news.pictures.picture import FOLDER

# First half of the key of the advisory locks; the second is made of the digest.
LOCK = 1_398_036_053
_NAME = re.compile(r"([0-9a-f]{20})(?:-\d+)?\.(?:jpg|webp|avif)")


def hold_digest(digest: str) -> None:
    """Until the transaction ends nobody else keeps or removes files of this digest.

    Whoever keeps files finds some there already and relies on them: they must not be removed before the row is saved.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, int(digest[:7], 16)])


def stored() -> Iterator[tuple[str, str]]:
    """Every file of a photo, with its digest; files of other names are not ours to judge."""
    if not default_storage.exists(FOLDER):
        return
    for name in default_storage.listdir(FOLDER)[1]:
        if found := _NAME.fullmatch(name):
            yield f"{FOLDER}/{name}", found[1]


def remove(names: Iterable[str]) -> list[str]:
    removed = sorted(names)
    for name in removed:
        default_storage.delete(name)
    return removed
