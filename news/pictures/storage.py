"""Photo files in storage. All files of an upload have names that begin with its digest.

Renditions lie in the public folder, or in private while nobody may see them; masters, uploads as they came and cards
always in private. A name means the same content in both.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from django.core.files.base import File
from django.core.files.storage import Storage, default_storage
from django.db import connection

from isuwc.files.whole import private, put
from news.pictures.picture import FOLDER

# First half of the advisory locks' key; the second comes from the digest
LOCK = 1_398_036_053
_NAME = re.compile(r"([0-9a-f]{20})(?:-card-\d+-\d+|-original|(?:-[0-9a-f]{8})?-\d+)?\.(?:jpg|png|webp|avif|heic)")
_DIGEST = re.compile(r"[0-9a-f]{20}")
_RENDITION = re.compile(r"([0-9a-f]{20})(?:-[0-9a-f]{8})?-\d+\.(?:jpg|webp|avif)")


def _places() -> tuple[Storage, Storage]:
    """Private, and the public one."""
    return private(), default_storage


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


def names_in(storage: Storage) -> Iterator[tuple[str, str]]:
    """(name, digest) of every photo file there; files with other names are ignored."""
    if not storage.exists(FOLDER):
        return
    for name in storage.listdir(FOLDER)[1]:
        if found := _NAME.fullmatch(name):
            yield f"{FOLDER}/{name}", found[1]


def stored() -> Iterator[tuple[str, str]]:
    """(name, digest) of every photo file, each once, wherever it lies."""
    yield from dict.fromkeys(pair for storage in _places() for pair in names_in(storage))


def is_digest(text: str) -> bool:
    return bool(_DIGEST.fullmatch(text))


def digest_of(name: str) -> str:
    """With which the name of a rendition begins; empty for other files."""
    found = _RENDITION.fullmatch(name.removeprefix(f"{FOLDER}/"))
    return found[1] if found else ""


def opened(name: str) -> "File[bytes]":
    """The file of that name, from whichever place has it. Raises FileNotFoundError."""
    for storage in (*_places(), private()):  # once more: it may have been moved there meanwhile
        with suppress(FileNotFoundError):
            if storage.exists(name):
                return storage.open(name)
    raise FileNotFoundError(name)


def content(name: str) -> bytes:
    """Raises FileNotFoundError."""
    with opened(name) as file:
        data: bytes = file.read()
    return data


def is_there(name: str) -> bool:
    return any(storage.exists(name) for storage in _places())


def move(name: str, to: Storage) -> None:
    """Put the file into that place and take it from the other one. If that is cut short, it is in both."""
    (source,) = (storage for storage in _places() if storage is not to)
    if source.exists(name):
        with source.open(name) as file:
            put(name, file.read(), to)
        source.delete(name)


def remove(names: Iterable[str]) -> list[str]:
    """From wherever they lie."""
    removed = sorted(names)
    for name in removed:
        for storage in _places():
            storage.delete(name)
    return removed
