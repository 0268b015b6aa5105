"""Whether this process can serve pages: what `/readyz` looks at."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.files.storage import FileSystemStorage, storages
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from isuwc.database.patience import LOOKING, patience

ROOM = 100 << 20  # bytes; with less the folder is said to be nearly full


@dataclass(frozen=True)
class Found:
    """What was looked at, in words, and whether pages can be served with it."""

    what: str
    words: str
    is_well: bool = True


def look() -> list[Found]:
    """All of it; the database within the seconds of LOOKING."""
    looks: tuple[Callable[[], list[Found]], ...] = (_database, _static_files, _folders)
    return [found for each in looks for found in each()]


def _database() -> list[Found]:
    """That it answers, and has every migration of this code. Newer ones are of the release that comes after it."""
    try:
        with patience(LOOKING):
            applied = set(MigrationRecorder(connection).applied_migrations())
    except Error:
        return [Found("database", "does not answer", False)]
    missing = sorted(f"{app}.{name}" for app, name in _migrations() - applied)
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    words = f"missing: {', '.join(missing[:3])}{more}; run migrate" if missing else "all applied"
    return [Found("database", "answers"), Found("migrations", words, not missing)]


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """Of this code, as it was when this process first looked."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _static_files() -> list[Found]:
    """That styles and scripts were collected: without the list of their names no page can be drawn."""
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return []
    if not staticfiles_storage.hashed_files:
        return [Found("static files", "not collected; run collectstatic", False)]
    return [Found("static files", "collected")]


def _folders() -> list[Found]:
    """Each folder that holds uploaded files. A full one still serves readers, so that it is only said."""
    kept = (alias for alias in settings.STORAGES if alias != "staticfiles")
    return [
        _folder("media" if alias == "default" else alias, Path(storage.location))
        for alias in kept
        if isinstance(storage := storages[alias], FileSystemStorage)
    ]


def _folder(what: str, folder: Path) -> Found:
    """One that is made with its first file counts as there where it may be made. A server's MEDIA_ROOT was there when
    it started: it is gone."""
    may_come = not (settings.IS_SERVER and what == "media")
    try:
        if may_come and not folder.exists() and os.access(folder.parent, os.W_OK | os.X_OK):
            return Found(what, "nothing there yet")
        if not folder.is_dir():
            return Found(what, "there is no such folder", False)
        room = os.statvfs(folder)
    except OSError as error:
        return Found(what, error.strerror or "can't be read", False)
    if not os.access(folder, os.R_OK | os.X_OK):
        return Found(what, "can't be read", False)
    if not os.access(folder, os.W_OK):
        return Found(what, "can't be written to", False)
    if room.f_bavail * room.f_frsize < ROOM:
        return Found(what, f"nearly full: {room.f_bavail * room.f_frsize >> 20} MB left")
    return Found(what, "can be read and written")
