"""Reads uploaded files in a separate process, with limits on memory, time and the size of its answer.

Decoders are native code and a small file may unpack to gigabytes, so a file must not be able to harm the site.
`run.read` starts a process (the reader, `child`) that calls a function of ours, with a limited number of readers on the
machine (`slots`), and returns its answer, or raises `UnreadableError` with a message for whoever sent the file.

The function takes the file's bytes and plain arguments, and returns facts as JSON together with any files that it made.
It raises `RefusedError` if the file is not what it should be. Its module must not import Django, so that readers start
quickly.
"""

from collections.abc import Iterable
from typing import Any

# What such a function returns: facts that can be written as JSON, and files, each with a label that can
Found = tuple[Any, Iterable[tuple[Any, bytes]]]


class RefusedError(ValueError):
    """The file is not what it should be; the message says why, worded for whoever sent it."""
