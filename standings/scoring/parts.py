"""The parts of a cup's events and rounds, and how far each is known. Pure: no queries, no names.

An event holds rounds (1st 500m), a round has parts (Division A and B, or semi-finals and a final), and a part is a race
or, where the programme hasn't got it, one that must have been. `completeness` says which there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from events.naming.race import PartName, RoundName


class PartState(StrEnum):
    IN = "in"
    LATER = "later"  # the result is here, but comes after the race that the standing is of
    PARTIAL = "partial"  # only some places are known
    EXPECTED = "expected"  # no result yet
    POSTPONED = "postponed"  # not skated, and to be held at a time that isn't known yet
    NOT_HELD = "not held"
    UNKNOWN = "unknown"  # nothing says whether there was such a part


class EventState(StrEnum):
    COMPLETE = "complete"
    PARTLY = "partly in"
    LATER = "later"  # all of it comes after the race that the standing is of
    MISSING = "missing"  # over, and no result is in
    UNKNOWN = "unknown"  # over, results of other cups are in, and it isn't known whether this one had a race there
    TO_COME = "to come"
    POSTPONED = "postponed"
    NOT_HELD = "not held"
    CANCELLED = "cancelled"
    NO_RACE = "no race"  # the cup has no race there


# Nothing of these can change a standing any more.
CLOSED = frozenset({EventState.COMPLETE, EventState.NOT_HELD, EventState.CANCELLED, EventState.NO_RACE})
SETTLED = frozenset({PartState.IN, PartState.NOT_HELD})
# Nothing of these was skated before the race that the standing is of.
NOT_YET = frozenset({PartState.LATER, PartState.POSTPONED})


@dataclass(frozen=True)
class CupRace:
    """A race of the programme that gives points for the cup. Its state is any but unknown."""

    key: int
    round: RoundName
    part: PartName
    state: PartState


@dataclass(frozen=True)
class CupEvent:
    """An event: its races that give points for the cup, and by distance the parts that would.

    `is_whole`: every race of the event is in the programme. `is_over`: its last day has passed. `has_results`: of any
    cup, not only of this one.
    """

    key: int
    races: tuple[CupRace, ...] = ()
    scored: Mapping[str, frozenset[PartName]] = field(default_factory=dict)
    is_whole: bool = False
    is_over: bool = False
    has_results: bool = True
    is_cancelled: bool = False
    is_postponed: bool = False


@dataclass(frozen=True)
class Part:
    """A division or phase of a round; `race` is None where the programme hasn't got it."""

    name: PartName
    state: PartState
    race: int | None = None

    @property
    def is_missing(self) -> bool:
        """Whether the standing would change, or may, if its result came in."""
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
        """Whether all of it is that was not left out."""
        return not self.present and {part.state for part in self.missing} == {PartState.POSTPONED}


@dataclass(frozen=True)
class EventParts:
    key: int
    state: EventState
    rounds: tuple[RoundParts, ...]
    is_whole: bool
    is_over: bool = True

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    @property
    def lacks(self) -> bool:
        """Whether a result of it is missing, or may be."""
        if self.is_closed or self.state == EventState.POSTPONED:
            return False
        states = {part.state for each in self.rounds for part in each.missing}
        return not states or not states <= NOT_YET

    @property
    def is_in(self) -> bool:
        """Whether all that was skated is in, no round of it half: it is closed but for rounds that are postponed."""
        if self.is_closed or self.state == EventState.POSTPONED:
            return True
        return bool(self.rounds) and all(each.is_complete or each.is_postponed for each in self.rounds)

    @property
    def awaits_postponed(self) -> bool:
        """Whether any of it is to be held at a time that isn't known yet."""
        states = {part.state for each in self.rounds for part in each.parts}
        return self.state == EventState.POSTPONED or PartState.POSTPONED in states
