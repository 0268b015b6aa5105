"""Brings all files of photos to where and what they should be: what `manage.py photo_files` does, round after round.

What should be follows from rows alone: photos with their rights and credits, editions, `Upload`. So it doesn't matter
when a round was cut short, or what happened before it: the next one finds the same differences and goes on. Each upload
is one transaction under its lock, and no more than one is in memory.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from isuwc.files.confined.run import UnreadableError
from isuwc.files.pictures.credited.credit import Credit
from isuwc.files.whole import private
from news.editions.photos.files import KEPT, remove_unshown, settle
from news.editions.photos.making import MasterError, is_lacking, make_avif, make_renditions
from news.editions.photos.uses import Uses, digest_of, seen, uses_of
from news.models import Photo, Upload
from news.models.photos.rights import barred
from news.pictures import storage

UNKNOWN = 0  # pixels of a picture of which there are only files


@dataclass
class Done:
    """What was done, in numbers of uploads and files; why some could not be, by digest."""

    closed: int = 0
    opened: int = 0
    hidden: int = 0  # files that are no rendition and lay among the public ones
    removed: int = 0  # files
    made: int = 0
    avif: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    left: int = 0  # uploads for another round

    def __str__(self) -> str:
        counts = {
            "taken from the public": self.closed,
            "given to the public": self.opened,
            "files made private": self.hidden,
            "files removed": self.removed,
            "with renditions made": self.made,
            "with AVIF tried": self.avif,
            "failed": len(self.failed),
            "left": self.left,
        }
        return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing to do"


def round_of(done: Done, is_over: Callable[[], bool]) -> None:
    """One round: what is quick for all uploads, then what takes long until `is_over`."""
    _write_down()
    uses = _put_in_place(done)
    _hide(done)
    _remove(done, uses)
    _make(done, is_over)


def _write_down() -> None:
    """Uploads of photos that came while an earlier version of the site was running, and files that nobody knows.

    These may be of an upload that was cut short, or of a photo that an older backup, restored a minute ago, doesn't
    have: from now on they are left, and removed KEPT later.
    """
    known = set(Upload.objects.exclude(width=UNKNOWN).values_list("digest", flat=True))
    photos = Photo.objects.exclude(file="").values_list("file", "width", "height")
    named = ((digest_of(file), size) for file, *size in photos if storage.is_digest(digest_of(file)))
    new = {digest: size for digest, size in named if digest not in known}
    Upload.objects.bulk_create(
        (Upload.of_before(digest, width, height) for digest, (width, height) in new.items()),
        update_conflicts=True,
        unique_fields=["digest"],
        update_fields=["width", "height", "widths"],
    )
    for digest in {digest for _, digest in storage.stored()} - known - new.keys():
        _write_down_as_left(digest)


# Where they lie


def _put_in_place(done: Done) -> dict[str, Uses]:
    """Renditions to the public or in private. Returns the uses of uploads that readers may not see by the library."""
    now = timezone.now()
    free = {
        digest_of(file) for file in Photo.objects.exclude(file="").exclude(barred(now)).values_list("file", flat=True)
    }
    states = {
        digest: (closed, left) for digest, closed, left in Upload.objects.values_list("digest", "is_closed", "left_at")
    }
    uses = uses_of(states.keys() - free)
    open_now = free | seen(uses.keys(), now, uses)
    astray = _astray({digest for digest in states if digest not in open_now})
    for digest, (is_closed, left_at) in states.items():
        closes = digest not in open_now
        is_left = closes and not uses[digest]
        if is_closed != closes or bool(left_at) != is_left or digest in astray:
            settle(digest)
            done.closed += closes
            done.opened += not closes
    return uses


def _astray(closed: Collection[str]) -> set[str]:
    """Uploads with renditions in the wrong place, as where a move was cut short."""
    public = {of for name, of in storage.names_in(default_storage) if of in closed and storage.digest_of(name)}
    hidden = {of for name, of in storage.names_in(private()) if of not in closed and storage.digest_of(name)}
    return public | hidden


def _hide(done: Done) -> None:
    """Masters that lay among the public files, and cards, which are drawn again."""
    for name, digest in list(storage.names_in(default_storage)):
        if storage.digest_of(name):
            continue
        with transaction.atomic():
            storage.lock_digest(digest)
            if "-card-" in name:
                default_storage.delete(name)
            else:
                storage.move(name, private())
        done.hidden += 1


# What nobody needs


def _remove(done: Done, uses: dict[str, Uses]) -> None:
    """Files of uploads that were left KEPT ago, and of earlier credits and widths."""
    before = timezone.now() - KEPT
    rows = {row.digest: row for row in Upload.objects.all()}
    files: dict[str, list[str]] = {}
    for name, digest in storage.stored():
        files.setdefault(digest, []).append(name)
    for digest, names in files.items():
        row = rows.get(digest)
        if row and row.left_at and row.left_at < before:
            done.removed += len(remove_unshown(digest))  # which looks again, under the lock
        elif row and row.made_at < before and _earlier(names, row):
            done.removed += len(_remove_earlier(digest, names, before))
    for digest in rows.keys() - files.keys():
        if (left_at := rows[digest].left_at) and left_at < before:
            remove_unshown(digest)


def _write_down_as_left(digest: str) -> None:
    with transaction.atomic():
        storage.lock_digest(digest)  # an upload that is coming in has it until its row is there
        Upload.objects.get_or_create(
            pk=digest,
            defaults={
                "width": UNKNOWN, "height": UNKNOWN, "widths": [], "is_closed": True, "left_at": timezone.now(),
            },
        )  # fmt: skip


def _remove_earlier(digest: str, names: Collection[str], before: datetime.datetime) -> list[str]:
    """Renditions that the row names no more, since long ago."""
    with transaction.atomic():
        storage.lock_digest(digest)
        row = Upload.objects.filter(pk=digest).first()
        if row is None or row.made_at >= before:
            return []
        return storage.remove(_earlier(names, row))


def _earlier(names: Iterable[str], row: Upload) -> set[str]:
    """Those that are renditions, and not of how they are made now; beside them lie master, upload and cards."""
    return {name for name in names if storage.digest_of(name)} - row.renditions.keys()


# What is missing


def _make(done: Done, is_over: Callable[[], bool]) -> None:
    """Renditions first, then AVIF, of the newest uploads first."""
    credits = {digest_of(file): Credit(*names) for file, *names in _credited()}
    rows = list(Upload.objects.filter(left_at=None).order_by("-made_at"))
    orphans = uses_of([row.digest for row in rows if row.digest not in credits and not row.stamp])
    wanted = [
        (row, credits.get(row.digest) or (row.credit if row.stamp else _said(orphans[row.digest]))) for row in rows
    ]
    lacking = [(row, credit) for row, credit in wanted if is_lacking(row, credit)]
    done.left = 0
    done.made += _each(done, [(row, partial(make_renditions, row, credit)) for row, credit in lacking], is_over)
    new = Upload.objects.filter(left_at=None, avif=None).exclude(stamp="").order_by("-made_at")
    done.avif += _each(done, [(row, partial(make_avif, row)) for row in new], is_over)


def _each(done: Done, work: Sequence[tuple[Upload, Callable[[], bool]]], is_over: Callable[[], bool]) -> int:
    """How many were done before it was over."""
    made = 0
    for number, (row, make) in enumerate(work):
        if is_over():
            done.left += len(work) - number
            break
        try:
            made += make()
        except MasterError as error:
            done.failed[row.digest] = str(error)
        except UnreadableError:  # the machine has no room at the moment
            done.left += len(work) - number
            break
    return made


def _credited() -> Iterable[tuple[str, str, str]]:
    """(file, holder, photographer) of the library; of two photos with one file the first counts, which comes last."""
    return Photo.objects.exclude(file="").order_by("-pk").values_list("file", "credit", "photographer")


def _said(uses: Uses) -> Credit:
    """As an edition says it of a picture that the library has no more."""
    return Credit(uses.credit.removeprefix("© "))
