"""Looks several times a second whether anything has changed that pages are made of, and whether the time has come."""

import datetime
import logging
import time
from dataclasses import dataclass, replace
from threading import Event, Lock, Thread

from django.db import connection
from django.utils import timezone

from isuwc.database.away import is_away
from isuwc.database.patience import LOOKING, patience
from isuwc.freshness.marks import Marks, current_marks
from isuwc.freshness.public import next_moment

log = logging.getLogger(__name__)
EVERY = 0.25  # seconds between two looks


@dataclass(frozen=True)
class Seen:
    """What a look has found: the marks, the number of the span of time in which nothing changes by itself, and when
    (`time.monotonic`) it was."""

    marks: Marks
    window: int
    until: datetime.datetime
    at: float


class Watcher:
    """One for each process; it begins with the first page that is asked for."""

    def __init__(self) -> None:
        self._seen: Seen | None = None
        self._is_blind = False  # the site goes on, and what changes is not seen
        self._lock = Lock()
        self._thread: Thread | None = None
        self._stopped = Event()

    @property
    def seen(self) -> Seen | None:
        """What the last look has found; None before the first, and where looking fails though the database answers."""
        if self._thread is None or not self._thread.is_alive():  # as in a process that was forked from this one
            self._begin()
        seen = None if self._is_blind else self._seen
        if seen is not None and timezone.now() >= seen.until:
            # Between two looks; the next one counts in the same way
            seen = replace(seen, window=seen.window + 1)
        return seen

    def is_cut_off(self, seen: Seen) -> bool:
        """Whether the database has stopped answering; nothing changes then that it would have to say."""
        return time.monotonic() - seen.at > EVERY + LOOKING.most

    def stop(self) -> None:
        self._stopped.set()

    def _begin(self) -> None:
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return
            try:
                with patience(LOOKING):
                    self._look()
            except Exception as error:  # whatever it is: pages are made without being kept
                _say(error, "Pages are not kept yet")
                connection.close()
            self._thread = Thread(target=self._watch, name="freshness", daemon=True)
            self._thread.start()

    def _watch(self) -> None:
        is_out = False
        while not self._stopped.wait(EVERY):
            try:
                with patience(LOOKING):
                    self._look()
                is_out = False
            except Exception as error:  # a watcher that ends would leave pages stale for good
                self._is_blind = self._is_blind or not is_away(error)
                if not is_out:
                    _say(error, "Pages stay as they are" if is_away(error) else "Pages are not kept")
                is_out = True
                connection.close()
        connection.close()

    def _look(self) -> None:
        """Through this thread's connection. One query, and a few more whenever something has changed."""
        begun, marks, seen = time.monotonic(), current_marks(), self._seen
        now = timezone.now()
        if seen is not None and seen.marks == marks and now < seen.until:
            self._seen, self._is_blind = replace(seen, at=begun), False
            return
        window = seen.window + (now >= seen.until) if seen else 0
        self._seen, self._is_blind = Seen(marks, window, next_moment(now), begun), False


def _say(error: Exception, what: str) -> None:
    if is_away(error):
        log.warning("%s: the database does not answer (%s).", what, str(error).strip())
    else:
        log.error("%s: the watcher met an error and goes on.", what, exc_info=error)
