"""Makes the renditions that an upload lacks from its master, in the limited process that reads pictures.

Nothing is locked while that works. Under the lock the row is looked at again: what changed meanwhile is left for the
next time. Files come before the row that names them, so that a page never names one that isn't there.
"""

from django.db import transaction
from django.utils import timezone

from isuwc.files.confined.run import UnreadableError
from isuwc.files.pictures.credited.credit import Credit
from isuwc.files.pictures.credited.labels import UnknownFileError, labelled
from isuwc.files.pictures.renditions import Kind, usable_widths
from isuwc.files.pictures.soundness import is_sound
from isuwc.files.pictures.uploaded import remake
from isuwc.files.whole import put
from news.models import Upload
from news.pictures.storage import content, lock_digest

MARGIN = 0.9  # of the bytes of the same picture as WebP: a larger AVIF is not worth a file more


class MasterError(Exception):
    """The master can't be read; the message says why."""


def is_lacking(row: Upload, credit: Credit) -> bool:
    """Whether it needs other renditions: widths that it hasn't, or another credit in them."""
    return row.stamp != credit.stamp or tuple(row.widths) != usable_widths(row.width)


def make_renditions(row: Upload, credit: Credit) -> bool:
    """WebP and JPEG in all widths, with this credit. What is there already is copied, not encoded anew.

    Files with an earlier credit stay for a while (`upkeep`). Returns whether it was done; raises MasterError, and
    UnreadableError where the machine has no room at the moment.
    """
    widths = usable_widths(row.width)
    wanted: list[tuple[int, Kind]] = [(width, kind) for width in widths for kind in ("webp", "jpg")]
    files = {each: data for each in wanted if (data := _held(row, *each, credit))}
    if missing := [each for each in wanted if each not in files]:
        files |= {each: labelled(data, credit) for each, data in _remade(row, missing, b"").items()}
    with transaction.atomic():
        lock_digest(row.digest)
        now = _unchanged(row)
        if now is None:
            return False
        now.holder, now.photographer, now.stamp = credit.holder, credit.photographer, credit.stamp
        now.widths, now.avif, now.made_at = list(widths), None, timezone.now()
        for (width, kind), data in files.items():
            put(now.name(width, kind), data, now.place)
        now.save()
    return True


def make_avif(row: Upload) -> bool:
    """AVIF in the widths in which it has at most MARGIN of the bytes of WebP and doesn't take too long to make.

    As `make_renditions` otherwise."""
    made = {width: data for width in row.widths if (data := _avif(row, width))}
    files = {width: data for width, data in made.items() if len(data) <= MARGIN * len(content(row.name(width, "webp")))}
    with transaction.atomic():
        lock_digest(row.digest)
        now = _unchanged(row)
        if now is None:
            return False
        now.avif = sorted(files)
        for width, data in files.items():
            put(now.name(width, "avif"), data, now.place)
        now.save()
    return True


def _avif(row: Upload, width: int) -> bytes | None:
    """One width at a time, so that none of them keeps a slot for long that an upload could have."""
    try:
        return _remade(row, [(width, "avif")], row.credit.xmp)[width, "avif"]
    except UnreadableError as error:
        if error.reason in {"time", "memory"}:
            return None
        raise


def _held(row: Upload, width: int, kind: Kind, credit: Credit) -> bytes | None:
    """The file that is there, with this credit; None if it is missing or torn."""
    if width not in row.widths:
        return None
    try:
        data = content(row.name(width, kind))
        return labelled(data, credit) if is_sound(data) else None
    except (FileNotFoundError, UnknownFileError):
        return None


def _remade(row: Upload, wanted: list[tuple[int, Kind]], packet: bytes) -> dict[tuple[int, Kind], bytes]:
    try:
        return remake(content(row.master_name), row.digest, wanted, packet)
    except FileNotFoundError:
        raise MasterError("its original is missing") from None
    except UnreadableError as error:
        if error.reason in {"refused", "damage"}:
            raise MasterError("its original is torn") from error
        raise


def _unchanged(row: Upload) -> Upload | None:
    """The row as it is now; None if it is gone, or has other renditions by now."""
    now = Upload.objects.filter(pk=row.pk).first()
    return now if now and (now.stamp, now.widths, now.avif) == (row.stamp, row.widths, row.avif) else None
