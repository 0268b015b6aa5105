"""A lock which shows that a site is running from this checkout, whichever database it uses."""

import errno
import fcntl
import logging
import os
from contextlib import suppress
from pathlib import Path

_held: list[int] = []  # until the process ends
_log = logging.getLogger(__name__)


def hold(var: Path) -> None:
    """Hold the lock until this process ends, unless var/ can't be written and so has nothing to protect."""
    try:
        lock = _open(var)
    except OSError as error:
        if not _is_nothing_to_lose(var, error):
            _log.warning("`make reset` can't see that this site runs, and could remove its pictures: %s", error)
        return
    fcntl.flock(lock, fcntl.LOCK_SH)
    _held.append(lock)


def take_alone(var: Path) -> bool:
    """Take the lock exclusively until this process ends. Returns whether nobody else holds it; may raise OSError."""
    lock = _open(var)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return False
    _held.append(lock)
    return True


def _path(var: Path) -> Path:
    return var / "site.users"


def _open(var: Path) -> int:
    """Readable by all, so that any account can hold the lock, whoever created the file and with whatever umask."""
    lock = os.open(_path(var), os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    with suppress(OSError):  # somebody else's
        os.fchmod(lock, 0o644)
    return lock


def _is_nothing_to_lose(var: Path, error: OSError) -> bool:
    """Whether there is no var/, or it is read-only and has no lock file yet."""
    return error.errno in {errno.ENOENT, errno.EROFS} or (error.errno == errno.EACCES and not _path(var).exists())
