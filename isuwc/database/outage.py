"""Remembers that the server does not answer, so that one thread of a process waits for it at a time.

Without this every thread would wait its seconds for every visitor, and nobody would be left to answer what needs no
database. A server that refuses connections is not remembered: that costs no time, and ends the moment it is back.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

PAUSE = 2.0  # seconds after a vain attempt until the next is made


class Outage:
    """Whether the server was silent when it was last asked; `trying` surrounds each attempt to reach it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_silent = False
        self._is_tried = False
        self._next_at = 0.0

    def begins(self) -> None:
        """The server was asked and did not answer."""
        with self._lock:
            self._is_silent = True
            self._next_at = time.monotonic() + PAUSE

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Raises psycopg.OperationalError at once while it is silent, unless it is time that somebody tries again."""
        with self._lock:
            tries = self._is_silent
            if tries and (self._is_tried or time.monotonic() < self._next_at):
                raise psycopg.OperationalError("the database did not answer a moment ago")
            self._is_tried = self._is_tried or tries
        silent = False
        try:
            yield
        except psycopg.errors.ConnectionTimeout:
            silent = True
            raise
        finally:
            with self._lock:
                if tries:
                    self._is_tried = False
                if silent:
                    self._is_silent, self._next_at = True, time.monotonic() + PAUSE
                elif tries:
                    self._is_silent = False


outage = Outage()
