"""Marks the words that only one of two texts has."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

# Words with their apostrophes, hyphens and decimal points, so that 1:15.60 is one word; else each sign by itself
_TOKEN = re.compile(r"\w+(?:[.,:’'\-–]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True)
class Run:
    """Consecutive words, which both texts have or only this one."""

    text: str
    changed: bool


Runs = tuple[Run, ...]


def marked(before: str, after: str) -> tuple[Runs, Runs]:
    """Both texts in runs. Joined, the runs of each are the text itself."""
    if before == after:
        whole = plain(before)
        return whole, whole
    old, new = tokens(before), tokens(after)
    shared = list(_shared(old, new))
    return _runs(old, {one for one, _ in shared}), _runs(new, {other for _, other in shared})


def plain(text: str, changed: bool = False) -> Runs:
    """The text as one run; an empty text has none."""
    return (Run(text, changed),) if text else ()


def near(runs: Runs, around: int = 120) -> Runs:
    """What differs whole, with the words around it; of long stretches that do not, the rest is left out (…)."""
    found = []
    for place, run in enumerate(runs):
        if run.changed or len(run.text) <= 2 * around:
            found.append(run)
            continue
        is_first, is_last = place == 0, place == len(runs) - 1
        begin = "" if is_first and not is_last else _from_start(run.text, around)
        end = "" if is_last and not is_first else _from_start(run.text[::-1], around)[::-1]
        found.append(Run(" ".join(filter(None, [begin, "…", end])), False))
    return tuple(found)


def _from_start(text: str, most: int) -> str:
    """Its first words, whole; a single longer one is cut."""
    return text[:most].rpartition(" ")[0] or text[:most]


def tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def words(text: str) -> list[str]:
    """The tokens that are neither space nor punctuation."""
    return [token for token in tokens(text) if token[0].isalnum() or token[0] == "_"]


def _shared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the tokens that both have in the same order.

    Not those of lone signs and short words between longer ones that differ: they are there by chance, and a sentence
    that was written anew is read more easily as a whole.
    """
    equal = [each for each in LCSseq.opcodes(old, new) if each.tag == "equal"]
    found = list(_joined((each.src_start, each.dest_start, each.src_end - each.src_start) for each in equal))
    # First lone signs, so that they don't part what differs around a short word
    for most in (0, None):
        found = _without_chance(old, new, found, most)
    for start, other, length in found:
        yield from ((start + step, other + step) for step in range(length))


def _without_chance(
    old: Sequence[str], new: Sequence[str], found: Sequence[tuple[int, int, int]], most: int | None
) -> list[tuple[int, int, int]]:
    """Without what has at most so many letters, by default half of what differs before it and after it."""
    ends = [(0, 0), *((start + length, other + length) for start, other, length in found)]
    starts = [*((start, other) for start, other, _ in found), (len(old), len(new))]
    differing = [max(_letters(old[a:c]), _letters(new[b:d])) for (a, b), (c, d) in zip(ends, starts, strict=True)]
    kept = []
    for number, each in enumerate(found):
        around = min(differing[number], differing[number + 1])
        if not around or _letters(old[each[0] : each[0] + each[2]]) > (around / 2 if most is None else most):
            kept.append(each)
    return kept


def _letters(tokens: Sequence[str]) -> int:
    return sum(len(token) for token in tokens if token[0].isalnum())


def _joined(equal: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Neighbours that follow each other in both, as one."""
    last: tuple[int, int, int] | None = None
    for start, other, length in equal:
        if last and (last[0] + last[2], last[1] + last[2]) == (start, other):
            last = (last[0], last[1], last[2] + length)
            continue
        if last:
            yield last
        last = (start, other, length)
    if last:
        yield last


def _runs(tokens: Sequence[str], shared: set[int]) -> Runs:
    runs: list[Run] = []
    for place, token in enumerate(tokens):
        changed = place not in shared
        if runs and runs[-1].changed == changed:
            runs[-1] = Run(runs[-1].text + token, changed)
        else:
            runs.append(Run(token, changed))
    return tuple(runs)
