"""How long a statement is waited for. Commands wait as long as it takes; whoever answers a visitor does not.

The server's own limits (`SERVER`) end a statement that is slow or waits for a lock. They are no help where the server
itself stands still, as when its machine has no memory left, its disk hangs or somebody stopped it: then nothing comes
back, and the kernel goes on to acknowledge what is sent. So the client looks at its own clock as well.
"""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.waiting import Ready

CONNECTING = 5  # seconds to open a connection for a visitor
CONNECTING_TO_EACH = 2  # of several servers, the least that libpq knows
CONNECTING_FOR_COMMANDS = 10
# What the server is asked to keep to for visitors: it rolls back, and says which limit it was
SERVER = {"statement_timeout": 20_000, "lock_timeout": 10_000, "idle_in_transaction_session_timeout": 120_000}  # ms
# A peer that is gone, as after a cut cable or the crash of its machine
NETWORK = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 15_000}


@dataclass(frozen=True)
class Limit:
    """Seconds to wait for the answer to one statement, and after how many it is asked whether the server lives."""

    most: float
    ask_after: float


ANSWERING = Limit(most=25, ask_after=3)  # beyond the server's own limit, and sooner where it gives no sign of life
LOOKING = Limit(most=2, ask_after=1)  # whether a connection that was kept can still be used, and `/readyz`

_limit: ContextVar[Limit | None] = ContextVar("limit", default=None)


class NoAnswerError(psycopg.OperationalError):
    """The server did not answer in time; the connection is closed."""


class SilentError(NoAnswerError):
    """Nor did it answer when a new connection was asked for."""


def limit() -> Limit | None:
    """That of whoever asks now; None for a command."""
    return _limit.get()


@contextmanager
def patience(limit: Limit) -> Iterator[None]:
    """Statements are waited for no longer than this."""
    before = _limit.set(limit)
    try:
        yield
    finally:
        _limit.reset(before)


def limited(
    generator: Generator[Any, Any, Any], limit: Limit, is_alive: Callable[[], bool]
) -> Generator[Any, Any, Any]:
    """The generator of psycopg that talks with the server, given up after the limit.

    Raises NoAnswerError or SilentError. psycopg resumes it several times a second while nothing comes.
    """
    begun = time.monotonic()
    ask_at = begun + limit.ask_after
    try:
        waits_for = next(generator)
        while True:
            ready = yield waits_for
            if ready == Ready.NONE:
                now = time.monotonic()
                if now - begun >= limit.most:
                    raise NoAnswerError(f"the database did not answer within {limit.most:g} seconds")
                if now >= ask_at:
                    if not is_alive():
                        raise SilentError("the database gives no sign of life")
                    ask_at = time.monotonic() + limit.ask_after
            waits_for = generator.send(ready)
    except StopIteration as done:
        return done.value
