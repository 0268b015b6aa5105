"""Results as a table in any layout: matched to our columns, and handed in as a sheet for each race.

Nothing of it is applied here: sheets wait until a person has seen what they would change, as those of a file do.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.models import User

from events.calendar.said import event, race, read_said, season, seasons
from events.naming.race import FIELDS, RaceIdentity
from events.naming.said import Said
from isuwc.files.tables.spreadsheets import Table
from isuwc.files.tables.tabular import Row
from isuwc.history.acting import Way, acting
from isuwc.tables.kinds import Kind
from isuwc.tables.matching.columns import Cells, Column, Layout, Told, day
from isuwc.tables.matching.dates import read_day
from isuwc.tables.plans import Change, Plan, Progress
from standings.results.desk.copies import has_nothing_new, take
from standings.results.planner import Planner
from standings.sheets.pasted.kinds import number_of
from standings.sheets.sheet import ResultSheet
from standings.sheets.table import COLUMNS as OURS
from standings.sheets.table import NEEDED, sheets_of
from standings.spelling.headings import HEADINGS
from standings.spelling.marks import status_of

TABLE = Table("Results", tuple(OURS), NEEDED)
PODIUM = 3
_DAY = re.compile(r"\b\d{1,2}\.? ?(?:[./-]\d{1,2}[./-]|[^\W\d_]{3,9}\.?,? )\d{4}\b|\b\d{4}-\d\d-\d\d\b")


@dataclass(frozen=True)
class ResultTablePlan(Plan[ResultSheet]):
    """A sheet to hand in for each race; `known` are titles of those with nothing new, which will not wait."""

    by: User | None = None
    file: str = ""
    known: tuple[str, ...] = ()

    noun = "Sheets to hand in"
    may_remove = False

    @property
    def done(self) -> str:
        new = len(self.changes) - len(self.known)
        waits = [f"{_sheets(new)} handed in; see what would change."] if new else []
        known = f"Nothing new in {_sheets(len(self.known))}, so nothing waits: {'; '.join(self.known)}."
        return " ".join([*waits, *([known] if self.known else [])])

    def lock(self) -> None:
        """Nothing: what is handed in twice waits once."""

    def write(self, progress: Progress) -> None:
        """As with sheets that are handed in as files, nothing of it is an import until somebody applies one."""
        sheets = [each.after for each in self.changes if each.after is not None]
        with acting(Way.FORM, "Hand in a table of results", self.by):
            for _ in take(sheets, self.file, self.by):
                progress(1)


class HandedInKind(Kind):
    """A kind of table that is handed in, and applied on another page: it has no export and no command of its own."""


def plan(rows: Sequence[Row], by: User | None = None) -> ResultTablePlan:
    """The sheets in the rows, with what is known already. The queries of a plan for each sheet."""
    sheets, errors = sheets_of(rows)
    planner = Planner()
    changes, known = [], []
    for place, sheet in enumerate(sheets):
        title, words = sheet.heading.identity.title, _words(sheet)
        if has_nothing_new(planner.plan(sheet)):
            known.append(title)
            words = (*words, "nothing new: all of it is here already")
        changes.append(Change(place, title, None, sheet, words))
    file = rows[0].file if rows else ""
    name = f"Table handed in: {file}" if file not in {"", "pasted"} else "Table handed in"
    return ResultTablePlan(
        tuple(changes), 0, tuple(errors), partial(plan, rows, by), by=by, file=name, known=tuple(known)
    )


def _sheets(count: int) -> str:
    return f"{count} sheet{'' if count == 1 else 's'}"


def _words(sheet: ResultSheet) -> tuple[str, ...]:
    heading = sheet.heading
    where = [f"World Cup {heading.event_number} {heading.season}".strip()] if heading.event_number else []
    when = [heading.date.isoformat()] if heading.date else []
    first = [
        f"{line.rank or ''} {line.name} ({line.noc}) {line.time_or_status}".strip() for line in sheet.lines[:PODIUM]
    ]
    return (*when, *where, f"{len(sheet.lines)} line{'' if len(sheet.lines) == 1 else 's'}", *first)


def proposed(text: str, known: Said) -> Cells:
    """The race, its day and its event, where the lines above the table or the names of sheet and file say one."""
    found: dict[str, str] = {}
    for line in text.replace("_", " ").splitlines():
        for name, reader in (("race_title", _race), ("date", _date), ("event", partial(_event, known=known))):
            try:
                found.setdefault(name, reader(line))
            except ValueError:
                continue
    return found


def _race(text: str) -> str:
    return RaceIdentity.read(text).with_unsaid_division().full_title


def _date(text: str) -> str:
    found = _DAY.search(text)
    return read_day(found[0] if found else text).isoformat()


def _event(text: str, known: Said) -> str:
    return str(known.event(text, "").number)


def country(text: str, told: Told) -> Sequence[Cells]:
    """The code as it came where it is no country here: what is handed in asks about it."""
    return [{"noc": told.known.country(text)}]


def rank(text: str, told: Told) -> Sequence[Cells]:
    """1, 1., or a status in its place."""
    if status := status_of(text):
        return [{"rank": "", "status": status}]
    number = number_of(text)
    return [{"rank": text if number is None else str(number)}]


def time(text: str, told: Told) -> Sequence[Cells]:
    """A time as it came, which rows read, or a status in its place."""
    status = status_of(text)
    return [{"time": "", "status": status} if status else {"time": text}]


READ: Mapping[str, Mapping[str, Any]] = {
    "season": {"reader": season, "for_all": True, "offers": seasons, "takes": "2025/26"},
    "event": {"reader": event, "for_all": True, "takes": "its number or city"},
    "race": {"takes": "the number of the race"},
    "date": {
        "reader": day("date"), "for_all": True, "has_dates": True, "by_content": True, "example": "2025-11-15",
        "takes": "of the race: 2025-11-15, 15.11.2025",
    },
    "category": {"for_all": True, "takes": "women, men or mixed", "example": "women"},
    "distance": {"for_all": True, "takes": "500m, Mass Start, Team Sprint …", "example": "500m"},
    "division": {"for_all": True, "takes": "A, B or empty", "example": "A"},
    "phase": {"for_all": True, "takes": "Semi-final 1, Final or empty"},
    "ordinal": {"for_all": True, "takes": "1 or 2 where an event has the race twice"},
    "rank": {"reader": rank, "takes": "the place; empty without one", "example": "1"},
    "bib": {"takes": "the number of the helmet or bib"},
    "name": {"takes": "given and family name, or the team", "example": "Anna EXAMPLE"},
    "noc": {"reader": country, "takes": "NOC code or name of the country", "example": "NED"},
    "pair": {"takes": "the number of the pair or heat"},
    "lane": {"takes": "inner or outer"},
    "status": {"takes": "empty, DNF, DNS, DQ, WDR"},
    "time": {"reader": time, "takes": "37.20 or 37,20, 1:15.60", "example": "37.05"},
    "thousandth": {"takes": "the third decimal, if printed"},
    "points": {"takes": "World Cup points as printed", "example": "60"},
    "notes": {"takes": "codes as printed"},
}  # fmt: skip
CALLED = {"time": ("finish",)}  # which is a sprint among the lines of a mass start


def _called(name: str) -> str:
    return ", ".join([*sorted(OURS[name]), *HEADINGS.get(name, ()), *CALLED.get(name, ())])


COLUMNS = (
    *(
        Column(name, **{"takes": "as in our own export", **READ.get(name, {}), "called": _called(name)})
        for name in OURS
    ),
    Column(
        "race_title",
        "a race in one cell: 1st 500m Women Division B",
        "race name, title, event name, discipline, rennen, item, race/event",
        race,
        fills=FIELDS,
        by_content=True,
        for_all=True,
    ),
)

RESULTS = HandedInKind(
    "results",
    TABLE,
    plan=plan,
    rows=list,
    permissions=("standings.add_sheetimport",),
    layout=Layout(COLUMNS, read_said, proposed, asked=("race_title", "date")),
)
