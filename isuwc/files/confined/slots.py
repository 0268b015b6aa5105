"""Limits how many files are read at once by all threads and processes of the site on this machine.

A slot is a lock on a file. The reader inherits it, so that the slot becomes free when the reader ends, even if the
process that started it was killed; nothing needs to be cleaned up.
"""

import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

AT_ONCE = 2
_PAUSE = 0.02  # seconds between attempts to take a slot


class NoSlotError(Exception):
    """No slot became free in time."""


@contextmanager
def slot(patience: float) -> Iterator[int]:
    """The descriptor of a locked slot. Raises NoSlotError if none becomes free within `patience` seconds."""
    taken = _take(patience)
    try:
        yield taken
    finally:
        os.close(taken)


def _take(patience: float) -> int:
    folder = _folder()
    until = time.monotonic() + patience
    while True:
        for number in range(AT_ONCE):
            if (taken := _try(folder / str(number))) is not None:
                return taken
        if time.monotonic() >= until:
            raise NoSlotError
        time.sleep(_PAUSE)


def _try(path: Path) -> int | None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _folder() -> Path:
    """The folder for this user and this checkout. Raises PermissionError if another user made it."""
    checkout = hashlib.sha256(str(Path(__file__).resolve().parent).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"isuwc-{os.getuid()}-{checkout}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else.")
    return folder
