"""Who uses an upload, and whether readers may see it: asked of the library, and of what editions keep as JSON."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.db import connection

from news.models import Edition, Photo
from news.models.photos.rights import barred
from news.pictures.picture import FOLDER


@dataclass
class Uses:
    """Of one upload: whether the library has it, the photos with which editions show it, and with which credit."""

    in_library: bool = False
    photos: set[int] = field(default_factory=set)
    credit: str = ""  # of the newest edition

    def __bool__(self) -> bool:
        return self.in_library or bool(self.photos)


def uses_of(digests: Collection[str]) -> dict[str, Uses]:
    """By digest. Two queries, none without digests; the second reads all editions, however many digests there are."""
    found = {digest: Uses() for digest in digests}
    if not found:
        return found
    for file in Photo.objects.filter(file__in=[file_of(digest) for digest in digests]).values_list("file", flat=True):
        found[digest_of(file)].in_library = True
    for digest, photo, credit in _in_editions(digests):
        found[digest].photos.add(photo)
        found[digest].credit = credit
    return found


def _in_editions(digests: Collection[str]) -> Iterator[tuple[str, int, str]]:
    """(digest, key of the photo, credit) of each use, by edition."""
    editions = Edition._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT facts ->> 'digest', (facts ->> 'photo')::bigint, facts ->> 'credit' "  # noqa: S608 - the table's own name
            f"FROM {editions}, jsonb_path_query(jsonb_build_array(hero, body), 'strict $.** ? (@.digest != \"\")') AS "
            "facts WHERE facts ->> 'digest' = ANY(%s) ORDER BY id",
            [list(digests)],
        )
        yield from cursor.fetchall()


def is_shown(digest: str) -> bool:
    """Whether a photo or an edition uses the digest. Editions keep the picture they were published with."""
    return bool(uses_of([digest])[digest])


def may_be_seen(digest: str, at: datetime.datetime) -> bool:
    """Whether a photo that has it, or with which an edition shows it, may be shown at that moment."""
    return digest in seen([digest], at)


def seen(digests: Collection[str], at: datetime.datetime, uses: dict[str, Uses] | None = None) -> set[str]:
    """Those of the digests that readers may see at that moment."""
    library = Photo.objects.filter(file__in=[file_of(digest) for digest in digests]).exclude(barred(at))
    found = {digest_of(file) for file in library.values_list("file", flat=True)}
    others = {digest: each for digest, each in (uses or uses_of(digests)).items() if digest not in found}
    keys = {key for each in others.values() for key in each.photos}
    free = set(Photo.objects.filter(pk__in=keys).exclude(barred(at)).values_list("pk", flat=True)) if keys else set()
    return found | {digest for digest, each in others.items() if each.photos & free}


def file_of(digest: str) -> str:
    return f"{FOLDER}/{digest}.jpg"


def digest_of(file: str) -> str:
    return file.removeprefix(f"{FOLDER}/").removesuffix(".jpg")
