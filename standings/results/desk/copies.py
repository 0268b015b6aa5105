"""Sheets that change nothing: they don't wait for anybody."""

from collections.abc import Iterable, Iterator

from standings.models import SheetImport
from standings.results.apply import User, hand_in_sheet, set_aside
from standings.results.plan import SheetPlan
from standings.results.planner import Planner
from standings.sheets.sheet import ResultSheet


def take(sheets: Iterable[ResultSheet], file_name: str, by: User) -> Iterator[tuple[ResultSheet, SheetImport | None]]:
    """Store each sheet as waiting; beside it None if everything on it is here already.

    Then a copy of the sheet that the result is from is not stored at all. Any other is kept as set aside, since it may
    show later that a second source said the same.
    """
    planner = Planner()
    for sheet in sheets:
        plan = planner.plan(sheet)
        if not has_nothing_new(plan):
            yield sheet, hand_in_sheet(sheet, file_name, by)
            continue
        last = plan.race.sheet_imports.applied().first() if plan.race else None
        if last is None or last.digest != sheet.digest:
            set_aside([hand_in_sheet(sheet, file_name, by)], by)
        yield sheet, None


def has_nothing_new(plan: SheetPlan) -> bool:
    return plan.is_same and plan.race is not None
