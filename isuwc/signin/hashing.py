"""Hashes passwords in threads of their own, so that a flood of attempts can't occupy the threads that serve readers.

A hash takes about a fifth of a second of one core, on purpose. One is computed at a time while one more request waits;
any further request is refused immediately. Strangers' passwords are hashed by a low-priority thread. People who are
signed in, or who sign in from a known device or address, have another thread.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial

from django.contrib.auth.hashers import PBKDF2PasswordHasher

ROOM = 2  # one that is being hashed and one that is waiting
PATIENCE = 10  # seconds; a hash takes that long only on a busy machine
RETRY_AFTER = 5  # seconds
NICENESS = 5  # of the strangers' thread


class HashingFullError(Exception):
    """No hash was computed, as the queue is full; the attempt may be repeated after RETRY_AFTER seconds."""


class Place:
    """A thread that hashes, with a bounded queue. It is made anew after a fork, which threads do not survive."""

    def __init__(self, name: str, niceness: int = 0) -> None:
        self.name = name
        self.niceness = niceness
        self.open()
        os.register_at_fork(after_in_child=self.open)

    def open(self) -> None:
        self._room = threading.BoundedSemaphore(ROOM)
        self._thread = ThreadPoolExecutor(1, f"hashing-{self.name}", initializer=_step_back, initargs=(self.niceness,))

    @property
    def is_full(self) -> bool:
        """A cheap check that may be outdated at once; only `compute` is certain."""
        if self._room.acquire(blocking=False):
            self._room.release()
            return False
        return True

    def compute(self, work: Callable[[], str]) -> str:
        """Run `work` in the thread and return its result. Raises HashingFullError."""
        if not self._room.acquire(blocking=False):
            raise HashingFullError
        try:
            future = self._thread.submit(work)
            try:
                return future.result(PATIENCE)
            except TimeoutError:
                future.cancel()
                raise HashingFullError from None
        finally:
            self._room.release()


def _step_back(niceness: int) -> None:
    """Only on Linux, where niceness is per thread; elsewhere it would slow the whole process."""
    if niceness and sys.platform == "linux":
        with suppress(OSError):  # a container may forbid it
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)


STAFF = Place("staff")
STRANGERS = Place("strangers", NICENESS)
_place: ContextVar[Place] = ContextVar("place", default=STAFF)


@contextmanager
def among_strangers() -> Iterator[None]:
    """A context in which passwords are hashed by the strangers' thread, unless `as_known` is called first."""
    token = _place.set(STRANGERS)
    try:
        yield
    finally:
        _place.reset(token)


def as_known() -> None:
    """Within `among_strangers`, switch to the other thread, for a device or address that is known."""
    _place.set(STAFF)


class BoundedPBKDF2PasswordHasher(PBKDF2PasswordHasher):
    """Django's own default, computed in the place. Whatever hashes passwords comes by here: sign-in, change of a
    password, the admin's form for a new user. Raises HashingFullError."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        return _place.get().compute(partial(super().encode, password, salt, iterations))
