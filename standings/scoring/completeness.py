"""How complete a cup's season is: which parts of its rounds have results, which are missing, and what follows.

Pure: no queries, no names. An event has rounds (1st 500m), a round has parts (Division A and B, or semi-finals and a
final), and a part is a race of the programme or one that the programme lacks and must have. Only parts that give points
for the cup matter, since no other can change its standing.

Which parts a round has:

- If the event's programme is complete: the parts in the programme.
- If it isn't: also the parts that the cup's other rounds at the same distance had (or, without another round at that
  distance, its rounds at any distance). A race called the 1st of its distance implies a 2nd.
- If the programme has every distance, though not every division, there are no other rounds than those in it.
- Any other part that gives points is unknown. It counts as missing until somebody marks it as not held, so its round is
  never complete.

A postponed part is neither in nor missing: a standing without it is correct so far, but not final.

A standing is final only if nothing can change it: every round of every event is known, and every part is in or was not
held. The season may go on: a cup whose last race is over is final. An unofficial result counts, and no standing with
one is final.
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
    """A cup's season, event by event in order."""

    events: tuple[EventParts, ...]

    @cached_property
    def by_key(self) -> dict[int, EventParts]:
        return {event.key: event for event in self.events}

    @property
    def is_final(self) -> bool:
        """Whether nothing can change the standing any more. Cancelled events need no programme."""
        needed = [event for event in self.events if event.state != EventState.CANCELLED]
        if any(event.unofficial for event in needed):
            return False
        return all(event.is_closed and event.knows_rounds for event in needed) and any(
            event.state == EventState.COMPLETE for event in needed
        )

    def until(self, key: int) -> tuple[EventParts, ...]:
        """The events up to and including that one."""
        position = next(at for at, event in enumerate(self.events) if event.key == key)
        return self.events[: position + 1]

    def is_complete_until(self, key: int) -> bool:
        """Whether every result up to and including that event is in."""
        return all(event.has_all_results for event in self.until(key))

    def is_missing_results_until(self, key: int) -> bool:
        """Whether a result up to and including that event is missing; results after the standing's race don't count."""
        return any(event.is_missing_results for event in self.until(key))

    def is_unofficial_until(self, key: int) -> bool:
        """Whether a result up to and including that event is unofficial."""
        return any(event.unofficial for event in self.until(key))

    def last_unchanged_since(self, key: int) -> int:
        """The last past event since that one with no race of the cup in between: that event itself, or a later one."""
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
        """The round that the race is part of. Raises StopIteration for a race that doesn't count for the cup."""
        rounds = (each for event in self.events for each in event.rounds)
        return next(each for each in rounds if any(part.race == race for part in each.parts))


def completeness(events: Sequence[CupEvent], shown: AbstractSet[int]) -> Completeness:
    """How complete the standing is that counts the races `shown` (keys), in a cup with these events."""
    evidence = _Evidence(events)
    return Completeness(tuple(_event(event, evidence, shown) for event in events))


class _Evidence:
    """Which parts each round of a cup has, according to the programmes."""

    def __init__(self, events: Iterable[CupEvent]) -> None:
        self.rounds: dict[tuple[int, RoundName], set[PartName]] = {}
        self.whole: set[int] = set()
        for event in events:
            for race in event.races:
                self.rounds.setdefault((event.key, race.round), set()).add(race.part)
            if event.is_whole:
                self.whole.add(event.key)

    def state(self, event: int, name: RoundName, part: PartName) -> PartState | None:
        """The state of a part that the programme lacks; None if other rounds show that there is no such part."""
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
    return EventParts(event.key, _state(event, rounds), rounds, event.is_whole, event.knows_rounds, event.is_over)


def _rounds(event: CupEvent) -> dict[RoundName, list[CupRace]]:
    """The programme's rounds in order, then rounds that it lacks: a 1st implies a 2nd."""
    rounds: dict[RoundName, list[CupRace]] = {}
    for race in event.races:
        rounds.setdefault(race.round, []).append(race)
    if not (event.knows_rounds or event.is_cancelled):
        for distance in dict.fromkeys(distance for distance, _ in rounds):
            ordinals = [ordinal for of, ordinal in rounds if of == distance and ordinal]
            for ordinal in range(1, max(2, *ordinals) + 1 if ordinals else 1):
                rounds.setdefault(RoundName(distance, ordinal), [])
    return rounds


def _parts(
    event: CupEvent, name: RoundName, races: Sequence[CupRace], evidence: _Evidence | None, shown: AbstractSet[int]
) -> tuple[Part, ...]:
    parts = [Part(race.part, _race_state(race, shown), race.key, race.is_unofficial) for race in races]
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
    if not states and event.knows_rounds:
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
    """The state of an event with an incomplete programme and no race of the cup."""
    if event.is_postponed:
        return EventState.POSTPONED
    if not event.is_over:
        return EventState.TO_COME
    return EventState.UNKNOWN if event.has_results else EventState.MISSING
