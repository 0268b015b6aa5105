"""Which of a race's sheets is the newer one, and what somebody has to confirm before one is applied."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from events.models import Race
from events.models.programme import ResultState
from events.time.dates import long_date, utc_moment
from standings.models import SheetImport
from standings.results.plan import SheetPlan
from standings.scoring.race_states import is_to_come
from standings.sheets.sheet import ResultSheet


def age(each: SheetImport) -> tuple[datetime.datetime, datetime.datetime]:
    """Sort key of sheets of one race: when the sheet says that it was made, else when it was handed in."""
    created = each.sheet.created
    return created or each.handed_in_at.replace(tzinfo=None), each.handed_in_at.replace(tzinfo=None)


def questions_of(sheet: ResultSheet, race: Race, at: datetime.datetime) -> Iterator[str]:
    """What speaks against applying the sheet, beside what it says itself. Up to three queries."""
    if is_to_come(race, at, sheet.heading.date):
        yield "The race is still to come, by its start in the programme."
    if race.result_state in {ResultState.CANCELLED, ResultState.ABANDONED}:
        yield f"The race is marked as {race.outcome.lower()}."
    if race.pk is None:
        return
    applied = list(race.sheet_imports.applied())
    earlier = race.earlier_skates.last()
    if earlier and any(each.digest == sheet.digest and (each.decided_at or at) < earlier.made_at for each in applied):
        why = earlier.get_why_display().lower()
        yield f"This is the sheet of the earlier skate, of which it was said on {utc_moment(earlier.made_at)}: {why}."
        return
    if applied:
        yield from _older(sheet, race, applied)


def _older(sheet: ResultSheet, race: Race, applied: Sequence[SheetImport]) -> Iterator[str]:
    newest = applied[0]
    same = next((each for each in applied if each.digest == sheet.digest), None)
    correction = race.corrections.in_force().first()
    if same is not None and same != newest:
        yield (
            f"This sheet was applied on {_when(same)} and replaced on {_when(newest)} by another one. Applied again, "
            "it takes back what that one changed."
        )
    elif same is not None and correction and same.decided_at and correction.made_at > same.decided_at:
        yield (
            f"This sheet was applied on {_when(same)}; the result was corrected on {utc_moment(correction.made_at)}: "
            f"{correction} Applied again, the sheet takes that back."
        )
    elif sheet.created and newest.sheet.created and sheet.created < newest.sheet.created:
        yield (
            f"This sheet is older than the one that was applied: it was made on {_made(sheet)}, that one on "
            f"{_made(newest.sheet)}."
        )


def newer_ones(waiting: Iterable[tuple[SheetImport, SheetPlan]]) -> dict[int, str]:
    """Of sheets that wait for the same race, by the import's key: which of them is the newest, in words."""
    by_race: dict[object, list[SheetImport]] = defaultdict(list)
    for each, plan in waiting:
        if plan.race:
            by_race[plan.race.event_id, plan.race.identity].append(each)
    said = {}
    for sheets in by_race.values():
        *older, newest = sorted(sheets, key=lambda each: (*age(each), each.pk))
        for each in older:
            said[each.pk] = (
                f"A newer sheet of this race waits, too: {newest.file_name}, {_age(newest)}. This one: {_age(each)}."
            )
        if older:
            said[newest.pk] = f"This is the newest of {len(sheets)} sheets of this race that wait, {_age(newest)}."
    return said


def _age(each: SheetImport) -> str:
    created = each.sheet.created
    handed = f"handed in on {utc_moment(each.handed_in_at)}"
    return f"made on {_made(each.sheet)} by the venue’s clocks, {handed}" if created else handed


def _made(sheet: ResultSheet) -> str:
    return f"{long_date(sheet.created)}, {sheet.created:%H:%M}" if sheet.created else ""


def _when(each: SheetImport) -> str:
    return utc_moment(each.decided_at) if each.decided_at else ""
