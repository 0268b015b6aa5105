"""What in a result can't be as it stands, in words for results staff. Pure: no queries, times in hundredths.

A contradiction is no error: a sheet may say what it says. It is shown before anything is stored, and somebody confirms
it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from events.models.programme import HAS_RESULT, ResultState
from standings.spelling.times import time_text

LANES = 2
FEW = 0.5  # of the fewest lines that other results of the kind have


@dataclass(frozen=True)
class Placed:
    """A line as far as its place and time go; `pair` is the pair or heat, where it is known."""

    name: str
    rank: int | None
    status: str = "OK"
    hundredths: int | None = None
    thousandth: int | None = None
    pair: int | None = None

    @property
    def is_ranked(self) -> bool:
        return self.status == "OK" and self.rank is not None


@dataclass(frozen=True)
class Kind:
    """Of the race: whether the time alone decides, and how many lines other results of its kind have at least."""

    by_time: bool = True
    fewest: int | None = None


def contradictions(lines: Sequence[Placed], state: str, kind: Kind) -> list[str]:
    """Everything in the result that can't be, if it is of this state."""
    found = [*_places_of_absent(lines), *_places_against_times(lines, kind), *_places_in_order(lines, state)]
    if state in HAS_RESULT and state != ResultState.PARTIAL:
        found += lacking(lines, kind)
    return found


def lacking(lines: Sequence[Placed], kind: Kind) -> list[str]:
    """What shows that the result is only a part: places, pairs or lines that it lacks."""
    if not lines:
        return ["It has no line."]
    found = []
    ranks = sorted(line.rank for line in lines if line.is_ranked and line.rank)
    if missing := _missing_places(ranks):
        found.append(f"Nobody is on {_numbers('place', missing)}.")
    if pairs := _missing_pairs(lines, kind):
        found.append(f"Nobody is in {_numbers('pair', pairs)}.")
    if kind.fewest and len(lines) < FEW * kind.fewest:
        found.append(f"It has {len(lines)} lines; other results of this race in the season have {kind.fewest} or more.")
    return found


def _missing_places(ranks: Sequence[int]) -> list[int]:
    """The places that nobody has, those after a shared place aside."""
    shared = Counter(ranks)
    taken = {place for rank, count in shared.items() for place in range(rank, rank + count)}
    return [place for place in range(1, max(ranks, default=0)) if place not in taken]


def _missing_pairs(lines: Iterable[Placed], kind: Kind) -> list[int]:
    pairs = {line.pair for line in lines if line.pair}
    if not kind.by_time or len(pairs) < LANES:  # heats, or a sheet without pairs
        return []
    return [pair for pair in range(1, max(pairs)) if pair not in pairs]


def _places_in_order(lines: Iterable[Placed], state: str) -> Iterator[str]:
    """2, 2, 3: after a place that two share, the next is left out."""
    ranks = Counter(line.rank for line in lines if line.is_ranked and line.rank)
    if state == ResultState.NONE:
        return
    for rank, count in sorted(ranks.items()):
        for taken in range(rank + 1, rank + count):
            if taken in ranks:
                yield f"Place {rank} is shared by {count}, so nobody can be on place {taken}."


def _places_against_times(lines: Iterable[Placed], kind: Kind) -> Iterator[str]:
    if not kind.by_time:
        return
    timed = [line for line in lines if line.is_ranked and line.hundredths is not None]
    timed.sort(key=lambda line: (line.rank or 0, line.hundredths or 0, line.thousandth or 0))
    for before, after in pairwise(timed):
        if before.rank == after.rank:
            if before.hundredths != after.hundredths:
                yield f"{before.name} and {after.name} share place {after.rank} with different times."
        elif _is_faster(after, before):
            yield (
                f"{after.name} is on place {after.rank} with {_time(after)}, behind {before.name} "
                f"on place {before.rank} with {_time(before)}."
            )


def _is_faster(one: Placed, other: Placed) -> bool:
    """Thousandths decide only where both are known."""
    if one.hundredths != other.hundredths:
        return (one.hundredths or 0) < (other.hundredths or 0)
    return None not in {one.thousandth, other.thousandth} and (one.thousandth or 0) < (other.thousandth or 0)


def _places_of_absent(lines: Sequence[Placed]) -> Iterator[str]:
    """Sheets print a place behind all others for who was disqualified or did not finish."""
    last = max((line.rank or 0 for line in lines if line.is_ranked), default=0)
    words = {"DQ": "is disqualified", "DNF": "did not finish"}
    for line in lines:
        if line.status in words and line.rank and line.rank < last:
            yield f"{line.name} {words[line.status]} and has place {line.rank}, before place {last}."


def _time(line: Placed) -> str:
    digit = "" if line.thousandth is None else f"({line.thousandth})"
    return f"{time_text(line.hundredths or 0)}{digit}"


def _numbers(what: str, numbers: Sequence[int]) -> str:
    """place 3, or places 3, 4 and 9."""
    if len(numbers) == 1:
        return f"{what} {numbers[0]}"
    return f"{what}s {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
