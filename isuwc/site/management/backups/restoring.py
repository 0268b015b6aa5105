"""Putting a backup in place of what the site has: checked whole first, then its files, then its database."""

import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from isuwc.site.management.backups import dump, folders, manifest
from isuwc.site.management.backups.errors import BackupError, why
from isuwc.site.management.backups.manifest import DUMP, FILES, File, Manifest, Progress
from isuwc.site.management.backups.postgres import Database

RESERVE = 16 << 20  # bytes that stay free


@dataclass(frozen=True)
class Restored:
    """How many files were put there, were there already, and were removed as the backup does not have them."""

    put: int
    there: int
    removed: int


def check(folder: Path, progress: Progress) -> Manifest:
    """The manifest of a backup that is whole and that this code can read. Raises BackupError."""
    found = manifest.read(folder)
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(found.migrations) - known):
        raise BackupError(
            f"{folder} was made by version {found.version} of the site, whose database is newer than this code's "
            f"({unknown[0]}). Install that version first."
        )
    manifest.check(folder, found, progress)
    dump.check_dump(folder / DUMP)
    return found


def in_the_way(database: Database, places: Mapping[str, Path]) -> list[str]:
    """What would be replaced, in words."""
    there = [] if dump.is_empty(database) else [f"everything in {database.words}"]
    return there + [f"the files in {place}" for place in places.values() if next(folders.names(place), None)]


def restore(
    folder: Path, found: Manifest, database: Database, places: Mapping[str, Path], progress: Progress
) -> Restored:
    """Raises BackupError; the database is as it was then, and no file that it names is gone.

    Files are added first and removed last, so that an end in the midst leaves files too many and never one too few.
    """
    if missing := sorted(set(found.storages) - set(places)):
        raise BackupError(f"The backup has files of the storage {missing[0]}, which is no folder of this site.")
    try:
        refuse_without_room(found, places)
        _make(places)
        put = sum(_put(folder / file.path, _target(file, places), file) for file in progress(found.stored, "restoring"))
        dump.restore(database, folder / DUMP, found.tables)
        removed = _remove_others(found, places)
    except OSError as error:
        raise BackupError(f"{why(error)}. The database is as it was.") from error
    return Restored(put, len(found.stored) - put, removed)


def refuse_without_room(found: Manifest, places: Mapping[str, Path]) -> None:
    """Raises BackupError before anything is written where the files would not go in."""
    needed: dict[int, int] = {}
    room: dict[int, tuple[Path, int]] = {}
    for alias, place in places.items():
        there = next(each for each in (place, *place.parents) if each.exists())
        disk, free = there.stat().st_dev, os.statvfs(there)
        room[disk] = (there, free.f_bavail * free.f_frsize)
        of_it = (file for file in found.stored if file.within[0] == alias)
        missing = sum(file.size for file in of_it if not (place / file.within[1]).exists())
        needed[disk] = needed.get(disk, 0) + missing
    for disk, size in needed.items():
        where, free_bytes = room[disk]
        if size and size + RESERVE > free_bytes:
            raise BackupError(
                f"The disk of {where} has {free_bytes / 1e6:,.0f} MB left, and {size / 1e6:,.0f} MB of files are to "
                "come. Nothing was restored."
            )


def _make(places: Mapping[str, Path]) -> None:
    """On a bare machine they are not there yet; what lies below is as open as they are."""
    for alias, place in places.items():
        place.mkdir(folders.modes(alias)[1], parents=True, exist_ok=True)


def _target(file: File, places: Mapping[str, Path]) -> Path:
    storage, name = file.within
    return places[storage] / name


def _put(source: Path, target: Path, file: File) -> bool:
    """Whether it had to be written: beside, to the disk, then moved to its name."""
    if target.is_file() and manifest.digest(target) == (file.size, file.sha256):
        return False
    target.parent.mkdir(folders.modes(file.within[0])[1], parents=True, exist_ok=True)
    part = target.parent / f".{secrets.token_hex(8)}.part"
    try:
        with source.open("rb") as read_from, part.open("xb") as written:
            shutil.copyfileobj(read_from, written, manifest.CHUNK)
            written.flush()
            os.fchmod(written.fileno(), folders.modes(file.within[0])[0])
            os.fsync(written.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return True


def _remove_others(found: Manifest, places: Mapping[str, Path]) -> int:
    """Files of before that the backup does not have."""
    theirs = {file.path for file in found.stored}
    over = [
        places[alias] / name
        for alias in found.storages
        for name in folders.names(places[alias])
        if f"{FILES}/{alias}/{name}" not in theirs
    ]
    for path in over:
        path.unlink(missing_ok=True)
    return len(over)
