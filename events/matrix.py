"""Every country's answer for every event of a season, as broadcast staff look at it. Pure but for `season_matrix`."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events.coverage import Answer
from events.models import Country, Event, Season
from events.watch import by_country_and_event

STALE = datetime.timedelta(days=180)  # since the last check


@dataclass(frozen=True)
class MatrixCell:
    event: Event
    answer: Answer
    is_stale: bool

    @property
    def kind(self) -> str:
        """live, delayed, stream or nobody."""
        if self.answer.is_broadcaster:
            return "live" if any(right.timing == "live" for right in self.answer.shown_by) else "delayed"
        return "stream" if self.answer.is_stream else "nobody"

    @property
    def listing(self) -> int | None:
        """The listing that decides it, where it is one."""
        deciding = {right.key for right in (*self.answer.shown_by, *self.answer.highlights)}
        return deciding.pop() if len(deciding) == 1 else None

    @property
    def said(self) -> str:
        if self.answer.is_broadcaster:
            return ", ".join(right.broadcaster for right in self.answer.shown_by)
        return "ISU stream" if self.answer.is_stream else "Nobody"


@dataclass(frozen=True)
class MatrixRow:
    country: Country
    cells: tuple[MatrixCell, ...]


def season_matrix(season: Season, on: datetime.date) -> tuple[list[Event], list[MatrixRow]]:
    """The season's events and a row for each country. Five queries."""
    events = list(Event.objects.filter(season=season).with_place().with_stream().order_by("start_date", "number"))
    found = by_country_and_event(Country.objects.with_viewers().order_by("name"), events)
    return events, [
        MatrixRow(row[0].country, tuple(MatrixCell(each.event, each.answer, is_stale(each.answer, on)) for each in row))
        for row in found
        if row
    ]


def is_stale(given: Answer, on: datetime.date) -> bool:
    """Whether what the answer rests on was never checked, or not for half a year."""
    return given.checked_on is None or on - given.checked_on > STALE


def filtered(rows: Iterable[MatrixRow], kind: str = "", stale: bool = False, name: str = "") -> Sequence[MatrixRow]:
    """Rows with a cell of that kind, with one that wants checking, of countries so named."""
    words = name.casefold()
    return [
        row
        for row in rows
        if (not kind or any(cell.kind == kind for cell in row.cells))
        and (not stale or any(cell.is_stale for cell in row.cells))
        and (words in row.country.name.casefold() or words == row.country.noc.casefold())
    ]
