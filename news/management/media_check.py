"""The files that photos, editions, banners and events show: which are torn, missing or left over, and what mends them.

A rendition is made anew from the master of its photo. A master, and art that was uploaded, only whoever has it can
bring again.
"""

import io
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from events.models import Event
from isuwc.files.pictures.iptc import PhotoMetadata
from isuwc.files.pictures.renditions import Picture, rendition_name, renditions, usable_widths
from isuwc.files.pictures.soundness import is_sound
from isuwc.files.whole import WholeFileStorage, put
from news.banners.files import FOLDER as BANNERS
from news.editions.photos.files import is_shown, unused_digests
from news.editions.snapshot import content_of_edition, photos_in
from news.models import Banner, Edition, Photo
from news.pictures.picture import FOLDER as PHOTOS
from news.pictures.storage import lock_digest

AN_HOUR = 3600  # seconds; a part that is younger may be being written just now


@dataclass
class Shown:
    """The files of one upload of a photo, and what shows them."""

    digest: str
    width: int
    by: list[str] = field(default_factory=list)

    @property
    def master(self) -> str:
        return f"{PHOTOS}/{self.digest}.jpg"

    @property
    def renditions(self) -> list[str]:
        names = (
            rendition_name(self.digest, width, kind) for width in usable_widths(self.width) for kind in ("webp", "jpg")
        )
        return [f"{PHOTOS}/{name}" for name in names]


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
    found: dict[str, Shown] = {}
    for photo in Photo.objects.exclude(file=""):
        _note(found, photo.digest, photo.width, f"photo {photo.pk}, {photo}")
    for edition in Edition.objects.iterator():
        for facts in photos_in(content_of_edition(edition)):
            _note(found, facts["digest"], facts["width"], f"edition {edition.number} of article {edition.article_id}")
    return list(found.values())


def _note(found: dict[str, Shown], digest: str, width: int | None, by: str) -> None:
    if digest and width:
        found.setdefault(digest, Shown(digest, width)).by.append(by)


def _check_photo(photo: Shown, mend: bool, found: Found) -> None:
    whose = ", ".join(photo.by[:3]) + (f" and {len(photo.by) - 3} more" if len(photo.by) > 3 else "")
    master_is_sound = _look(photo.master, f"the original of {whose}", found)
    if not master_is_sound:
        found.wrong[photo.master] += ". Upload the picture again there"
    bad = [name for name in photo.renditions if not _look(name, f"of {whose}", found)]
    if bad and mend and master_is_sound:
        _mend(photo, bad, found)


@transaction.atomic
def _mend(photo: Shown, bad: list[str], found: Found) -> None:
    """Make these renditions anew. Under the lock of uploads and removals, so that neither meets half of it; what shows
    the photo may have been deleted by then."""
    lock_digest(photo.digest)
    if not is_shown(photo.digest):
        for name in bad:
            found.mended[name] = "no longer shown"
        return
    with default_storage.open(photo.master) as file, Image.open(io.BytesIO(file.read())) as image:
        picture = Picture(image.convert("RGB"), photo.digest, PhotoMetadata())
    for rendition in renditions(picture):
        if (name := f"{PHOTOS}/{rendition.name}") in bad:
            put(name, rendition.data)
            found.mended[name] = "made anew from the original"


def _look(name: str, whose: str, found: Found) -> bool:
    """Whether the file is there and whole; notes down where not."""
    found.looked_at += 1
    try:
        with default_storage.open(name) as file:
            if is_sound(file.read()):
                return True
    except FileNotFoundError:
        found.wrong[name] = f"missing, {whose}"
        return False
    found.wrong[name] = f"torn, {whose}"
    return False


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
    if not isinstance(default_storage, WholeFileStorage):
        return
    for path in default_storage.parts():
        with suppress(FileNotFoundError):  # renamed, or removed, since the folder was read
            if time.time() - path.stat().st_mtime >= AN_HOUR:
                _sweep_part(path, Path(default_storage.location), mend, found)


def _sweep_part(path: Path, root: Path, mend: bool, found: Found) -> None:
    name = path.relative_to(root).as_posix()
    found.wrong[name] = "a part of a file that was never finished"
    if mend:
        path.unlink(missing_ok=True)
        found.mended[name] = "removed"
