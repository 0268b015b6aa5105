"""How far the cups of a season are, as pages tell it: `completeness` asked with what the database knows."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.utils import timezone

from events.models import Event, Race, Season
from events.models.planned import Plan
from events.models.programme import ResultState
from events.naming.race import PartName
from standings.models import Cup
from standings.scoring import completeness as pure
from standings.scoring.completeness import Completeness
from standings.scoring.parts import CupEvent, CupRace, EventParts, EventState, PartState
from standings.scoring.rounds import cup_scale, known_races, race_order
from standings.scoring.wording import EventWords, Words

STATES = {
    ResultState.NONE: PartState.EXPECTED,
    ResultState.PARTIAL: PartState.PARTIAL,
    ResultState.OFFICIAL: PartState.IN,
    ResultState.NOT_HELD: PartState.NOT_HELD,
}


class Seasons:
    """The events and races of seasons, from which the progress of each of their cups is told. Two queries.

    Of one category where it is given. Events count as over, and are named as missing, when their last day has ended at
    the venue by the moment `at`, or now.
    """

    def __init__(self, seasons: Iterable[Season], category: str = "", at: datetime.datetime | None = None) -> None:
        self.at = at or timezone.now()
        self.events: dict[int, list[Event]] = defaultdict(list)
        self.races: dict[tuple[int, str], list[Race]] = defaultdict(list)
        known = {season.pk: season for season in seasons}
        events = {}
        found = Event.objects.filter(season__in=known).with_races_known().select_related("venue__country")
        any_result = Exists(Race.objects.with_result().filter(event=OuterRef("pk")))
        for event in found.annotate(has_results=any_result).order_by("number"):
            event.season = known[event.season_id]
            self.events[event.season_id].append(event)
            events[event.pk] = event
        races = Race.objects.filter(event__in=events).select_related("session").order_by("event__number", "number")
        for race in races.filter(category=category) if category else races:
            race.event = events[race.event_id]
            self.races[race.event.season_id, race.category].append(race)

    @property
    def all_races(self) -> list[Race]:
        return [race for races in self.races.values() for race in races]

    def progress(self, cup: Cup) -> "Progress":
        """Of the cup, which was loaded `with_scales`. No queries."""
        events = self.events[cup.season_id]
        counting = tuple(race for race in self.races[cup.season_id, cup.category] if cup_scale(cup, race))
        return Progress(cup, tuple(events), counting, tuple(known_races(counting)), self.at)


@dataclass(frozen=True)
class Progress:
    """A cup with the events of its season, the races that count for it, and those that a standing can be made of."""

    cup: Cup
    events: tuple[Event, ...]
    counting: tuple[Race, ...]
    known: tuple[Race, ...]
    at: datetime.datetime

    @cached_property
    def now(self) -> "Told":
        """What is told of the newest standing."""
        return self.told(self.known)

    def told(self, shown: Sequence[Race]) -> "Told":
        """What is told of the standing of these races."""
        parts = pure.completeness(self._cup_events, {race.pk for race in shown})
        return Told(self, parts, shown[-1] if shown else None)

    def after(self, race: int) -> "Told":
        """What is told of the standing after that race."""
        last = race_order(self.race(race))
        return self.told([each for each in self.known if race_order(each) <= last])

    @cached_property
    def headline(self) -> "Told":
        """What is told where a cup has one line: the standing after the last event that is all in, else the newest.

        An event is all in, too, of which only whole races are missing that are postponed.
        """
        for event in reversed(self.events):
            of_event = [race for race in self.known if race.event_id == event.pk]
            if of_event and self.now.parts.by_key[event.pk].is_in:
                return Told(self, self.now.parts, of_event[-1])
        return self.now

    def race(self, key: int) -> Race:
        """Raises StopIteration for a race that doesn't count for the cup."""
        return next(race for race in self.counting if race.pk == key)

    @cached_property
    def _cup_events(self) -> list[CupEvent]:
        return [self._cup_event(event) for event in self.events]

    def _cup_event(self, event: Event) -> CupEvent:
        scored: dict[str, set[PartName]] = defaultdict(set)
        for rule in self.cup.cup_scales.all():
            if rule.event_id in {None, event.pk}:
                scored[rule.distance].add(PartName(rule.division, rule.phase))
        return CupEvent(
            key=event.pk,
            races=tuple(_cup_race(race) for race in self.counting if race.event_id == event.pk),
            scored={distance: frozenset(parts) for distance, parts in scored.items()},
            is_whole=event.knows_programme,
            is_over=event.span[1] <= self.at,
            has_results=event.has_results,  # type: ignore[attr-defined]
            is_cancelled=event.plan == Plan.CANCELLED,
            is_postponed=event.plan == Plan.POSTPONED,
        )


def _cup_race(race: Race) -> CupRace:
    return CupRace(race.pk, race.identity.round, race.identity.part, part_state(race))


def part_state(race: Race) -> PartState:
    """In, or why not."""
    if is_off(race):
        return PartState.NOT_HELD
    return PartState.POSTPONED if is_postponed(race) else STATES[ResultState(race.result_state)]


def is_off(race: Race) -> bool:
    """Whether no result is to be waited for: marked as not held, or cancelled with its session or event."""
    return race.is_not_held or (not race.has_result and Plan.CANCELLED in {race.event.plan, race.session.plan})


def is_postponed(race: Race) -> bool:
    """Whether it was not held when it was to be, but will: with its session or its event."""
    is_waiting = not race.has_result and not is_off(race)
    return is_waiting and Plan.POSTPONED in {race.event.plan, race.session.plan}


@dataclass(frozen=True)
class Told:
    """What is to be said of how complete a standing of the cup is: that after `race`, or none.

    `parts` may know of more than the standing counts: a line that names the leader after the last event that is all in
    tells of the next one, too, that it is partly in.
    """

    progress: Progress
    parts: Completeness
    race: Race | None

    @property
    def cup(self) -> Cup:
        return self.progress.cup

    @cached_property
    def events(self) -> dict[int, Event]:
        return {event.pk: event for event in self.progress.events}

    @property
    def is_newest(self) -> bool:
        return self.race is not None and self.race == self.progress.known[-1]

    @property
    def is_final(self) -> bool:
        """Whether no result that is missing or to come can change it."""
        return self.is_newest and self.parts.is_final

    @property
    def is_complete(self) -> bool:
        """Whether everything that was skated up to its event is in it; a standing without one is not."""
        return self.race is not None and self.parts.is_complete_until(self.race.event_id)

    @property
    def is_provisional(self) -> bool:
        """Whether a result that is missing up to its event would change it: who is first may not lead."""
        return self.race is not None and self.parts.lacks_until(self.race.event_id)

    @property
    def is_over(self) -> bool:
        """Whether the season is, by the calendar: what is postponed is still to come."""
        return all(self._is_past(event) for event in self.progress.events if event.plan != Plan.CANCELLED)

    def _is_past(self, event: Event) -> bool:
        parts = self.parts.by_key[event.pk]
        has_begun = parts.state in {EventState.PARTLY, EventState.COMPLETE}
        is_to_come = parts.awaits_postponed or (event.plan == Plan.POSTPONED and not has_begun)
        return event.span[1] <= self.progress.at and not is_to_come

    @property
    def missing_events(self) -> tuple[Event, ...]:
        """Those that are over and of which nothing is in."""
        return self._events(EventState.MISSING)

    @property
    def postponed_events(self) -> tuple[Event, ...]:
        """Those of which nothing was skated, and that are to be held."""
        return self._events(EventState.POSTPONED)

    @property
    def begun(self) -> tuple[Event, ...]:
        """Those of which something is in."""
        return self._events(EventState.PARTLY, EventState.COMPLETE)

    @property
    def partly_in(self) -> tuple[Event, ...]:
        """Those of which something is in and something missing."""
        return tuple(event for event in self._events(EventState.PARTLY) if self.parts.by_key[event.pk].lacks)

    @property
    def unknown_programmes(self) -> tuple[Event, ...]:
        """Events that go ahead and of which not every race is in the programme."""
        return tuple(event for event in self.progress.events if self._is_unknown(event))

    def _is_unknown(self, event: Event) -> bool:
        return not event.knows_programme and event.plan != Plan.CANCELLED

    def _events(self, *states: EventState) -> tuple[Event, ...]:
        return tuple(self.events[each.key] for each in self.parts.of(*states))

    @cached_property
    def words(self) -> Words:
        """All of it in words."""
        after = self.events[self.parts.with_nothing_after(self.race.event_id)] if self.race else None
        return Words(
            after=_event_words(self.race.event, self.parts) if self.race else None,
            until=_event_words(after, self.parts) if after else None,
            before=tuple(_event_words(self.events[each.key], self.parts) for each in self._open_before),
            later=tuple(_event_words(self.events[each.key], self.parts) for each in self._open_after),
            event_count=len(self.progress.events),
            is_final=self.is_final,
            is_over=self.is_over,
        )

    @property
    def _open_before(self) -> list[EventParts]:
        """The events up to that of the standing, it included, of which something is missing."""
        return [each for each in self.parts.until(self.race.event_id) if not each.is_closed] if self.race else []

    @property
    def _open_after(self) -> list[EventParts]:
        until = self.parts.until(self.race.event_id) if self.race else ()
        open_states = {EventState.PARTLY, EventState.MISSING, EventState.UNKNOWN, EventState.POSTPONED}
        return [each for each in self.parts.events[len(until) :] if each.state in open_states]


def _event_words(event: Event, parts: Completeness) -> EventWords:
    return EventWords(event.title, event.venue.city, event.is_final, parts.by_key[event.pk])
