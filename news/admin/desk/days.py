"""The days of a month, in weeks, and what happens on each. Pure."""

import calendar
import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FIRST, LAST = datetime.date(1985, 7, 1), datetime.date(2101, 6, 1)  # of the seasons that the site knows


@dataclass(frozen=True)
class Happening:
    """One line of the calendar. `at` orders those of a day; `kind` is a CSS class and its word is beside it."""

    day: datetime.date
    at: datetime.datetime | None
    kind: str
    words: str
    address: str
    more: str = ""


@dataclass(frozen=True)
class Day:
    date: datetime.date
    is_of_month: bool
    is_today: bool
    happenings: Sequence[Happening] = ()

    @property
    def classes(self) -> str:
        found = {"is-other": not self.is_of_month, "is-today": self.is_today, "is-empty": not self.happenings}
        return " ".join(name for name, is_so in found.items() if is_so)


def month_of(text: str, today: datetime.date) -> datetime.date:
    """The first day of the month that is written as 2026-11; of this one if it is none that the site knows."""
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text)
    if found and 1 <= int(found[2]) <= 12 and FIRST <= (day := datetime.date(int(found[1]), int(found[2]), 1)) <= LAST:
        return day
    return today.replace(day=1)


def next_month(month: datetime.date, by: int = 1) -> datetime.date:
    months = month.year * 12 + month.month - 1 + by
    return datetime.date(months // 12, months % 12 + 1, 1)


def weeks(month: datetime.date, today: datetime.date, happenings: Iterable[Happening]) -> list[list[Day]]:
    """The weeks of the month, from Monday on, with the days of others that belong to them."""
    on: dict[datetime.date, list[Happening]] = {}
    for each in sorted(happenings, key=_order):
        on.setdefault(each.day, []).append(each)
    return [
        [Day(day, day.month == month.month, day == today, on.get(day, ())) for day in week]
        for week in calendar.Calendar().monthdatescalendar(month.year, month.month)
    ]


def _order(each: Happening) -> tuple[bool, bool, datetime.datetime, str]:
    """Those of the whole day first, and events before all; then by their moment."""
    at = each.at or datetime.datetime.min.replace(tzinfo=datetime.UTC)
    return each.at is not None, each.kind != "event", at, each.words
