"""The parts of a cup's events and rounds, with the state of each. Pure: no queries, no names.

An event has rounds (1st 500m), a round has parts (Division A and B, or semi-finals and a final), and a part is a race
of the programme or one that the programme lacks and must have. `completeness` works out which there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from events.naming.race import PartName, RoundName


class PartState(StrEnum):
    IN = "in"
    LATER = "later"  # has a result, but was held after the standing's race
    PARTIAL = "partial"  # only some places are known
    EXPECTED = "expected"  # no result yet
    POSTPONED = "postponed"  # not skated yet, new time unknown
    NOT_HELD = "not held"
    UNKNOWN = "unknown"  # nothing says whether there was such a part


class EventState(StrEnum):
    COMPLETE = "complete"
    PARTLY = "partly in"
    LATER = "later"  # all of it was held after the standing's race
    MISSING = "missing"  # over, and no result is in
    UNKNOWN = "unknown"  # over, with results of other cups; whether this cup had a race there is unknown
    TO_COME = "to come"
    POSTPONED = "postponed"
    NOT_HELD = "not held"
    CANCELLED = "cancelled"
    NO_RACE = "no race"  # the cup has no race there


# Events and parts in these states can no longer change a standing.
CLOSED = frozenset({EventState.COMPLETE, EventState.NOT_HELD, EventState.CANCELLED, EventState.NO_RACE})
SETTLED = frozenset({PartState.IN, PartState.NOT_HELD})
# Parts in these states were not skated before the standing's race.
NOT_YET = frozenset({PartState.LATER, PartState.POSTPONED})


@dataclass(frozen=True)
class CupRace:
    """A race of the programme that gives points for the cup. Its state is never unknown.

    An unofficial result is in, and counts, but the official one may differ.
    """

    key: int
    round: RoundName
    part: PartName
    state: PartState
    is_unofficial: bool = False


@dataclass(frozen=True)
class CupEvent:
    """An event with its races that give points for the cup. `scored` has, by distance, every part that gives points.

    `is_whole`: the programme is marked as complete. `has_all_rounds`: it has every distance, so every round, though not
    every division. `is_over`: its last day has passed. `has_results`: any cup has
    results there, not only this one.
    """

    key: int
    races: tuple[CupRace, ...] = ()
    scored: Mapping[str, frozenset[PartName]] = field(default_factory=dict)
    is_whole: bool = False
    has_all_rounds: bool = False
    is_over: bool = False
    has_results: bool = True
    is_cancelled: bool = False
    is_postponed: bool = False

    @property
    def knows_rounds(self) -> bool:
        """Whether no other round of the cup can be held here."""
        return self.is_whole or self.has_all_rounds


@dataclass(frozen=True)
class Part:
    """A division or phase of a round; `race` is None if the programme lacks it."""

    name: PartName
    state: PartState
    race: int | None = None
    is_unofficial: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether its result would, or might, change the standing."""
        return self.state not in SETTLED


@dataclass(frozen=True)
class RoundParts:
    name: RoundName
    parts: tuple[Part, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def missing(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.is_missing)

    @property
    def present(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.state == PartState.IN)

    @property
    def is_postponed(self) -> bool:
        """Whether every part that was not left out is postponed."""
        return not self.present and {part.state for part in self.missing} == {PartState.POSTPONED}


@dataclass(frozen=True)
class EventParts:
    key: int
    state: EventState
    rounds: tuple[RoundParts, ...]
    is_whole: bool
    knows_rounds: bool
    is_over: bool = True

    @property
    def unofficial(self) -> tuple[Part, ...]:
        """The parts that count although their official result is not in."""
        return tuple(part for each in self.rounds for part in each.parts if part.is_unofficial)

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    @property
    def is_missing_results(self) -> bool:
        """Whether a result is, or might be, missing."""
        if self.is_closed or self.state == EventState.POSTPONED:
            return False
        states = {part.state for each in self.rounds for part in each.missing}
        return not states or not states <= NOT_YET

    @property
    def has_all_results(self) -> bool:
        """Whether every result so far is in: nothing is missing but rounds that are postponed as a whole."""
        if self.is_closed or self.state == EventState.POSTPONED:
            return True
        return bool(self.rounds) and all(each.is_complete or each.is_postponed for each in self.rounds)

    @property
    def has_places_only(self) -> bool:
        """Whether single places are known of some of its races, and the result of none."""
        states = {part.state for each in self.rounds for part in each.parts}
        return PartState.PARTIAL in states and PartState.IN not in states

    @property
    def has_postponed_races(self) -> bool:
        """Whether any part is postponed."""
        states = {part.state for each in self.rounds for part in each.parts}
        return self.state == EventState.POSTPONED or PartState.POSTPONED in states
