"""Sheets that change nothing: they don't wait for anybody."""

from standings.models import SheetImport
from standings.results.apply import User, hand_in_sheet, set_aside
from standings.results.planner import Planner
from standings.sheets.sheet import ResultSheet


def take(sheet: ResultSheet, file_name: str, by: User) -> SheetImport | None:
    """Store the sheet as waiting; None if everything on it is here already.

    Then a copy of the sheet that the result is from is not stored at all. Any other is kept as set aside, since it may
    show later that a second source said the same.
    """
    plan = Planner().plan(sheet)
    if not plan.is_same or plan.race is None:
        return hand_in_sheet(sheet, file_name, by)
    last = plan.race.sheet_imports.applied().first()
    if last is None or last.digest != sheet.digest:
        set_aside([hand_in_sheet(sheet, file_name, by)], by)
    return None
