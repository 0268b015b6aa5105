"""Races whose result counts for nothing: cancelled, abandoned, or skated again. What was skated stays readable."""

from typing import Any

from django.db import transaction

from events.calendar.season_lock import hold
from events.models import Race
from events.models.programme import NO_RESULT_COMES, ResultState
from isuwc.history.acting import Way, acting
from standings.corrections.deeds import CantCorrectError
from standings.models import EarlierSkate
from standings.scoring.recompute import recompute

# What becomes of the race, and how its first skate is called then
STATES = {
    EarlierSkate.Why.CANCELLED: ResultState.CANCELLED,
    EarlierSkate.Why.ABANDONED: ResultState.ABANDONED,
    EarlierSkate.Why.RESKATED: ResultState.NONE,
}
WORDS = {
    EarlierSkate.Why.CANCELLED: "Cancelled",
    EarlierSkate.Why.ABANDONED: "Abandoned",
    EarlierSkate.Why.RESKATED: "To be skated again",
}


@transaction.atomic
def withdraw(race: Race, why: str, words: str = "", by: Any = None) -> EarlierSkate | None:
    """The race is cancelled, abandoned or skated again: its result no longer counts, and the standings follow.

    Returns what was skated, if there was anything. Raises CantCorrectError if nothing would change.
    """
    kind = EarlierSkate.Why(why)
    with acting(Way.FORM, f"{WORDS[kind]}: {race.title}, {race.event}", by):
        hold(race.event.season)
        race.refresh_from_db(fields=["result_state", "source", "starts_at"])
        lines = _lines(race)
        if not lines and race.result_state == STATES[kind]:
            done = (
                "has no result that another skate could replace"
                if kind == EarlierSkate.Why.RESKATED
                else "is so already"
            )
            raise CantCorrectError(f"{race} {done}.")
        kept = None
        if lines:
            kept = EarlierSkate.objects.create(
                race=race, why=kind, words=words, source=race.source, starts_at=race.starts_at, lines=lines
            )
        race.results.all().delete()
        race.result_state = STATES[kind]
        race.source = "" if kind == EarlierSkate.Why.RESKATED else words
        # The first skate's start isn't the second's
        race.starts_at = None if kind == EarlierSkate.Why.RESKATED else race.starts_at
        race.save(update_fields=["result_state", "source", "starts_at"])
        recompute(race.event.season)
    return kept


@transaction.atomic
def expect_again(race: Race, by: Any = None) -> None:
    """The race is held after all: its result is waited for. Raises CantCorrectError if it is."""
    with acting(Way.FORM, f"Held after all: {race.title}, {race.event}", by):
        hold(race.event.season)
        race.refresh_from_db(fields=["result_state"])
        if race.result_state not in NO_RESULT_COMES:
            raise CantCorrectError(f"{race} is neither cancelled nor abandoned.")
        race.result_state = ResultState.NONE
        race.source = ""
        race.save(update_fields=["result_state", "source"])
        recompute(race.event.season)


def _lines(race: Race) -> list[dict[str, Any]]:
    """As they were published."""
    return [
        {
            "rank": result.rank,
            "status": result.status,
            "name": result.competitor.name,
            "noc": result.country_id,
            "time": f"{result.time_text}{result.thousandth_text}",
            "notes": result.notes,
        }
        for result in race.results.select_related("competitor")
    ]
