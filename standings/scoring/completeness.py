"""How much of a cup's season is known: which parts of its rounds are in, which are missing, and what that proves.

Pure: no queries, no names. An event holds rounds (1st 500m), a round has parts (Division A and B, or semi-finals and a
final), and a part is a race or, where the programme hasn't got it, one that must have been. Only parts that give points
for the cup are looked at, since no other can change its standing.

Which parts a round has:

- Where the event's programme is complete, those that it has.
- Where it isn't, also those that the cup's other rounds had: at the same distance, or where there is no other round at
  it, at any. A race that is called the 1st of its distance has a 2nd.
- What gives points, but neither of these speaks of, is unknown. It is missing as long as nobody has said that it was
  not held; a round with such a part is never complete.

What is postponed is neither in nor missing: it was not skated, so a standing that lacks it is right as far as it goes,
but it is to be held, so none is final without it.

A standing is final only where nothing at all can change it: every event of the calendar has its whole programme, and
every part of it is in or was not held.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from events.naming.race import PartName, RoundName
from standings.scoring.parts import (
    SETTLED,
    CupEvent,
    CupRace,
    EventParts,
    EventState,
    Part,
    PartState,
    RoundParts,
)


@dataclass(frozen=True)
class Completeness:
    """A cup's season, event by event in their order."""

    events: tuple[EventParts, ...]

    @cached_property
    def by_key(self) -> dict[int, EventParts]:
        return {event.key: event for event in self.events}

    @property
    def is_final(self) -> bool:
        """Whether nothing can change the standing any more. Events that are cancelled need no programme."""
        needed = [event for event in self.events if event.state != EventState.CANCELLED]
        return all(event.is_closed and event.is_whole for event in needed) and any(
            event.state == EventState.COMPLETE for event in needed
        )

    def until(self, key: int) -> tuple[EventParts, ...]:
        """The events up to that one, it included."""
        position = next(at for at, event in enumerate(self.events) if event.key == key)
        return self.events[: position + 1]

    def is_complete_until(self, key: int) -> bool:
        """Whether everything that was skated up to that event, it included, is in."""
        return all(event.is_in for event in self.until(key))

    def lacks_until(self, key: int) -> bool:
        """Whether a result is missing up to that event; one that only comes after the standing's race is not."""
        return any(event.lacks for event in self.until(key))

    def with_nothing_after(self, key: int) -> int:
        """The last event up to which nothing of the cup was held since that one: it, or one that is over since."""
        last = key
        for event in self.events[len(self.until(key)) :]:
            if not event.is_over or event.state not in {EventState.NO_RACE, EventState.NOT_HELD, EventState.CANCELLED}:
                break
            if event.state != EventState.CANCELLED:
                last = event.key
        return last

    def of(self, *states: EventState) -> tuple[EventParts, ...]:
        return tuple(event for event in self.events if event.state in states)

    def round_of(self, race: int) -> RoundParts:
        """The round that the race is a part of. Raises StopIteration for a race that is none of the cup's."""
        rounds = (each for event in self.events for each in event.rounds)
        return next(each for each in rounds if any(part.race == race for part in each.parts))


def completeness(events: Sequence[CupEvent], shown: AbstractSet[int]) -> Completeness:
    """Of a cup whose events are these, as a standing sees it that counts the races `shown`."""
    evidence = _Evidence(events)
    return Completeness(tuple(_event(event, evidence, shown) for event in events))


class _Evidence:
    """Which parts the rounds of a cup had, as far as programmes tell."""

    def __init__(self, events: Iterable[CupEvent]) -> None:
        self.rounds: dict[tuple[int, RoundName], set[PartName]] = {}
        self.whole: set[int] = set()
        for event in events:
            for race in event.races:
                self.rounds.setdefault((event.key, race.round), set()).add(race.part)
            if event.is_whole:
                self.whole.add(event.key)

    def state(self, event: int, name: RoundName, part: PartName) -> PartState | None:
        """Of a part that the programme hasn't got; None where other rounds show that there was none."""
        others = {key: parts for key, parts in self.rounds.items() if key != (event, name)}
        alike = {key: parts for key, parts in others.items() if key[1][0] == name[0]} or others
        if any(part in parts for parts in alike.values()):
            return PartState.EXPECTED
        return None if any(key[0] in self.whole for key in alike) else PartState.UNKNOWN


def _event(event: CupEvent, evidence: _Evidence, shown: AbstractSet[int]) -> EventParts:
    held = _rounds(event)
    is_whole = event.is_whole or event.is_cancelled
    rounds = tuple(
        RoundParts(name, _parts(event, name, races, None if is_whole else evidence, shown))
        for name, races in held.items()
    )
    return EventParts(event.key, _state(event, rounds), rounds, event.is_whole, event.is_over)


def _rounds(event: CupEvent) -> dict[RoundName, list[CupRace]]:
    """The rounds of the programme in their order, then those that must be there beside them."""
    rounds: dict[RoundName, list[CupRace]] = {}
    for race in event.races:
        rounds.setdefault(race.round, []).append(race)
    if not (event.is_whole or event.is_cancelled):
        for distance in dict.fromkeys(distance for distance, _ in rounds):
            ordinals = [ordinal for of, ordinal in rounds if of == distance and ordinal]
            for ordinal in range(1, max(2, *ordinals) + 1 if ordinals else 1):
                rounds.setdefault(RoundName(distance, ordinal), [])
    return rounds


def _parts(
    event: CupEvent, name: RoundName, races: Sequence[CupRace], evidence: _Evidence | None, shown: AbstractSet[int]
) -> tuple[Part, ...]:
    parts = [Part(race.part, _race_state(race, shown), race.key) for race in races]
    if evidence is not None:
        had = {race.part for race in races}
        for part in sorted(event.scored.get(name.distance, frozenset()) - had):
            state = evidence.state(event.key, name, part)
            if state is not None:
                parts.append(Part(part, PartState.POSTPONED if event.is_postponed else state))
    return tuple(sorted(parts, key=lambda part: part.name))


def _race_state(race: CupRace, shown: AbstractSet[int]) -> PartState:
    if race.state == PartState.IN and race.key not in shown:
        return PartState.LATER
    return race.state


def _state(event: CupEvent, rounds: Sequence[RoundParts]) -> EventState:
    states = {part.state for each in rounds for part in each.parts}
    if event.is_cancelled and states <= {PartState.NOT_HELD}:
        return EventState.CANCELLED
    if not states and event.is_whole:
        return EventState.NO_RACE
    if not states:
        return _state_of_unknown(event)
    if states == {PartState.NOT_HELD}:
        return EventState.NOT_HELD
    if states <= SETTLED:
        return EventState.COMPLETE
    if states & {PartState.IN, PartState.PARTIAL}:
        return EventState.PARTLY
    if PartState.LATER in states:
        return EventState.LATER
    if states <= {PartState.POSTPONED, PartState.NOT_HELD}:
        return EventState.POSTPONED
    return EventState.MISSING if event.is_over else EventState.TO_COME


def _state_of_unknown(event: CupEvent) -> EventState:
    """Of an event of which no race of the cup is known, nor that it had none."""
    if event.is_postponed:
        return EventState.POSTPONED
    if not event.is_over:
        return EventState.TO_COME
    return EventState.UNKNOWN if event.has_results else EventState.MISSING
