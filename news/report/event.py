"""Works out which event a report is about, from its dateline, season and dates. Pure."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from events.naming.seasons import name_of_slug
from isuwc.text.slugs import fold
from news.report.lines.datelines import dateline_parts
from news.report.lines.dates import Date, find_dates, find_seasons
from news.report.lines.labels import CALENDAR_TEXT
from news.report.parts import Report, Verdict

# The ISU's seat: texts written from there are about events elsewhere
SEAT = "Lausanne"


@dataclass(frozen=True)
class KnownEvent:
    """An event of the site, with what a text can identify it by."""

    key: int
    name: str  # for people: World Cup 1, Stavanger 2022/23
    city: str
    season: str  # 2022-23
    number: int
    is_final: bool
    first_day: datetime.date
    last_day: datetime.date

    def is_on(self, dates: Iterable[Date]) -> bool:
        """Whether one of the dates names a day of the event, or the day before it."""
        return any(date.is_of(self.first_day, self.last_day) for date in dates)


@dataclass(frozen=True)
class Guess:
    """The event, if the text says enough, and the reason in words; `season` is set even without an event."""

    event: KnownEvent | None
    reason: str
    is_certain: bool = False
    season: str = ""


def guess_event(report: Report, events: Sequence[KnownEvent]) -> Guess:
    """The event that a report is about. A text that doesn't say when gives no event."""
    head = f"{report.title} {report.lead}"
    if discipline(report) == "Short Track":
        return Guess(None, "The text is about Short Track, which has no events here.")
    if re.search(r"championships?\b", head, re.IGNORECASE) and "world cup" not in head.casefold():
        return Guess(None, "The text is about championships, not about an event of the series.")
    # A calendar that was kept names days of all events
    words = [line.text for line in report.lines if line.verdict is Verdict.TEXT and line.what != CALENDAR_TEXT]
    text = f"{head} {' '.join(picture.caption for picture in report.pictures)} {' '.join(words)}"
    seasons = {report.season} if report.season else set(find_seasons(text))
    season = seasons.copy().pop() if len(seasons) == 1 else ""
    written = [Date(day.month, day.day, day.day, day.year)] if (day := report.dated) else []
    dates = [*written, *find_dates(text)]
    there, place = _candidates(report, head, events)
    if not there:
        return Guess(None, place, season=season)
    dated = [event for event in there if event.is_on(date for date in [*find_dates(head), *written] if date.year)]
    dated = dated or [event for event in there if event.is_on(date for date in dates if date.year)]
    if len(dated) == 1 and (not seasons or dated[0].season in seasons):
        event = dated[0]
        return Guess(event, f"The event is {event.name}: {place}, and the text names its days.", True, event.season)
    fitting = (
        [event for event in there if event.season in seasons]
        if seasons
        else _of_years(there, f"{text} {report.dated or ''}")
    )
    if not fitting and not seasons:  # agencies leave the year out: HEERENVEEN, Netherlands, Dec 5 (Reuters)
        days = [day for line in report.lines if line.what.startswith("the dateline") for day in find_dates(line.text)]
        fitting, dates = [event for event in there if event.is_on(days)], days
    if not fitting:
        return Guess(None, _nothing_fits(there, place, seasons), season=season)
    return _among(fitting, place, head, dates, bool(report.season), season)


def _among(
    fitting: list[KnownEvent], place: str, head: str, dates: list[Date], by_calendar: bool, season: str
) -> Guess:
    """Narrows down several events at one place in one season."""
    found = fitting
    if len(found) > 1:
        found = [event for event in fitting if event.is_on(dates)] or found
    if len(found) > 1:
        numbers = set(_ordinals(head))
        found = [event for event in found if event.number in numbers] or found
    if len(found) > 1 and re.search(r"world cup final|(?:final|last) world cup|season[- ]end", head, re.IGNORECASE):
        found = [event for event in found if event.is_final] or found
    if len(found) > 1:
        names = " or ".join(event.name for event in found)
        return Guess(None, f"It may be {names}: {place}. Choose the event in the draft.", season=season)
    event = found[0]
    if by_calendar:
        return Guess(event, f"The event is {event.name}: {place}, and its calendar is of that season.", True, season)
    return Guess(event, f"The event is probably {event.name}: {place}. Is it the right one?", season=event.season)


def discipline(report: Report) -> str:
    """Speed Skating or Short Track, as hashtags and lead say; "" where neither does."""
    said = f"{' '.join(report.hashtags)} {report.title} {report.lead}".casefold()
    if "shorttrack" in said or ("short track" in said and "speedskating" not in said and "long track" not in said):
        return "Short Track"
    return "Speed Skating" if "speedskating" in said or "speed skating" in said else ""


_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "opening": 1}
_ORDINAL = re.compile(
    rf"\b(?P<word>{'|'.join(_WORDS)}|[1-7](?:st|nd|rd|th))"
    r"(?:\s++(?:and\s++(?:final|last|penultimate)\s++)?(?:isu\s++)?(?:world cup|leg|event|stop|round|instal?lment)\b"
    r"|\s++of\s++(?:the\s++|this\s++season[’']s\s++)?(?:four|five|six|seven)\b)"
    r"|\bworld cup\s++(?:speed skating\s++)?(?P<number>[1-7])\b",
    re.IGNORECASE,
)


def _ordinals(text: str) -> Iterator[int]:
    for found in _ORDINAL.finditer(text):
        word = (found["word"] or found["number"]).casefold()
        yield _WORDS.get(word) or int(word[0])


def _candidates(report: Report, head: str, events: Sequence[KnownEvent]) -> tuple[list[KnownEvent], str]:
    """The events at the place in the dateline, or in title and lead; and how the place is known, in words."""
    parts = {fold(part) for part in dateline_parts(report.dateline)} if report.dateline else set()
    if there := [event for event in events if fold(event.city) in parts]:
        return there, f"the dateline names {there[0].city}"
    if parts and fold(SEAT) not in parts:
        return [], f"The text is written from {report.dateline}, where the site has no event. Choose it in the draft."
    said = fold(head)
    cities = {event.city for event in events if re.search(rf"\b{re.escape(fold(event.city))}\b", said)}
    if not cities:
        return [], "No event was recognised: the text names no place of one. Choose it in the draft."
    named = [event for event in events if event.city in cities]
    dated = [event for event in named if event.is_on(find_dates(head))]
    if len(cities) > 1 and not dated:
        return [], f"The text names {' and '.join(sorted(cities))}. Choose the event in the draft."
    there = dated or named
    return there, f"the lead names {there[0].city}"


def _of_years(events: list[KnownEvent], text: str) -> list[KnownEvent]:
    """Events in the latest year that the text names, since texts look back more often than ahead."""
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", text)]
    return [event for event in events if years and max(years) in {event.first_day.year, event.last_day.year}]


def _nothing_fits(there: list[KnownEvent], place: str, seasons: set[str]) -> str:
    known = ", ".join(event.name for event in there)
    if seasons:
        said = " and ".join(name_of_slug(season) for season in sorted(seasons))
        return f"No event was recognised: {place}, but the text is about {said}. Known there: {known}."
    return f"No event was recognised: {place}, but nothing says when. Is it {known}? Choose it in the draft."
