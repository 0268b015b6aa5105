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


def names(folder: Path) -> Iterator[str]:
    """The files in it, with slashes; what is just being written (`.….part`) is none yet. Links are not followed."""
    for root, below, files in os.walk(folder):
        below.sort()
        for name in sorted(files):
            path = Path(root, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path.relative_to(folder).as_posix()
