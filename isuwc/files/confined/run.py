"""Starts a reader process, waits for it, and returns its answer."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from io import UnsupportedOperation
from math import inf
from pathlib import Path
from typing import IO, Any, Literal

from isuwc.files.confined.child import LENGTH, NOT_SET_UP, TOO_LONG
from isuwc.files.confined.slots import NoSlotError, slot

MB = 1 << 20
PATIENCE = 15  # seconds for which a file waits for a free slot
LONGEST = 45  # seconds of elapsed time after which a reader is stopped
TOGETHER = 60  # seconds for all files of a request, which leaves 15 of nginx's timeout of 75 for writing
_CHILD = Path(__file__).with_name("child.py")
# Without the site's environment, which holds its secrets. One malloc arena, as each reserves address space.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "1"}

Reason = Literal["refused", "memory", "time", "damage", "wait", "late", "slow", "machine"]
Source = bytes | IO[bytes]

_log = logging.getLogger(__name__)
_until: ContextVar[float] = ContextVar("until", default=inf)  # of time.monotonic()


@dataclass(frozen=True)
class Limits:
    """What a reader may use: bytes of memory, seconds of processor time, bytes of an answer."""

    memory: int
    seconds: int
    answer: int


@dataclass(frozen=True)
class Answer:
    """What the reading function returned: facts, and files with their labels."""

    facts: Any
    files: tuple[tuple[Any, bytes], ...]


class UnreadableError(Exception):
    """The reading function refused the file, or the reader failed; the message is worded for whoever sent the file."""

    def __init__(self, message: str, reason: Reason) -> None:
        super().__init__(message)
        self.reason = reason


@contextmanager
def together(seconds: float) -> Iterator[None]:
    """A context in which all files together must be read within so many seconds, including waiting for slots.

    For requests with many files, for which the web server does not wait longer. Outside of it, PATIENCE and LONGEST
    apply to each file.
    """
    token = _until.set(min(_until.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _until.reset(token)


def _left() -> float:
    return _until.get() - time.monotonic()


def read(
    what: str,
    source: Source,
    module: str,
    function: str,
    *arguments: Any,
    limits: Limits,
    patience: float = PATIENCE,
    longest: float = LONGEST,
) -> Answer:
    """Call the module's function in another process with the file's bytes and the arguments, and return its answer.

    `what` is the word for the file in messages: picture, table. `patience` is how many seconds it may wait for a slot,
    `longest` how many it may then take. Raises UnreadableError.
    """
    order = {"module": module, "function": function, "arguments": arguments, **vars(limits)}
    if _left() <= 0:
        raise UnreadableError(_words(what, "late", limits), "late")
    try:
        with slot(min(patience, _left())) as taken, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as wrong:
            code = _run(json.dumps(order), source, (said, wrong), taken, longest)
            if reason := _reason(code):
                _log_failure(what, reason, wrong)
                raise UnreadableError(_words(what, reason, limits), reason)
            return _answer(said, what, limits)
    except NoSlotError:
        raise UnreadableError(_words(what, "wait", limits), "wait") from None
    except OSError as error:
        _log.exception("A %s could not be read because no reader could be started", what)
        raise UnreadableError(_words(what, "machine", limits), "machine") from error


def _log_failure(what: str, reason: Reason, complaints: IO[bytes]) -> None:
    complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - 2000))
    level = logging.ERROR if reason == "machine" else logging.WARNING
    _log.log(level, "A %s could not be read (%s): %s", what, reason, complaints.read().decode(errors="replace"))


def _run(order: str, source: Source, outputs: tuple[IO[bytes], IO[bytes]], taken: int, longest: float) -> int | None:
    """The reader's exit code; None if it was stopped for taking too long."""
    descriptor = _descriptor(source)
    data = None if descriptor is not None else source if isinstance(source, bytes) else source.read()
    reader = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-I", str(_CHILD), order],
        stdin=subprocess.PIPE if descriptor is None else descriptor,
        stdout=outputs[0],
        stderr=outputs[1],
        pass_fds=[taken],
        env=_ENVIRONMENT,
    )
    with reader:
        try:
            reader.communicate(data, timeout=min(longest, max(0, _left())))
        except subprocess.TimeoutExpired:
            reader.kill()
            return None
        except BaseException:
            reader.kill()
            raise
    return reader.returncode


def _descriptor(source: Source) -> int | None:
    """The descriptor of a file on disk, positioned at its start; None for data in memory."""
    if isinstance(source, bytes):
        return None
    source.seek(0)
    try:
        descriptor = source.fileno()
    except (UnsupportedOperation, AttributeError):
        return None
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _reason(code: int | None) -> Reason | None:
    """Why there is no answer; None if there is one."""
    if code is None:
        return "late" if _left() <= 0 else "slow"
    if code == -signal.SIGXCPU:
        return "time"
    if code in {-signal.SIGKILL, TOO_LONG}:  # SIGKILL: by the system, which ran out of memory
        return "memory"
    if code == NOT_SET_UP:
        return "machine"
    return "damage" if code else None


def _answer(said: IO[bytes], what: str, limits: Limits) -> Answer:
    end = said.seek(0, os.SEEK_END)
    said.seek(end - LENGTH.size)
    (length,) = LENGTH.unpack(said.read())
    said.seek(end - LENGTH.size - length)
    answer = json.loads(said.read(length))
    if "refused" in answer:
        raise UnreadableError(answer["refused"], "refused")
    if "out_of" in answer:
        raise UnreadableError(_words(what, "memory", limits), "memory")
    said.seek(0)
    return Answer(answer["facts"], tuple((label, said.read(size)) for label, size in answer["files"]))


def _words(what: str, reason: Reason, limits: Limits) -> str:
    match reason:
        case "memory":
            return f"This {what} is too large to read: unpacked, it needs more than {limits.memory // MB} MB of memory."
        case "time":
            return f"This {what} is too large to read: reading it takes longer than {limits.seconds} seconds."
        case "wait":
            return f"This {what} was not read, as other files are being read right now. Send it again in a minute."
        case "slow":
            return f"This {what} was not read in time, as the server is busy. Send it again in a minute."
        case "late":
            return f"There was no time left to read this {what} after the files before it. Send fewer at once."
        case "machine":
            return f"This {what} could not be read because of a fault of the server. Its operators find it in the log."
    return f"This {what} is damaged: reading it failed."
