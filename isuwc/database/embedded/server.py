"""Starts the server, and registers this process as one of its users."""

import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from isuwc.database.embedded.place import EmbeddedPostgresError, Place, locate, prepare

DATABASE = "isuwc"
ROLE = "isuwc"
PORT = 5432  # part of the socket's name; no TCP port is opened

_joined: dict[Path, int] = {}  # a users' lock for each var/ that this process uses, held until it ends
_lock = threading.Lock()


def ensure_running(var: Path) -> Place:
    """Register as a user of the server, start it if need be, and return its paths. Raises EmbeddedPostgresError.

    A user holds a shared lock on a file. The kernel releases it however the process ends, so the server never outlives
    its users for long. While a server is stopping, its keeper holds the lock exclusively, and this waits.
    """
    with _lock:
        try:
            return _join(var)
        except OSError as error:
            raise EmbeddedPostgresError(f"The embedded Postgres can't be used: {error}") from error


def address(place: Place) -> dict[str, Any]:
    """The connection parameters, all of them, so that no PG… variable in the environment overrides any."""
    return {"host": str(place.socket_dir), "hostaddr": "", "port": PORT, "user": ROLE}


def _join(var: Path) -> Place:
    place = locate(var)
    place.var.mkdir(parents=True, exist_ok=True)
    if place.users_lock not in _joined:
        user = _open(place.users_lock)
        fcntl.flock(user, fcntl.LOCK_SH)
        _joined[place.users_lock] = user
    starter = _open(place.start_lock)
    try:
        fcntl.flock(starter, fcntl.LOCK_EX)
        prepare(place)
        if not _has_keeper(place):
            _start_keeper(place)
    finally:
        os.close(starter)
    return place


def _open(path: Path, flags: int = 0) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | flags, 0o600)


def _has_keeper(place: Place) -> bool:
    """Whether a keeper is running. It releases its lock only after the server has stopped."""
    keeper = _open(place.keeper_lock)
    try:
        fcntl.flock(keeper, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(keeper)


def _start_keeper(place: Place) -> None:
    """Start the keeper detached from this process, and wait until it reports that the server is ready."""
    with open(_open(place.log, os.O_APPEND), "ab") as log:
        keeper = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "isuwc.database.embedded.keeper", str(place.var)],
            cwd=Path(__file__).resolve().parents[3],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    assert keeper.stdout is not None  # noqa: S101 - asked for with PIPE
    with keeper.stdout as answers:
        answer = answers.readline().decode()
    if answer.strip() != "ready":
        keeper.wait()
        raise EmbeddedPostgresError(answer.strip() or f"The embedded Postgres did not start; {place.log} says why.")
    # The keeper outlives this process on purpose; tell Popen not to warn that it does.
    keeper.returncode = 0
