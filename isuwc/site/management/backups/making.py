"""Making a backup: everything is copied, read again and compared, and only then has the folder its name."""

import datetime
import fcntl
import hashlib
import os
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from isuwc.site.management.backups import folders, postgres
from isuwc.site.management.backups.dump import check_dump, dump
from isuwc.site.management.backups.errors import BackupError, why
from isuwc.site.management.backups.manifest import CHUNK, DUMP, FILES, NAME, File, Manifest, Progress, digest, read

_MADE = re.compile(r"isuwc-\d{4}-\d\d-\d\dT\d{6}Z")
UNFINISHED = ".unfinished"


def make(into: Path, progress: Progress, now: datetime.datetime | None = None) -> tuple[Path, Manifest]:
    """A backup in a new folder below `into`, named by the moment. Raises BackupError, and leaves nothing then.

    What a process that was killed left of an earlier one is removed. Files that have not changed since the last backup
    there share its space on the disk (hard links); they are read and compared all the same.
    """
    try:
        with alone(into):
            for left in into.glob(f".isuwc-*{UNFINISHED}"):
                shutil.rmtree(left)
            folder = into / f"isuwc-{(now or timezone.now()).astimezone(datetime.UTC):%Y-%m-%dT%H%M%SZ}"
            if folder.exists():
                raise BackupError(f"{folder} is there already.")
            unfinished = into / f".{folder.name}{UNFINISHED}"
            unfinished.mkdir(mode=0o700)
            try:
                manifest = _fill(unfinished, last_of(into), progress)
                unfinished.rename(folder)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
            _sync(into)
            return folder, manifest
    except OSError as error:
        raise BackupError(f"{why(error)}. No backup was made.") from error


def made(into: Path) -> list[Path]:
    """The backups in that folder, oldest first."""
    return sorted(each for each in into.iterdir() if _MADE.fullmatch(each.name) and (each / NAME).is_file())


def last_of(into: Path) -> Path | None:
    found = made(into)
    return found[-1] if found else None


def prune(into: Path, keep: int) -> list[str]:
    """Remove all but the newest `keep`; the names of those removed. One that is half removed is no backup any more."""
    try:
        with alone(into):
            for left in into.glob(".isuwc-*.going"):
                shutil.rmtree(left)
            over = made(into)[:-keep]
            for folder in over:
                going = into / f".{folder.name}.going"
                folder.rename(going)
                shutil.rmtree(going)
            return [folder.name for folder in over]
    except OSError as error:
        raise BackupError(f"Older backups could not be removed: {why(error)}.") from error


@contextmanager
def alone(into: Path) -> Iterator[None]:
    """One process at a time makes or removes backups there; the kernel ends this however the process ends."""
    for storage, place in folders.folders().items():
        if into.resolve().is_relative_to(place.resolve()):
            raise BackupError(f"{into} is in the folder of uploaded files ({storage}), of which it would be a copy.")
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(into / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BackupError(f"Another backup is being made in {into}.") from None
    finally:
        os.close(lock)


def _fill(folder: Path, last: Path | None, progress: Progress) -> Manifest:
    """Files first, then the database, then the files that came meanwhile: whatever the database names is there.

    What was deleted meanwhile is in the backup without being named, which costs no more than its space.
    """
    before = {file.path: file for file in read(last).files} if last else {}
    copied: dict[str, File] = {}
    _copy_new(folder, last, before, copied, progress)
    database = postgres.of_site()
    seen = dump(database, folder / DUMP)
    check_dump(folder / DUMP)
    _copy_new(folder, last, before, copied, progress)
    size, found = digest(folder / DUMP)
    manifest = Manifest(
        made_at=timezone.now().isoformat(timespec="seconds"),
        site=settings.SITE_URL,
        version=code_version(),
        server=seen.server,
        migrations=seen.migrations,
        tables=dict(seen.tables),
        storages=tuple(folders.folders()),
        files=(File(DUMP, size, found), *copied.values()),
    )
    manifest.write(folder)
    for path in (folder / DUMP, folder / NAME):
        path.chmod(0o600)
        _sync(path)
    _sync(folder)
    return manifest


def _copy_new(
    folder: Path, last: Path | None, before: Mapping[str, File], copied: dict[str, File], progress: Progress
) -> None:
    """Every file of every storage that is not copied yet."""
    found = [
        (f"{FILES}/{storage}/{name}", place / name)
        for storage, place in folders.folders().items()
        for name in folders.names(place)
    ]
    new = {path: source for path, source in found if path not in copied}
    waiting = [File(path, 0, "") for path in new]
    for file in progress(waiting, "copying"):
        try:
            size, sha = digest(new[file.path])
        except FileNotFoundError:
            continue  # deleted just now
        this = File(file.path, size, sha)
        target = folder / file.path
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (last and before.get(file.path) == this and _link(last / file.path, target, this)):
            _copy(new[file.path], target, this)
        copied[file.path] = this


def _link(source: Path, target: Path, file: File) -> bool:
    """Whether the last backup's copy, which is still as it was made, is now this one's too."""
    try:
        if digest(source) != (file.size, file.sha256):
            return False
        os.link(source, target)
    except OSError:  # it is gone, or the file system has no links
        return False
    return True


def _copy(source: Path, target: Path, file: File) -> None:
    """Raises BackupError where what is read again is not what was written, or was written while it was read."""
    with source.open("rb") as read_from, target.open("xb") as written:
        os.fchmod(written.fileno(), 0o600)
        found = hashlib.sha256()
        while chunk := read_from.read(CHUNK):
            found.update(chunk)
            written.write(chunk)
        written.flush()
        os.fsync(written.fileno())
    if found.hexdigest() != file.sha256 or digest(target) != (file.size, file.sha256):
        raise BackupError(f"{source} could not be copied as it is. No backup was made.")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def code_version() -> str:
    said = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    return str(said["project"]["version"])
