"""What a reader may be asked to do: called in a process of its own, as the site's own readers are."""

import os
import resource
import signal
import sys
from collections.abc import Iterator
from typing import Any

from isuwc.files.confined import Found, RefusedError


def echo(data: bytes, *arguments: Any) -> Found:
    return {"size": len(data), "arguments": list(arguments)}, [(["first", 1], data), ("second", b"\x00\xff")]


def surroundings(data: bytes) -> Found:
    return {"environment": sorted(os.environ), "django": "django" in sys.modules}, ()


def limits(data: bytes) -> Found:
    return {name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}")) for name in ("AS", "CPU", "FSIZE")}, ()


def refuse(data: bytes) -> Found:
    raise RefusedError("It is not a song.")


def hungry(data: bytes) -> Found:
    return len(bytes(1 << 30)), ()


def endless(data: bytes) -> Found:
    while True:
        pass


def asleep(data: bytes) -> Found:
    signal.pause()
    return None, ()


def crash(data: bytes) -> Found:
    os.abort()


def fail(data: bytes) -> Found:
    raise LookupError("a mistake of ours")


def talkative(data: bytes) -> Found:
    def files() -> Iterator[tuple[str, bytes]]:
        while True:
            yield "more", bytes(1 << 16)

    return None, files()
