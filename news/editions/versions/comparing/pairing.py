"""Which block of one body became which of the other. Bodies have no keys: blocks are known by their content."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq

from news.editions.versions.comparing.words import words

ALIKE = 0.4  # of the words; texts about the same race that have nothing to do with each other share a quarter


@dataclass(frozen=True)
class Known:
    """By what a block is recognised: `whole` is equal for blocks that don't differ, `text` is compared otherwise."""

    kind: str
    whole: str
    text: str


@dataclass(frozen=True)
class Pair:
    """The places of a block in the two bodies, from 0; None where it isn't. `moved`: others stand before it now."""

    before: int | None
    after: int | None
    moved: bool = False


def pairs(before: Sequence[Known], after: Sequence[Known]) -> list[Pair]:
    """Every block of both bodies once, in the order of the second; a removed one stands after what it followed."""
    found = _same(before, after)
    _alike(before, after, found)
    _in_place(before, after, found)
    elsewhere = moved(found)
    rows = [Pair(None, place) for place in range(len(after))]
    for one, other in found.items():
        rows[other] = Pair(one, other, one in elsewhere)
    for one in range(len(before)):
        if one not in found:
            rows.insert(_after_neighbour(rows, one), Pair(one, None))
    return rows


def _same(before: Sequence[Known], after: Sequence[Known]) -> dict[int, int]:
    """Blocks that don't differ: first those in the same order, then those that were moved."""
    old, new = [each.whole for each in before], [each.whole for each in after]
    found: dict[int, int] = {}
    for each in LCSseq.opcodes(old, new):
        if each.tag == "equal":
            found |= dict(zip(range(each.src_start, each.src_end), range(each.dest_start, each.dest_end), strict=True))
    left: dict[str, deque[int]] = defaultdict(deque)
    taken = set(found.values())
    for place, whole in enumerate(new):
        if place not in taken:
            left[whole].append(place)
    for place, whole in enumerate(old):
        if place not in found and left[whole]:
            found[place] = left[whole].popleft()
    return found


def _alike(before: Sequence[Known], after: Sequence[Known], found: dict[int, int]) -> None:
    """Blocks of a kind with words in common, the most alike first; of equals those whose places are nearest."""
    old, new = _left(before, after, found)
    texts = {("old", place): words(before[place].text) for place in old}
    texts |= {("new", place): words(after[place].text) for place in new}
    candidates = [
        (-likeness, abs(one - other), one, other)
        for one in old
        for other in new
        if before[one].kind == after[other].kind
        and (likeness := Indel.normalized_similarity(texts["old", one], texts["new", other])) >= ALIKE
        and (texts["old", one] or texts["new", other])
    ]
    _take(found, ((one, other) for *_, one, other in sorted(candidates)))


def _in_place(before: Sequence[Known], after: Sequence[Known], found: dict[int, int]) -> None:
    """A block that was written anew, or given another photo or race: of the same kind, between the same two blocks."""
    old, new = _left(before, after, found)
    backwards = {other: one for one, other in found.items()}
    of_gap = _gaps(old, lambda place: found.get(place))
    of_new_gap = _gaps(new, lambda place: place if place in backwards else None)
    by_gap: dict[tuple[int, str], deque[int]] = defaultdict(deque)
    for place in new:
        by_gap[of_new_gap[place], after[place].kind].append(place)
    for place in old:
        if waiting := by_gap[of_gap[place], before[place].kind]:
            found[place] = waiting.popleft()


def _gaps(places: Sequence[int], in_second: Callable[[int], int | None]) -> dict[int, int]:
    """Of each place: where, in the second body, the block stands that it follows; -1 at the beginning."""
    gaps: dict[int, int] = {}
    for place in places:
        before = (in_second(each) for each in range(place - 1, -1, -1))
        gaps[place] = next((each for each in before if each is not None), -1)
    return gaps


def _left(before: Sequence[Known], after: Sequence[Known], found: dict[int, int]) -> tuple[list[int], list[int]]:
    taken = set(found.values())
    return (
        [place for place in range(len(before)) if place not in found],
        [place for place in range(len(after)) if place not in taken],
    )


def _take(found: dict[int, int], candidates: Iterator[tuple[int, int]]) -> None:
    taken = set(found.values())
    for one, other in candidates:
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)


def moved(found: dict[int, int]) -> set[int]:
    """The fewest blocks that, put elsewhere, explain the new order: those outside a longest increasing sequence."""
    ordered = sorted(found)
    ends: list[int] = []  # places in the second body at which sequences of each length end
    length_at: list[int] = []
    for one in ordered:
        length = bisect_left(ends, found[one])
        ends[length : length + 1] = [found[one]]
        length_at.append(length)
    kept, wanted, last = set[int](), len(ends) - 1, len(found) and max(found.values()) + 1
    for one, length in zip(reversed(ordered), reversed(length_at), strict=True):
        if length == wanted and found[one] < last:
            kept.add(one)
            wanted, last = wanted - 1, found[one]
    return set(ordered) - kept


def _after_neighbour(rows: Sequence[Pair], one: int) -> int:
    """Where a removed block is put: after the row of the block before it."""
    nearest, at = -1, 0
    for place, row in enumerate(rows):
        if row.before is not None and nearest < row.before < one and not row.moved:
            nearest, at = row.before, place + 1
    return at
