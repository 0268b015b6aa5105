"""A mark that a site runs from this checkout, whichever database it uses."""

import fcntl
import os
from pathlib import Path

_held: list[int] = []  # until the process ends


def _path(var: Path) -> Path:
    return var / "site.users"


def hold(var: Path) -> None:
    """Be one of those that use the checkout's var/. A server whose var/ can't be written has nothing there to lose."""
    try:
        lock = os.open(_path(var), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        return
    fcntl.flock(lock, fcntl.LOCK_SH)
    _held.append(lock)


def take_alone(var: Path) -> bool:
    """Whether nobody uses it. If so nobody can before this process ends."""
    lock = os.open(_path(var), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return False
    _held.append(lock)
    return True
