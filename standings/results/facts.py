"""What is stored, and what a sheet says, of a race beside its lines: start, source, and what codes mean."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from events.models import Event, Race
from events.models.programme import HAS_RESULT, ResultState
from events.time.clocks import moments
from standings.models import NoteMeaning
from standings.sheets.sheet import Heading, Meaning, ResultSheet

OFFICIAL = "Official ISU result sheet"
TABLE = "Results table, not an official ISU sheet"  # what anybody may have typed


@dataclass(frozen=True)
class Said:
    """What a person says of a sheet: how much of the result it has, and where it is from."""

    state: str
    source: str


@dataclass(frozen=True)
class RaceFacts:
    """How much of the result is known, the start in UTC, the source as readers see it, and what codes mean, by code."""

    state: str = ResultState.NONE
    starts_at: datetime.datetime | None = None
    source: str = ""
    meanings: Mapping[str, Meaning] = field(default_factory=dict)


def stored_facts(race: Race, sheet: ResultSheet) -> RaceFacts:
    """What is known, as far as the sheet says something of it. At most one query."""
    found: Mapping[str, Meaning] = {}
    if race.pk and sheet.legend:
        codes = {meaning.code for meaning in sheet.legend}
        found = {each.code: each.meaning for each in NoteMeaning.objects.filter(race=race, code__in=codes)}
    return RaceFacts(race.result_state, race.starts_at, race.source, found)


def facts_with(
    sheet: ResultSheet, race: Race, stored: RaceFacts, is_repeated: bool, is_lacking: bool = False
) -> RaceFacts:
    """What is known once the sheet is applied, unless a person says otherwise.

    `is_repeated`: its lines are those that are stored. `is_lacking`: it shows itself that lines are missing. A start
    that is known stays.
    """
    return RaceFacts(
        _state(sheet, stored.state, is_repeated, is_lacking),
        stored.starts_at or started(race.event, sheet.heading),
        _source(sheet, stored.source, is_repeated),
        {**stored.meanings, **{meaning.code: meaning for meaning in sheet.legend}},
    )


def _state(sheet: ResultSheet, stored: str, is_repeated: bool, is_lacking: bool) -> str:
    """Only a sheet of the timekeepers makes a result official. Whatever repeats a result leaves it what it is."""
    if is_repeated and (stored == ResultState.OFFICIAL or (sheet.is_table and stored in HAS_RESULT)):
        return stored
    if is_lacking:
        return ResultState.PARTIAL
    return ResultState.UNOFFICIAL if sheet.is_table else ResultState.OFFICIAL


def _source(sheet: ResultSheet, stored: str, is_repeated: bool) -> str:
    """An official sheet is named once. A table that only repeats a result doesn't change where it is from."""
    if sheet.is_table:
        return stored if is_repeated and stored else TABLE
    return stored if stored.startswith(OFFICIAL) else f"{OFFICIAL}: {sheet.heading.identity.title}"


def started(event: Event, heading: Heading) -> datetime.datetime | None:
    """The start in UTC; None without a time, or where venue clocks skip or repeat it and the sheet can't say which."""
    found = moments(heading.date, heading.started, event.venue.zone) if heading.date and heading.started else []
    return found[0] if len(found) == 1 else None


def fact_changes(race: Race, before: RaceFacts, after: RaceFacts) -> Iterable[str]:
    """What becomes known, or changes, in words for staff."""
    if after.starts_at and after.starts_at != before.starts_at:
        yield f"start {after.starts_at.astimezone(race.event.venue.zone):%H:%M}"
    for code, meaning in after.meanings.items():
        known = before.meanings.get(code)
        if known != meaning:
            yield f"{code}: {known.text} → {meaning.text}" if known else f"{code}: {meaning.text}"
    if before.state in HAS_RESULT and after.state != before.state:
        yield f"state {before.state} → {after.state}"
    if before.state in HAS_RESULT and after.source != before.source:
        yield f"source {before.source or 'none'} → {after.source}"
