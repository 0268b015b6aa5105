"""Files from outside are read by a process of its own, with limits on memory, time and what it may answer.

Decoders are native code and a small file may unpack to gigabytes: whatever a file does to its reader, the site goes on.
`run.read` starts the reader (`child`) with a function of ours, a few at once on the whole machine (`slots`), and
returns what it answered, or raises `UnreadableError` with words for whoever sent the file.

A function that reads takes the file's bytes, and plain values, and returns what it found as JSON, with files beside it
if it makes any. It raises `RefusedError` where the file is not what it should be. Its module must not import Django:
the reader has to start at once.
"""

from collections.abc import Iterable
from typing import Any

# What a reading function returns: facts as JSON, and files one by one, each with a JSON label
Found = tuple[Any, Iterable[tuple[Any, bytes]]]


class RefusedError(ValueError):
    """The file is not what it should be; the message says why, in words for whoever sent it."""
