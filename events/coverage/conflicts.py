"""Rights that can't both be as they are written. Staff are told of them; answers name all that is on record."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from events.coverage.beginning import HIGHLIGHTS
from events.coverage.rights import Leg, Right, by_noc

Days = frozenset[datetime.date]


@dataclass(frozen=True)
class Conflict:
    """Two rights, and what is the matter with them; `nocs` and `events` say where they meet."""

    first: Right
    second: Right
    what: str
    nocs: frozenset[str]
    events: tuple[int, ...]

    @property
    def keys(self) -> tuple[int, int]:
        return self.first.key, self.second.key


def conflicts(legs: Iterable[Leg], rights: Iterable[Right], of: int | None = None) -> list[Conflict]:
    """Every pair of rights that contradict or repeat each other for one of the events, in the order of the rights.

    `of` is the key of the one right whose conflicts are wanted.
    """
    legs, rights = list(legs), list(rights)
    days = {leg.key: frozenset(slot.day for slot in leg.slots) for leg in legs}
    covered = {right.key: _covered(right, legs, days) for right in rights}
    place = {right.key: n for n, right in enumerate(rights)}
    matters: dict[tuple[int, int], tuple[Right, Right, str]] = {}
    nocs: dict[tuple[int, int], set[str]] = defaultdict(set)
    for noc, told in by_noc(right for right in rights if covered[right.key]).items():
        held = sorted((right for right in told if noc in right.nocs), key=lambda right: place[right.key])
        for first, second in combinations(held, 2):
            if of not in {None, first.key, second.key}:
                continue
            if (what := _matter(first, second)) and covered[first.key].keys() & covered[second.key].keys():
                matters[first.key, second.key] = (first, second, what)
                nocs[first.key, second.key].add(noc)
    found = []
    for keys, (first, second, what) in sorted(matters.items(), key=lambda each: [place[key] for key in each[0]]):
        own, others = covered[first.key], covered[second.key]
        if events := tuple(leg for leg, held_on in own.items() if not held_on.isdisjoint(others.get(leg, ()))):
            found.append(Conflict(first, second, what, frozenset(nocs[keys]), events))
    return found


def _covered(right: Right, legs: Iterable[Leg], days: Mapping[int, Days]) -> Mapping[int, Days]:
    """The events that it holds for, in their order, with the days of theirs on which it does."""
    held = {leg.key: frozenset(filter(right.holds_on, days[leg.key])) for leg in legs if right.concerns(leg)}
    return {leg: held_on for leg, held_on in held.items() if held_on}


def _matter(first: Right, second: Right) -> str:
    """What is the matter with two rights that hold for one session in one country; empty where nothing is."""
    if first.broadcaster == second.broadcaster:
        return _same_broadcaster(first, second)
    if first.is_exclusive and second.is_exclusive:
        return f"{first.broadcaster} and {second.broadcaster} both hold the rights alone."
    for holder, other in ((first, second), (second, first)):
        if holder.is_exclusive and holder.timing != HIGHLIGHTS and other.timing != HIGHLIGHTS:
            return f"{holder.broadcaster} holds the rights alone, and yet {other.broadcaster} shows it."
    return ""


def _same_broadcaster(first: Right, second: Right) -> str:
    """A broadcaster may have several channels; one channel can't be free and paid, or exclusive and not."""
    if (first.channel, first.platform, first.language) != (second.channel, second.platform, second.language):
        return ""
    if first.timing != second.timing:
        return (
            "" if HIGHLIGHTS in {first.timing, second.timing} else f"{first.broadcaster} is live and delayed at once."
        )
    if first.is_exclusive != second.is_exclusive:
        return f"{first.broadcaster} holds the rights alone by one listing and not by the other."
    if first.access != second.access:
        return f"{first.broadcaster} is {_access(first)} by one listing and {_access(second)} by the other."
    return f"{first.broadcaster} is listed twice for the same."


def _access(right: Right) -> str:
    return right.access.lower() or "of unknown price"
