"""A mark that a site runs from this checkout, whichever database it uses."""

import errno
import fcntl
import logging
import os
from contextlib import suppress
from pathlib import Path

_held: list[int] = []  # until the process ends
_log = logging.getLogger(__name__)


def hold(var: Path) -> None:
    """Be one of those that use the checkout's var/. A server whose var/ can't be written has nothing there to lose."""
    try:
        lock = _open(var)
    except OSError as error:
        if not _is_nothing_to_lose(var, error):
            _log.warning("`make reset` can't see that this site runs, and could remove its pictures: %s", error)
        return
    fcntl.flock(lock, fcntl.LOCK_SH)
    _held.append(lock)


def take_alone(var: Path) -> bool:
    """Whether nobody uses it. If so nobody can before this process ends. Raises OSError where that can't be known."""
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
    """Any account may hold it, whoever made it and with whatever umask: to read is enough for a lock."""
    lock = os.open(_path(var), os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    with suppress(OSError):  # somebody else's
        os.fchmod(lock, 0o644)
    return lock


def _is_nothing_to_lose(var: Path, error: OSError) -> bool:
    """There is no var/, or it can only be read and holds no mark yet."""
    return error.errno in {errno.ENOENT, errno.EROFS} or (error.errno == errno.EACCES and not _path(var).exists())
