"""The reader's side: limits itself, reads the file from standard input, writes the answer to standard output.

The answer is the files that the function makes, one after the other, then a JSON object that says what they are, then
that object's length in eight bytes.
"""

import errno
import importlib
import json
import os
import resource
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

LENGTH = struct.Struct(">Q")
TOO_LONG = 3  # the code with which it ends where the answer grows beyond its limit
PROJECT = Path(__file__).resolve().parents[2]


def limit(memory: int, seconds: int, answer: int) -> None:
    """Bytes of address space, seconds of processor time, bytes that may be written to a file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (answer, answer))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def work(module: str, function: str, arguments: list[Any], source: BinaryIO, target: BinaryIO) -> dict[str, Any]:
    from isuwc.confined import RefusedError  # noqa: PLC0415 - found only once the project is in the path

    try:
        facts, files = getattr(importlib.import_module(module), function)(source.read(), *arguments)
        written = [[label, target.write(data)] for label, data in files]
    except RefusedError as refused:
        return {"refused": str(refused)}
    return {"facts": facts, "files": written}


def main() -> None:
    order = json.loads(sys.argv[1])
    limit(order["memory"], order["seconds"], order["answer"])
    sys.path.insert(0, str(PROJECT))
    target = sys.stdout.buffer
    try:
        answer = work(order["module"], order["function"], order["arguments"], sys.stdin.buffer, target)
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
