"""An event's results: which are in, which are missing, and which races are marked as not held. For results staff.

Marking a race as not held ends the wait for its result. Where `completeness` expects a race that the programme lacks,
marking it adds it to the programme.
"""

from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass
from functools import cached_property

from django.db import transaction

from events.calendar.season_lock import hold
from events.models import Event, Race
from events.models.programme import NO_RESULT_COMES, ResultState
from events.naming.race import RaceIdentity
from standings.models import Cup
from standings.results.desk.arrivals import waiting_sheets
from standings.scoring.parts import PartState
from standings.scoring.progress import SeasonProgrammes
from standings.scoring.race_states import is_called_off, part_state
from standings.scoring.recompute import recompute
from standings.scoring.rounds import race_order, round_key


@dataclass(frozen=True)
class MissingResult:
    """A race without a complete result; unsaved if the programme lacks it."""

    race: Race
    state: PartState
    sheet_waits: bool
    is_partly_in: bool  # another part of its round has a result, so standings count the round only in part

    @property
    def code(self) -> str:
        """Identifies the race in a form."""
        return "|".join(str(each or "") for each in astuple(self.race.identity))

    @property
    def explanation(self) -> str:
        """Why it is missing, for staff."""
        if self.sheet_waits:
            return "its sheet is handed in and waits to be applied"
        if self.state == PartState.POSTPONED:
            return "postponed"
        if self.race.result_state == ResultState.UNOFFICIAL:
            return "the result is unofficial so far"
        if self.state == PartState.PARTIAL:
            return "only some places are known"
        if self.state == PartState.UNKNOWN:
            return "not in the programme; nothing here says whether it was held"
        return "no result yet" if self.race.pk else "not in the programme, but other World Cups had it"


@dataclass(frozen=True)
class EventResults:
    event: Event
    races: tuple[Race, ...]
    missing: tuple[MissingResult, ...]

    @property
    def not_held(self) -> list[Race]:
        return [race for race in self.races if race.is_not_held]

    @property
    def in_count(self) -> int:
        return sum(race.result_state == ResultState.OFFICIAL for race in self.races)

    @cached_property
    def urgent(self) -> list[MissingResult]:
        """Missing results of rounds that are partly in: until they arrive, standings are provisional.

        Postponed races are left out, since they can't have a result yet.
        """
        return [each for each in self.missing if each.is_partly_in and each.state != PartState.POSTPONED]

    @property
    def other_count(self) -> int:
        return len(self.missing) - len(self.urgent)


def results_of(event: Event) -> EventResults:
    """The event's results. Six queries."""
    seasons = SeasonProgrammes([event.season])
    events = {each.pk: each for each in seasons.events[event.season_id]}
    races = sorted((race for race in seasons.all_races if race.event_id == event.pk), key=race_order)
    partly_in = {round_key(race) for race in races if race.has_result}
    waiting = waiting_sheets(event)
    missing = [
        MissingResult(race, part_state(race), race.identity in waiting, round_key(race) in partly_in)
        for race in races
        if race.result_state != ResultState.OFFICIAL and not is_called_off(race)
    ]
    for race, state in _missing_from_programme(events[event.pk], seasons):
        missing.append(MissingResult(race, state, race.identity in waiting, round_key(race) in partly_in))
    return EventResults(events[event.pk], tuple(races), tuple(missing))


def _missing_from_programme(event: Event, seasons: SeasonProgrammes) -> Iterable[tuple[Race, PartState]]:
    """Races that some cup expects and the programme lacks, unsaved, each with its state."""
    for cup in Cup.objects.of(event.season).with_scales():
        for each in seasons.progress(cup).newest.parts.by_key[event.pk].rounds:
            distance, ordinal = each.name
            for part in each.parts:
                if part.race is None:
                    identity = RaceIdentity(cup.category, distance, *part.name, ordinal)
                    yield Race.of(identity, event=event), part.state


@transaction.atomic
def mark_not_held(event: Event, codes: Collection[str]) -> list[Race]:
    """Mark the missing races with these codes as not held and recompute the season. Returns the marked races.

    Skips a race whose result has arrived in the meantime.
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
def clear_not_held(event: Event, races: Collection[int]) -> list[Race]:
    """Clear the mark and its reason: results of these races are expected again. Returns the races that had it."""
    hold(event.season)
    chosen = list(event.races.filter(pk__in=races, result_state__in=NO_RESULT_COMES).select_related("event"))
    event.races.filter(pk__in=[race.pk for race in chosen]).update(result_state=ResultState.NONE, source="")
    if chosen:
        recompute(event.season)
    return chosen


def _has_lines(race: Race) -> bool:
    return race.pk is not None and race.results.exists()


def _add_to_programme(race: Race) -> None:
    """Append the race, in the session of the last race at its distance.

    There always is one: a missing part follows from another part at the same distance.
    """
    races = race.event.races
    race.number = races.latest("number").number + 1
    race.session = races.filter(category=race.category, distance=race.distance).latest("number").session
    race.save()
