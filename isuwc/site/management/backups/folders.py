"""Where uploaded files are: the folder of each storage in STORAGES but the collected styles and scripts."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages


def folders() -> dict[str, Path]:
    """By the name of the storage; `default` is MEDIA_ROOT."""
    found = {alias: storages[alias] for alias in settings.STORAGES if alias != "staticfiles"}
    return {alias: Path(each.location) for alias, each in found.items() if isinstance(each, FileSystemStorage)}


def elsewhere() -> list[str]:
    """Storages that are no folder, as of an object store, which has backups of its own."""
    return sorted({*settings.STORAGES} - {"staticfiles", *folders()})


def modes(alias: str) -> tuple[int, int]:
    """The rights of files and of folders of that storage: those of private ones are its owner's alone."""
    storage = storages[alias]
    files, below = (getattr(storage, f"{what}_permissions_mode", None) for what in ("file", "directory"))
    return files or 0o644, below or 0o755


def names(folder: Path) -> Iterator[str]:
    """The files in it, with slashes; what is just being written (`.….part`) is none yet. Links are not followed."""
    for root, below, files in os.walk(folder):
        below.sort()
        for name in sorted(files):
            path = Path(root, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path.relative_to(folder).as_posix()
