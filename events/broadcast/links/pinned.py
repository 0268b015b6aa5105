"""One request to one number: nothing else is connected to, whatever the name says by then.

The standard library's client, which knows of no proxies, cookies or redirects; its `connect` is ours. Time and bytes
are counted where they come in, so that a server that sends a byte a second is left as one that sends none.
"""

import http.client
import io
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from events.broadcast.links.policy import Number, Target

MOST_BYTES = 64 * 1024  # of an answer's head, which is all that is read
AGENT = "isuwc-link-check/1.0 (tries the links of its own pages, once a day; +{site})"


class TooMuchError(Exception):
    """The answer's head is longer than any honest one."""


@dataclass
class Deadline:
    """The moment by which a try is over, on the clock that nobody sets."""

    at: float

    @classmethod
    def within(cls, seconds: float) -> "Deadline":
        return cls(time.monotonic() + seconds)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What is waited meanwhile is nobody's time."""
        began = time.monotonic()
        yield
        self.at += time.monotonic() - began

    @property
    def left(self) -> float:
        """Seconds. Raises TimeoutError where there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _Bounded(io.RawIOBase):
    """What comes in from a socket, until the deadline or so many bytes."""

    def __init__(self, held: socket.socket, deadline: Deadline) -> None:
        self.held, self.deadline, self.left = held, deadline, MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.left <= 0:
            raise TooMuchError
        self.held.settimeout(self.deadline.left)
        count = self.held.recv_into(memoryview(buffer)[: self.left])
        self.left -= count
        return count


class _Held:
    """A socket as http.client uses one."""

    def __init__(self, held: socket.socket, deadline: Deadline) -> None:
        self.held, self.deadline = held, deadline

    def sendall(self, data: bytes) -> None:
        self.held.settimeout(self.deadline.left)
        self.held.sendall(data)

    def makefile(self, *args: Any, **kwargs: Any) -> io.BufferedReader:
        return io.BufferedReader(_Bounded(self.held, self.deadline), 4096)

    def close(self) -> None:
        self.held.close()


class Pinned(http.client.HTTPConnection):
    """A connection to that number, with TLS verified against the target's name."""

    def __init__(self, target: Target, number: Number, deadline: Deadline, trust: ssl.SSLContext) -> None:
        super().__init__(target.host, target.port)
        self.target, self.number, self.deadline, self.trust = target, number, deadline, trust

    def connect(self) -> None:
        held = socket.create_connection((str(self.number), self.target.port), self.deadline.left)
        try:
            if self.target.scheme == "https":
                held.settimeout(self.deadline.left)  # of the whole handshake
                held = self.trust.wrap_socket(held, server_hostname=self.target.host)
        except BaseException:
            held.close()
            raise
        self.sock: Any = _Held(held, self.deadline)


@dataclass(frozen=True)
class Head:
    """What an answer says before its body, which is never read."""

    status: int
    location: str


def ask(method: str, target: Target, number: Number, deadline: Deadline, trust: ssl.SSLContext, agent: str) -> Head:
    """Raises OSError (TimeoutError and ssl.SSLError are), http.client.HTTPException and TooMuchError."""
    connection = Pinned(target, number, deadline, trust)
    headers = {"User-Agent": agent, "Accept": "text/html, */*;q=0.1", "Accept-Encoding": "identity"}
    try:
        connection.request(method, target.path, headers={**headers, "Connection": "close"})
        answer = connection.getresponse()
        return Head(answer.status, answer.getheader("Location") or "")
    finally:
        connection.close()


def numbers_of(host: str, port: int, deadline: Deadline) -> list[str]:
    """All numbers of a name, asked for once. Raises OSError, TimeoutError where the resolver takes too long."""
    found: list[str] = []
    failed: list[OSError] = []

    def look() -> None:
        try:
            for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                found.append(str(where[0]))
        except OSError as error:
            failed.append(error)
        except UnicodeError as error:
            failed.append(OSError(str(error)))

    # The system's resolver has no limit of its own; a thread that still waits for it keeps nobody
    asking = threading.Thread(target=look, daemon=True)
    asking.start()
    asking.join(deadline.left)
    if asking.is_alive():
        raise TimeoutError
    if failed:
        raise failed[0]
    return found
