"""The state of a race as a part of its round: in, missing, not held or postponed."""

import datetime

from events.models import Race
from events.models.planned import Plan
from events.models.programme import ResultState
from standings.scoring.parts import PartState

STATES = {
    ResultState.NONE: PartState.EXPECTED,
    ResultState.PARTIAL: PartState.PARTIAL,
    ResultState.UNOFFICIAL: PartState.IN,
    ResultState.OFFICIAL: PartState.IN,
    ResultState.NOT_HELD: PartState.NOT_HELD,
    ResultState.CANCELLED: PartState.NOT_HELD,
    ResultState.ABANDONED: PartState.NOT_HELD,
}

# How sure a result is, for titles and in a sentence; an official one needs no words
IN_BRACKETS: dict[str, str] = {ResultState.UNOFFICIAL: " (unofficial)", ResultState.PARTIAL: " (partial)"}
IN_A_SENTENCE: dict[str, str] = {
    ResultState.UNOFFICIAL: "This result is unofficial and may differ from the official one, which is not in yet.",
    ResultState.PARTIAL: "Only the places that reports gave are known here; the others are missing.",
}


def part_state(race: Race) -> PartState:
    """Whether the race's result is in, and if not, why."""
    if is_called_off(race):
        return PartState.NOT_HELD
    return PartState.POSTPONED if is_postponed(race) else STATES[ResultState(race.result_state)]


def is_called_off(race: Race) -> bool:
    """Whether no result is expected: marked as not held, or cancelled with its session or event."""
    return race.is_not_held or (not race.has_result and Plan.CANCELLED in {race.event.plan, race.session.plan})


def is_postponed(race: Race) -> bool:
    """Whether it is postponed, with its session or event."""
    is_waiting = not race.has_result and not is_called_off(race)
    return is_waiting and Plan.POSTPONED in {race.event.plan, race.session.plan}


def was_held(race: Race, at: datetime.datetime) -> bool:
    """Whether its day at the venue had come by then. Its time may be a planned one, before which it was held."""
    return race.session.date <= at.astimezone(race.event.venue.zone).date()


def is_to_come(race: Race, at: datetime.datetime, day: datetime.date | None = None) -> bool:
    """Whether it is held after `at`, as far as its start or its day is known; `day` of a race without a session."""
    held = race.session.date if race.session_id else day
    is_later = held is not None and held > at.astimezone(race.event.venue.zone).date()
    return is_later or (race.starts_at is not None and race.starts_at > at)
