"""Photo files in storage. All files of an upload have names that begin with its digest."""

import re
from collections.abc import Iterable, Iterator

from django.core.files.storage import default_storage
from django.db import connection

from news.pictures.picture import FOLDER

# First half of the advisory locks' key; the second comes from the digest
LOCK = 1_398_036_053
_NAME = re.compile(r"([0-9a-f]{20})(?:-card-\d+-\d+|-\d+)?\.(?:jpg|webp|avif)")


def lock_digest(digest: str) -> None:
    """Lock files with this digest until the transaction ends.

    Storing an upload relies on files that exist already, so they must not be removed before its row is saved.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, int(digest[:7], 16)])


def lock_additions() -> None:
    """Let nobody else add a picture until the transaction ends: whether it is there already is known only then."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, -1])  # no digest begins like that


def stored() -> Iterator[tuple[str, str]]:
    """(name, digest) of every photo file; files with other names are ignored."""
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
