"""How complete the standings of a season's cups are: loads events and races, and asks `completeness`."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef

from events.models import Event, Race, Season
from events.models.planned import Plan
from events.models.programme import ResultState
from events.naming.race import PartName
from isuwc.clock.shown import shown_at
from standings.models import Cup
from standings.scoring import completeness as pure
from standings.scoring.completeness import Completeness
from standings.scoring.parts import CupEvent, CupRace, EventParts, EventState
from standings.scoring.race_states import part_state, was_held
from standings.scoring.rounds import counting_races, known_races, race_order
from standings.scoring.wording import EventWords, Words


class SeasonProgrammes:
    """The events and races of seasons, for the progress of each of their cups. Two queries.

    Limited to one category if given. An event is over once its last day has ended at the venue by `at` (default: the
    moment shown). With `at`, the results of races that were held later are left out: standings are as they were then.
    """

    def __init__(self, seasons: Iterable[Season], category: str = "", at: datetime.datetime | None = None) -> None:
        self.at = at or shown_at()
        self.events: dict[int, list[Event]] = defaultdict(list)
        self.races: dict[tuple[int, str], list[Race]] = defaultdict(list)
        known = {season.pk: season for season in seasons}
        events = {}
        found = Event.objects.filter(season__in=known).with_races_known().select_related("venue__country")
        any_result = Exists(Race.objects.with_result().filter(event=OuterRef("pk")))
        for event in found.annotate(has_results=any_result).order_by("number"):
            event.season = known[event.season_id]
            if at is not None and event.span[0] > at:
                event.has_results = False  # type: ignore[attr-defined]
            self.events[event.season_id].append(event)
            events[event.pk] = event
        races = Race.objects.filter(event__in=events).select_related("session").order_by("event__number", "number")
        for race in races.filter(category=category) if category else races:
            race.event = events[race.event_id]
            if at is not None and not was_held(race, at):
                race.result_state = ResultState.NONE  # as it was then; the row is not saved
            self.races[race.event.season_id, race.category].append(race)

    @property
    def all_races(self) -> list[Race]:
        return [race for races in self.races.values() for race in races]

    def progress(self, cup: Cup) -> "Progress":
        """The progress of a cup that was loaded `with_scales`. No queries."""
        events = self.events[cup.season_id]
        counting = tuple(counting_races(cup, self.races[cup.season_id, cup.category]))
        return Progress(cup, tuple(events), counting, tuple(known_races(counting)), self.at)


@dataclass(frozen=True)
class Progress:
    """A cup with its season's events, the races that count for it, and those that standings can be computed from."""

    cup: Cup
    events: tuple[Event, ...]
    counting: tuple[Race, ...]
    known: tuple[Race, ...]
    at: datetime.datetime

    @cached_property
    def newest(self) -> "StandingStatus":
        """The status of the newest standing."""
        return self.status(self.known)

    def status(self, shown: Sequence[Race]) -> "StandingStatus":
        """The status of the standing that counts these races."""
        parts = pure.completeness(self._cup_events, {race.pk for race in shown})
        return StandingStatus(self, parts, shown[-1] if shown else None)

    def status_after(self, race: int) -> "StandingStatus":
        """The status of the standing after that race (key)."""
        last = race_order(self.race(race))
        return self.status([each for each in self.known if race_order(each) <= last])

    @cached_property
    def headline(self) -> "StandingStatus":
        """The status of the standing shown where a cup gets one line.

        It is the standing after the last event with all its results (postponed rounds aside), else the newest.
        """
        for event in reversed(self.events):
            of_event = [race for race in self.known if race.event_id == event.pk]
            if of_event and self.newest.parts.by_key[event.pk].has_all_results:
                return StandingStatus(self, self.newest.parts, of_event[-1])
        return self.newest

    def race(self, key: int) -> Race:
        """The race with that key. Raises StopIteration if it doesn't count for the cup."""
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
            has_all_rounds=event.knows_distances,
            is_over=event.span[1] <= self.at,
            has_results=event.has_results,  # type: ignore[attr-defined]
            is_cancelled=event.plan == Plan.CANCELLED,
            is_postponed=event.plan == Plan.POSTPONED,
        )


def _cup_race(race: Race) -> CupRace:
    return CupRace(
        race.pk, race.identity.round, race.identity.part, part_state(race), race.result_state == ResultState.UNOFFICIAL
    )


@dataclass(frozen=True)
class StandingStatus:
    """How complete the cup's standing after `race` is; `race` is None if there is no standing.

    `parts` may cover later events than the standing: the headline after the last complete event also reports that the
    next event is partly in.
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
        """Whether no missing or future result can change it."""
        return self.is_newest and self.parts.is_final

    @property
    def is_complete(self) -> bool:
        """Whether it includes every result up to its event; False without a standing."""
        return self.race is not None and self.parts.is_complete_until(self.race.event_id)

    @property
    def is_provisional(self) -> bool:
        """Whether a missing result up to its event, or the official one of an unofficial, might change it."""
        return self.race is not None and (
            self.parts.is_missing_results_until(self.race.event_id)
            or self.parts.is_unofficial_until(self.race.event_id)
        )

    @cached_property
    def is_over(self) -> bool:
        """Whether the season is over by the calendar; a postponed event is still to come."""
        return all(self._is_past(event) for event in self.progress.events if event.plan != Plan.CANCELLED)

    def _is_past(self, event: Event) -> bool:
        parts = self.parts.by_key[event.pk]
        has_begun = parts.state in {EventState.PARTLY, EventState.COMPLETE}
        is_to_come = parts.has_postponed_races or (event.plan == Plan.POSTPONED and not has_begun)
        return event.span[1] <= self.progress.at and not is_to_come

    @property
    def missing_events(self) -> tuple[Event, ...]:
        """Past events without any result."""
        return self._events(EventState.MISSING)

    @property
    def postponed_events(self) -> tuple[Event, ...]:
        """Postponed events of which nothing was skated."""
        return self._events(EventState.POSTPONED)

    @property
    def begun(self) -> tuple[Event, ...]:
        """Events with some or all results."""
        return self._events(EventState.PARTLY, EventState.COMPLETE)

    @property
    def partly_in(self) -> tuple[Event, ...]:
        """Events with some results in and others missing."""
        return tuple(
            event for event in self._events(EventState.PARTLY) if self.parts.by_key[event.pk].is_missing_results
        )

    @property
    def not_all_here(self) -> tuple[Event, ...]:
        """Past events of which no result is known, and events of which only single places are."""
        return self.missing_events + self.known_by_places

    @property
    def known_by_places(self) -> tuple[Event, ...]:
        """Events of which single places are known, and the result of no race."""
        return tuple(self.events[each.key] for each in self.parts.events if each.has_places_only)

    def has_begun(self, event: int) -> bool:
        """Whether that event (key) has begun."""
        return self.events[event].span[0] <= self.progress.at

    @property
    def unknown_programmes(self) -> tuple[Event, ...]:
        """Events, cancelled ones aside, of which not every distance is known."""
        return tuple(event for event in self.progress.events if self._is_unknown(event))

    def _is_unknown(self, event: Event) -> bool:
        return not event.knows_distances and event.plan != Plan.CANCELLED

    def _events(self, *states: EventState) -> tuple[Event, ...]:
        return tuple(self.events[each.key] for each in self.parts.of(*states))

    @cached_property
    def words(self) -> Words:
        """The status in words."""
        after = self.events[self.parts.last_unchanged_since(self.race.event_id)] if self.race else None
        return Words(
            after=_event_words(self.race.event, self.parts) if self.race else None,
            until=_event_words(after, self.parts) if after else None,
            before=tuple(_event_words(self.events[each.key], self.parts) for each in self._open_before),
            later=tuple(_event_words(self.events[each.key], self.parts) for each in self._open_after),
            event_count=len(self.progress.events),
            is_final=self.is_final,
            is_over=self.is_over,
            to_come=len(self._events(EventState.TO_COME)),
            unofficial=tuple(_event_words(self.events[each.key], self.parts) for each in self._unofficial),
        )

    @property
    def _unofficial(self) -> list[EventParts]:
        """Events up to and including the standing's of which a result is unofficial."""
        return [each for each in self.parts.until(self.race.event_id) if each.unofficial] if self.race else []

    @property
    def _open_before(self) -> list[EventParts]:
        """Events up to and including the standing's event with something missing or postponed."""
        return [each for each in self.parts.until(self.race.event_id) if not each.is_closed] if self.race else []

    @property
    def _open_after(self) -> list[EventParts]:
        until = self.parts.until(self.race.event_id) if self.race else ()
        open_states = {EventState.PARTLY, EventState.MISSING, EventState.UNKNOWN, EventState.POSTPONED}
        return [each for each in self.parts.events[len(until) :] if each.state in open_states]


def _event_words(event: Event, parts: Completeness) -> EventWords:
    return EventWords(event.title, event.venue.city, event.is_final, parts.by_key[event.pk])
