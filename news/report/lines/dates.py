"""Finds dates and seasons in a text. Pure."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from events.naming.seasons import season_slug, slug_of_years, start_year_of
from news.report.lines import patterns
from news.report.lines.months import MONTH, month_of


@dataclass(frozen=True)
class Date:
    """One or more days of a month as in a text; the year is None if the text has none."""

    month: int
    first: int
    last: int
    year: int | None

    def is_of(self, first_day: datetime.date, last_day: datetime.date) -> bool:
        """Whether it names a day from the one before `first_day` to `last_day`."""
        for year in {first_day.year, last_day.year} if self.year is None else {self.year}:
            for day in (self.first, self.last):
                try:
                    date = datetime.date(year, self.month, day)
                except ValueError:
                    continue
                if first_day - datetime.timedelta(days=1) <= date <= last_day:
                    return True
        return False


@dataclass(frozen=True)
class Span:
    """Days as in a text, from the first to the last; `text` is how it writes them."""

    first_month: int
    first: int
    last_month: int
    last: int
    year: int | None
    text: str


def find_spans(text: str) -> Iterator[Span]:
    """November 11-13, 2022 · 11-13 November · November 30 - December 2."""
    for found in _DATE.finditer(text):
        month = month_of(found["month"] or found["before"] or found["month_after"])
        end = month_of(found["other"] or found["month_after"] or "") or month
        first = int(found["first"] or found["first_before"])
        last = int(found["last"] or found["last_before"] or first)
        if month and end:
            yield Span(month, first, end, last, int(found["year"]) if found["year"] else None, found[0])


def find_dates(text: str) -> Iterator[Date]:
    """The same days; of two months those in the first."""
    for span in find_spans(text):
        last = span.last if span.last_month == span.first_month else span.first
        yield Date(span.first_month, span.first, last, span.year)


_DATE = re.compile(
    rf"\b(?:(?P<month>{MONTH})\s++(?P<first>\d{{1,2}})(?:st|nd|rd|th|er|\.)?"
    rf"(?:\s*+(?:[-–]|to|and)\s*+(?P<other>{MONTH}\s++)?(?P<last>\d{{1,2}})(?:st|nd|rd|th|er|\.)?)?"
    rf"|(?P<first_before>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?:\s++(?P<before>{MONTH}))?(?:\s*+(?:[-–]|to|"
    rf"and)\s*+(?P<last_before>\d{{1,2}})(?:st|nd|rd|th|er|\.)?)?"
    rf"\s++(?P<month_after>{MONTH}))(?!\w)(?:\s*+,?\s*+(?P<year>20\d\d|19\d\d))?",
    re.IGNORECASE,
)


def find_seasons(text: str) -> Iterator[str]:
    """2025-26 of "2025/26", "2025-2026" and the like: slugs, in the order of the text."""
    for found in patterns.SEASON.finditer(text):
        if slug := slug_of_years(found[1], found[2]):
            yield slug


def season_of_dates(lines: Iterable[str]) -> str:
    """The one season of all dates; "" if there are several, or no date has a year."""
    seasons = set()
    for line in lines:
        year, month = (
            re.search(r"\b(20\d\d|19\d\d)\b", line),
            re.search(rf"\b{MONTH}(?!\w)", line, re.IGNORECASE),
        )
        if year and month and (number := month_of(month[0])):
            seasons.add(season_slug(start_year_of(int(year[1]), number)))
    return seasons.pop() if len(seasons) == 1 else ""
