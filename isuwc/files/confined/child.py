"""The reader process: limits itself, reads the file from standard input, writes the answer to standard output.

The answer consists of the files that the function makes, one after the other, a JSON object that describes them, and
the length of that object in eight bytes.
"""

import errno
import importlib
import json
import os
import resource
import struct
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

LENGTH = struct.Struct(">Q")
TOO_LONG = 3  # exit code if the answer exceeds its limit
NOT_SET_UP = 4  # exit code if the reader could not be set up, whatever the file
PROJECT = Path(__file__).resolve().parents[3]


def limit(memory: int, seconds: int, answer: int) -> None:
    """Set limits: bytes of address space, seconds of processor time, bytes written to a file.

    Lower limits that the machine already imposes remain, as they can't be raised.
    """
    with suppress(OSError, ValueError):  # macOS has no limit on memory; the other limits still help
        _limit(resource.RLIMIT_AS, memory, memory)
    # The soft limit sends SIGXCPU, which tells the site why the reader ended
    _limit(resource.RLIMIT_CPU, seconds, seconds + 1)
    _limit(resource.RLIMIT_FSIZE, answer, answer)
    _limit(resource.RLIMIT_CORE, 0, 0)


def _limit(kind: int, soft: int, hard: int) -> None:
    most = resource.getrlimit(kind)[1]
    if most != resource.RLIM_INFINITY and most < hard:
        soft, hard = max(0, soft - (hard - most)), most
    resource.setrlimit(kind, (soft, hard))


def set_up(order: dict[str, Any]) -> Callable[..., Any]:
    """Set the limits and return the reading function."""
    limit(order["memory"], order["seconds"], order["answer"])
    sys.path.insert(0, str(PROJECT))
    function: Callable[..., Any] = getattr(importlib.import_module(order["module"]), order["function"])
    return function


def work(function: Callable[..., Any], arguments: list[Any], source: BinaryIO, target: BinaryIO) -> dict[str, Any]:
    from isuwc.files.confined import RefusedError  # noqa: PLC0415 - found only once the project is in the path

    try:
        facts, files = function(source.read(), *arguments)
        written = [[label, target.write(data)] for label, data in files]
    except RefusedError as refused:
        return {"refused": str(refused)}
    return {"facts": facts, "files": written}


def main() -> None:
    order = json.loads(sys.argv[1])
    try:
        function = set_up(order)
    except Exception:  # whatever it is, the file is not the cause
        traceback.print_exc()
        sys.exit(NOT_SET_UP)
    target = sys.stdout.buffer
    try:
        answer = work(function, order["arguments"], sys.stdin.buffer, target)
        said = json.dumps(answer).encode()
    except MemoryError:
        said = json.dumps({"out_of": "memory"}).encode()
    target.write(said + LENGTH.pack(len(said)))
    target.flush()


if __name__ == "__main__":
    try:
        main()
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        os._exit(TOO_LONG)  # at once: Python would try to write the rest
