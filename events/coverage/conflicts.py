"""Rights that contradict or repeat each other, which staff are warned of. Answers still name all that is on record."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from events.coverage.facts import EventFacts, SessionFacts
from events.coverage.rights import Right, by_noc
from events.coverage.ways import HIGHLIGHTS, ON_DEMAND

Times = frozenset[tuple[datetime.date, int | None]]  # days with a session's key; None for a day without one


@dataclass(frozen=True)
class Conflict:
    """Two rights that conflict, and the countries and events (by key) in which both hold."""

    first: Right
    second: Right
    problem: str  # in words for staff
    nocs: frozenset[str]
    events: tuple[int, ...]

    @property
    def keys(self) -> tuple[int, int]:
        return self.first.key, self.second.key


def conflicts(events: Iterable[EventFacts], rights: Iterable[Right], involving: int | None = None) -> list[Conflict]:
    """Every pair of rights that contradict or repeat each other for one of the events, in the order of the rights.

    `involving` limits them to those of one right, by its key.
    """
    events, rights = list(events), list(rights)
    sessions = {event.key: event.sessions_and_days for event in events}
    covered = {right.key: _covered(right, events, sessions) for right in rights}
    position = {right.key: n for n, right in enumerate(rights)}
    problems: dict[tuple[int, int], tuple[Right, Right, str]] = {}
    nocs: dict[tuple[int, int], set[str]] = defaultdict(set)
    for noc, relevant in by_noc(right for right in rights if covered[right.key]).items():
        here = sorted((right for right in relevant if noc in right.nocs), key=lambda right: position[right.key])
        for first, second in combinations(here, 2):
            if involving not in {None, first.key, second.key}:
                continue
            if (problem := _problem(first, second)) and covered[first.key].keys() & covered[second.key].keys():
                problems[first.key, second.key] = (first, second, problem)
                nocs[first.key, second.key].add(noc)
    found = []
    for keys, (first, second, problem) in sorted(problems.items(), key=lambda each: [position[key] for key in each[0]]):
        own, others = covered[first.key], covered[second.key]
        if both := tuple(event for event, times in own.items() if not times.isdisjoint(others.get(event, ()))):
            found.append(Conflict(first, second, problem, frozenset(nocs[keys]), both))
    return found


def _covered(
    right: Right, events: Iterable[EventFacts], sessions: Mapping[int, Iterable[SessionFacts]]
) -> Mapping[int, Times]:
    """The keys of the events that it holds for, in their order, each with the days and sessions for which it does."""
    by_event = {
        event.key: frozenset((each.day, each.key) for each in sessions[event.key] if _is_for(right, each))
        for event in events
        if right.concerns(event)
    }
    return {event: own for event, own in by_event.items() if own}


def _is_for(right: Right, session: SessionFacts) -> bool:
    """Whether it holds then; one for some sessions alone is for none of the others."""
    if not right.holds_on(session.day):
        return False
    showing = right.showing_of(session) if right.only_sessions else None
    return showing is None or showing.is_shown


def _problem(first: Right, second: Right) -> str:
    """Why two rights can't both hold for one session in one country; empty where they can."""
    if _are_apart(first, second):
        return ""
    if first.broadcaster == second.broadcaster:
        return _same_broadcaster(first, second)
    if first.is_exclusive and second.is_exclusive:
        return f"{first.broadcaster} and {second.broadcaster} both hold exclusive rights."
    for holder, other in ((first, second), (second, first)):
        if holder.is_exclusive and holder.timing != HIGHLIGHTS and other.timing != HIGHLIGHTS:
            return f"{holder.broadcaster} holds exclusive rights, but {other.broadcaster} shows it too."
    return ""


def _are_apart(first: Right, second: Right) -> bool:
    """Whether they are for different competitors, or for parts of the country that are called differently."""
    pairs = ((first.competitors, second.competitors), (first.part.casefold(), second.part.casefold()))
    return any(one and other and one != other for one, other in pairs)


def _same_broadcaster(first: Right, second: Right) -> str:
    """A broadcaster may have several channels; one channel can't be free and paid, or exclusive and not."""
    if (first.channel, first.platform, first.language) != (second.channel, second.platform, second.language):
        return ""
    if first.timing != second.timing:
        return (
            ""
            if {HIGHLIGHTS, ON_DEMAND} & {first.timing, second.timing}
            else f"{first.broadcaster} is listed as both live and delayed."
        )
    if first.is_exclusive != second.is_exclusive:
        return f"{first.broadcaster} holds exclusive rights in one listing but not in the other."
    if first.access != second.access:
        return f"{first.broadcaster} is {_access(first)} in one listing and {_access(second)} in the other."
    return f"{first.broadcaster} is listed twice for the same sessions."


def _access(right: Right) -> str:
    return right.access.lower() or "of unknown price"
