"""The files that photos, editions, banners and events show: which are torn, missing or left over, and what mends them.

A rendition is made anew from the master of its photo. A master, a photo as it came and art that was uploaded, only
whoever has it can bring again.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction

from events.models import Event
from isuwc.files.pictures.credited.labels import labelled
from isuwc.files.pictures.images import digest_of
from isuwc.files.pictures.soundness import is_sound
from isuwc.files.pictures.uploaded import remake
from isuwc.files.whole import WholeFileStorage, private, put
from news.banners.files import FOLDER as BANNERS
from news.editions.photos.files import unused_digests
from news.editions.photos.uses import is_shown
from news.editions.snapshot import content_of_edition, photos_in
from news.models import Banner, Edition, Photo, Upload
from news.pictures.picture_facts import PictureFacts
from news.pictures.storage import content, lock_digest

AN_HOUR = 3600  # seconds; a part that is younger may be being written just now


@dataclass
class Shown:
    """An upload of a photo, and what shows it."""

    row: Upload
    by: list[str] = field(default_factory=list)


@dataclass
class Found:
    """What was wrong with the files, by name, in words; `mended` says so of those that are right again."""

    wrong: dict[str, str] = field(default_factory=dict)
    mended: dict[str, str] = field(default_factory=dict)
    left_over: list[str] = field(default_factory=list)
    looked_at: int = 0


def check(mend: bool) -> Found:
    """Look at every file that something shows, decoding it; with `mend` put right what can be."""
    found = Found()
    for photo in shown_photos():
        _check_photo(photo, mend, found)
    for name in _drawn_banners():
        _look(name, "a drawn banner", found)
        if name in found.wrong and mend:
            default_storage.delete(name)
            found.mended[name] = "removed; it is drawn anew when it is asked for"
    for name, whose in _uploaded_art():
        if not _look(name, whose, found):
            found.wrong[name] += ". Upload it again there"
    found.left_over = [name for names in unused_digests().values() for name in names]
    _sweep_parts(mend, found)
    return found


def shown_photos() -> list[Shown]:
    """Every upload that a photo or an edition shows, once."""
    rows = {row.digest: row for row in Upload.objects.all()}
    found: dict[str, Shown] = {}
    for photo in Photo.objects.exclude(file=""):
        _note(found, rows, photo.facts(), f"photo {photo.pk}, {photo}")
    for edition in Edition.objects.iterator():
        for facts in photos_in(content_of_edition(edition)):
            _note(found, rows, facts, f"edition {edition.number} of article {edition.article_id}")
    return list(found.values())


def _note(found: dict[str, Shown], rows: dict[str, Upload], facts: PictureFacts, by: str) -> None:
    digest, width, height = facts["digest"], facts["width"], facts["height"]
    if digest and width and height:
        row = rows.get(digest) or Upload.of_before(digest, width, height)
        found.setdefault(digest, Shown(row)).by.append(by)


def _check_photo(photo: Shown, mend: bool, found: Found) -> None:
    whose = ", ".join(photo.by[:3]) + (f" and {len(photo.by) - 3} more" if len(photo.by) > 3 else "")
    row = photo.row
    for name in _kept(row):
        if not _look(name, f"the original of {whose}", found):
            found.wrong[name] += ". Upload the picture again there"
    bad = [name for name in row.renditions if not _look(name, f"of {whose}", found)]
    if bad and mend and row.master_name not in found.wrong:
        _mend(row, bad, found)


def _kept(row: Upload) -> list[str]:
    """The master, and the file as it came."""
    return [row.master_name, *([row.original_name] if row.original else [])]


@transaction.atomic
def _mend(row: Upload, bad: list[str], found: Found) -> None:
    """Make these renditions anew. Under the lock of uploads and removals, so that neither meets half of it; what shows
    the photo may have been deleted by then, or has other renditions."""
    lock_digest(row.digest)
    now = Upload.objects.filter(pk=row.pk).first() or row
    if not is_shown(row.digest) or (now.stamp, now.widths) != (row.stamp, row.widths):
        for name in bad:
            found.mended[name] = "no longer shown"
        return
    wanted = {row.renditions[name]: name for name in bad}
    for (width, kind), data in remake(content(row.master_name), row.digest, list(wanted), row.credit.xmp).items():
        name = wanted[width, kind]
        put(name, labelled(data, row.credit) if row.stamp and kind != "avif" else data, now.place)
        found.mended[name] = "made anew from the original"


def _look(name: str, whose: str, found: Found) -> bool:
    """Whether the file is there and whole; notes down where not."""
    found.looked_at += 1
    try:
        data = content(name)
    except FileNotFoundError:
        found.wrong[name] = f"missing, {whose}"
        return False
    # Of a file as it came the name says which bytes it has: it may be of a kind that is not decoded here
    is_whole = digest_of(data) in name if "-original." in name else is_sound(data)
    if not is_whole:
        found.wrong[name] = f"torn, {whose}"
    return is_whole


def _drawn_banners() -> list[str]:
    if not default_storage.exists(BANNERS):
        return []
    return sorted(f"{BANNERS}/{name}" for name in default_storage.listdir(BANNERS)[1] if not name.startswith("."))


def _uploaded_art() -> Iterator[tuple[str, str]]:
    for banner in Banner.objects.exclude(art="").select_related("event__season"):
        yield str(banner.art), f"the art of banner {banner.pk}, {banner}"
    for event in Event.objects.exclude(art="").select_related("season"):
        yield str(event.art), f"the key visual of {event}"


def _sweep_parts(mend: bool, found: Found) -> None:
    for storage in (default_storage, private()):
        if not isinstance(storage, WholeFileStorage):
            continue
        for path in storage.parts():
            with suppress(FileNotFoundError):  # renamed, or removed, since the folder was read
                if time.time() - path.stat().st_mtime >= AN_HOUR:
                    _sweep_part(path, Path(storage.location), mend, found)


def _sweep_part(path: Path, root: Path, mend: bool, found: Found) -> None:
    name = path.relative_to(root).as_posix()
    found.wrong[name] = "a part of a file that was never finished"
    if mend:
        path.unlink(missing_ok=True)
        found.mended[name] = "removed"
