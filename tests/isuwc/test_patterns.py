"""No regular expression of ours runs away, whatever it is fed.

All of them are found in the source, each with the ways in which it is used. Out of its own structure come the inputs
that are worst for it: what leads to one of its repetitions, 50,000 characters of what is repeated, and an end that
does not fit. Time is the processor's, and the limit is far above what a linear search takes.
"""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from tests.isuwc.patterns import uses, worst

LONGEST = 1.5  # seconds of the processor


class Runaway(Exception):
    pass


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises Runaway; the engine of regular expressions lets signals through while it works."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Runaway

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def use(pattern: re.Pattern[str], method: str, text: str) -> None:
    match method:
        case "sub" | "subn":
            pattern.sub("", text)
        case "finditer":
            for _ in pattern.finditer(text):
                pass
        case _:
            getattr(pattern, method)(text)


@pytest.mark.parametrize("each", uses(), ids=str)
def test_pattern_does_not_run_away(each):
    for text in worst(each.pattern):
        with at_most(LONGEST):
            try:
                use(each.pattern, each.method, text)
            except Runaway:
                pytest.fail(f"{each} runs away with {text[:60]!r} … {text[-20:]!r}")


@pytest.mark.parametrize(
    ("runaway", "method"),
    [
        (r"(a+)+$", "match"),
        (r"a\s+(?:b)?\s*c?\s*$", "match"),
        (r"\s+$", "search"),
        (r"(?:\w+\s?)*!", "match"),
        (r"x.*y.*z", "search"),
    ],
)
def test_guard_finds_patterns_that_run_away(runaway, method):
    with pytest.raises(Runaway):
        for text in worst(re.compile(runaway)):
            with at_most(0.5):
                use(re.compile(runaway), method, text)
