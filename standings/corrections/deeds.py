"""Changes of a result after the fact, each one action: who is disqualified or counts again, and all that follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from events.calendar.season_lock import hold
from events.models import Race
from events.models.programme import ResultState
from isuwc.history.acting import Way, acting
from standings.corrections.moving import (
    Place,
    Standing,
    disqualified,
    place_by_time,
    reinstated,
)
from standings.corrections.published import correction
from standings.models import Correction, Result
from standings.models.result import Status
from standings.scoring.recompute import recompute

PUBLISHED = frozenset({ResultState.OFFICIAL, ResultState.UNOFFICIAL})
FIELDS = ("line", "rank", "status", "hundredths", "thousandth", "country_id", "race_points", "notes")


class CantCorrectError(Exception):
    """What stands in the way, in words for results staff; nothing was changed."""


@dataclass(frozen=True)
class Verdict:
    """What becomes of one line. Without a place it is disqualified; `why` and `note` are as readers see them."""

    competitor: int
    place: Place | None = None
    why: str = ""
    note: str = ""


@dataclass(frozen=True)
class Outlook:
    """What a verdict would do: the lines before and after, and what readers will be told."""

    after: tuple[Standing, ...]
    words: tuple[str, ...]


def stored(race: Race) -> dict[int, dict[str, Any]]:
    """The values of each line by competitor, in the order of the result."""
    lines = race.results.values("competitor_id", *FIELDS)
    return {line.pop("competitor_id"): line for line in lines}


def names(race: Race) -> dict[int, str]:
    return dict(race.results.values_list("competitor_id", "competitor__name"))


def standings_of(values: Mapping[int, Mapping[str, Any]]) -> list[Standing]:
    kept = ("line", "rank", "status", "hundredths", "thousandth")
    return [Standing(who, *(line[name] for name in kept)) for who, line in values.items()]


def outlook(race: Race, verdict: Verdict) -> Outlook:
    """What the verdict would do. Raises CantCorrectError."""
    before = stored(race)
    own = before.get(verdict.competitor)
    if own is None:
        raise CantCorrectError("The line is no longer there.")
    lines = standings_of(before)
    if verdict.place is None:
        if own["status"] == Status.DQ and not own["rank"]:
            raise CantCorrectError("The line is disqualified already.")
        after = disqualified(lines, verdict.competitor)
    else:
        if own["status"] == Status.OK:
            raise CantCorrectError("The line counts already.")
        last = sum(each.rank is not None for each in lines if each.competitor != verdict.competitor)
        if not 1 <= verdict.place.rank <= last + 1:
            raise CantCorrectError(f"The place is one from 1 to {last + 1}.")
        after = reinstated(lines, verdict.competitor, verdict.place)
    return Outlook(tuple(after), tuple(correction(before, _values(before, after, verdict), names(race))))


def suggested_place(race: Race, competitor: int) -> Place | None:
    """The place that the line would have by its time, where the time alone decides the race and is known."""
    if race.distance == "mass-start":
        return None
    return place_by_time(standings_of(stored(race)), competitor)


@transaction.atomic
def carry_out(race: Race, verdict: Verdict, by: Any = None) -> list[str]:
    """Store what follows of the verdict, with the standings. Returns what readers are told. Raises CantCorrectError."""
    what = "Disqualification" if verdict.place is None else "Reinstatement"
    with acting(Way.FORM, f"{what}: {race.title}, {race.event}", by):
        hold(race.event.season)
        before = stored(race)
        after = _values(before, outlook(race, verdict).after, verdict)
        write(race, before, after)
        words = say(race, before, after, names(race), verdict.why)
        recompute(race.event.season)
    return words


def values_of(result: Result) -> dict[str, Any]:
    return {name: getattr(result, name) for name in (*FIELDS, "pair")}


def moved_up(
    before: Mapping[int, Mapping[str, Any]], after: Mapping[int, Mapping[str, Any]]
) -> dict[int, dict[str, Any]]:
    """`after` with everybody behind a line that is newly disqualified on the next place, and that line last."""
    lines = [
        # The place that it had is the one that becomes free
        replace(each, rank=before[each.competitor]["rank"]) if _is_newly_out(each, before) else each
        for each in standings_of(after)
    ]
    for each in sorted(lines, key=lambda line: -(line.rank or 0)):
        if _is_newly_out(each, before):
            lines = disqualified(lines, each.competitor)
    moved = {each.competitor: {"line": each.line, "rank": each.rank} for each in lines}
    return {who: {**values, **moved[who]} for who, values in after.items()}


def _is_newly_out(each: Standing, before: Mapping[int, Mapping[str, Any]]) -> bool:
    known = before.get(each.competitor)
    return each.status == Status.DQ and known is not None and known["status"] != Status.DQ


def write(race: Race, before: Mapping[int, Mapping[str, Any]], after: Mapping[int, Mapping[str, Any]]) -> None:
    """Store the lines that differ."""
    changed = [who for who, values in after.items() if values != before[who]]
    rows = list(race.results.filter(competitor__in=changed).select_for_update())
    for row in rows:
        for name, value in after[row.competitor_id].items():
            setattr(row, name, value)
    Result.objects.bulk_update(rows, [name.removesuffix("_id") for name in FIELDS])


def say(
    race: Race, before: Mapping[Any, Any], after: Mapping[Any, Any], known: Mapping[Any, str], why: str = ""
) -> list[str]:
    """Tell readers what changed in a result that was published. Returns the words; `known` are names by competitor."""
    words = correction(before, after, known) if before else []
    if words:
        Correction.objects.create(race=race, words=words, why=why)
    return words


def _values(
    before: Mapping[int, Mapping[str, Any]], after: Sequence[Standing], verdict: Verdict
) -> dict[int, dict[str, Any]]:
    """The lines with what moved; a code is added to the notes of the line that it is about, and taken away again."""
    values = {
        each.competitor: {**before[each.competitor], "line": each.line, "rank": each.rank, "status": each.status}
        for each in after
    }
    if verdict.note:
        own = values[verdict.competitor]
        own["notes"] = " ".join(dict.fromkeys([*own["notes"].split(), verdict.note]))
    return values
