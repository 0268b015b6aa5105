"""What of an event is in, what is missing, and what was marked as not held: for those who keep results.

A race that was not held is marked, so that nothing waits for its result. A part that the programme hasn't got, but that
must have been (`completeness`), comes into it by that mark.
"""

from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass
from functools import cached_property

from django.db import transaction

from events.calendar.season_lock import hold
from events.models import Event, Race
from events.models.programme import ResultState
from events.naming.race import RaceIdentity
from standings.models import Cup, SheetImport
from standings.scoring.parts import PartState
from standings.scoring.progress import Seasons, is_off, part_state
from standings.scoring.recompute import recompute
from standings.scoring.rounds import race_order, round_key


@dataclass(frozen=True)
class Missing:
    """A race without a whole result; unsaved where the programme hasn't got it."""

    race: Race
    state: PartState
    sheet_waits: bool
    is_partly_in: bool  # whether another part of its round is in, so that a standing counts it half

    @property
    def code(self) -> str:
        """What a form calls it."""
        return "|".join(str(each or "") for each in astuple(self.race.identity))

    @property
    def said(self) -> str:
        """What is known of it."""
        if self.sheet_waits:
            return "its sheet is handed in and waits to be applied"
        if self.state == PartState.POSTPONED:
            return "postponed"
        if self.state == PartState.PARTIAL:
            return "only some places are known"
        if self.state == PartState.UNKNOWN:
            return "not in the programme; nothing here says whether it was held"
        return "no result yet" if self.race.pk else "not in the programme, but other World Cups had it"


@dataclass(frozen=True)
class EventResults:
    event: Event
    races: tuple[Race, ...]
    missing: tuple[Missing, ...]

    @property
    def not_held(self) -> list[Race]:
        return [race for race in self.races if race.is_not_held]

    @property
    def in_count(self) -> int:
        return sum(race.result_state == ResultState.OFFICIAL for race in self.races)

    @cached_property
    def urgent(self) -> list[Missing]:
        """Those of rounds that are partly in: as long as they are missing, standings are provisional.

        Not what is postponed: no result of it can be there.
        """
        return [each for each in self.missing if each.is_partly_in and each.state != PartState.POSTPONED]

    @property
    def other_count(self) -> int:
        return len(self.missing) - len(self.urgent)


def results_of(event: Event) -> EventResults:
    """Six queries. Waiting sheets are those of the event's days."""
    seasons = Seasons([event.season])
    events = {each.pk: each for each in seasons.events[event.season_id]}
    races = sorted((race for race in seasons.all_races if race.event_id == event.pk), key=race_order)
    partly_in = {round_key(race) for race in races if race.has_result}
    waiting = _waiting(event)
    missing = [
        Missing(race, part_state(race), race.identity in waiting, round_key(race) in partly_in)
        for race in races
        if race.result_state != ResultState.OFFICIAL and not is_off(race)
    ]
    for race, state in _unplanned(events[event.pk], seasons):
        missing.append(Missing(race, state, race.identity in waiting, round_key(race) in partly_in))
    return EventResults(events[event.pk], tuple(races), tuple(missing))


def _unplanned(event: Event, seasons: Seasons) -> Iterable[tuple[Race, PartState]]:
    """The parts that the programme hasn't got, for any cup."""
    for cup in Cup.objects.of(event.season).with_scales():
        for each in seasons.progress(cup).now.parts.by_key[event.pk].rounds:
            distance, ordinal = each.name
            for part in each.parts:
                if part.race is None:
                    identity = RaceIdentity(cup.category, distance, *part.name, ordinal)
                    yield Race.of(identity, event=event), part.state


def _waiting(event: Event) -> set[RaceIdentity]:
    days = event.start_date, event.end_date
    return {each.sheet.heading.identity for each in SheetImport.objects.waiting().filter(race_date__range=days)}


@transaction.atomic
def mark_not_held(event: Event, codes: Collection[str]) -> list[Race]:
    """Mark the missing races of these codes as not held, and compute the season anew. Returns those that were missing.

    A code of a race that is in by now is passed over: somebody else was faster.
    """
    hold(event.season)
    chosen = [each.race for each in results_of(event).missing if each.code in codes and not _has_lines(each.race)]
    for race in chosen:
        race.result_state = ResultState.NOT_HELD
        if race.pk is None:
            _add_to_programme(race)
        else:
            race.save(update_fields=["result_state"])
    if chosen:
        recompute(event.season)
    return chosen


@transaction.atomic
def mark_held(event: Event, races: Collection[int]) -> list[Race]:
    """Take the mark away: a result of these races is waited for again. Returns those that had it."""
    hold(event.season)
    chosen = list(event.races.filter(pk__in=races, result_state=ResultState.NOT_HELD).select_related("event"))
    event.races.filter(pk__in=[race.pk for race in chosen]).update(result_state=ResultState.NONE)
    if chosen:
        recompute(event.season)
    return chosen


def _has_lines(race: Race) -> bool:
    return race.pk is not None and race.results.exists()


def _add_to_programme(race: Race) -> None:
    """As the last race, in the session of the last at its distance: the programme has one, or no part were missing."""
    races = race.event.races
    race.number = races.latest("number").number + 1
    race.session = races.filter(category=race.category, distance=race.distance).latest("number").session
    race.save()
