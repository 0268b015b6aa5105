"""Reads which race a printed sheet is for, from the text above its table and the conditions below it."""

import datetime
import re
from collections.abc import Iterable, Sequence

from events.naming.race import RaceIdentity
from events.time.dates import month_number
from standings.sheets.document import Page, joined, text_lines
from standings.sheets.sheet import Heading, SheetError

SERIES = re.compile(r"SPEED SKATING WORLD CUP\s*(?:#\s*(\d{1,2})|(\d{1,2})\b|(FINALS?))?", re.IGNORECASE)
OTHER_SERIES = re.compile(r"short track|junior|neo-?senior|masters", re.IGNORECASE)
RESULT = re.compile(r"(?:(\d{1,3})\s*\.\s*)?RESULTS?\s*[:-]?\s+(.*)", re.IGNORECASE)
DATE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(\d{1,2})\s+([a-z]{3,9})\.?\s+(20\d\d)$", re.IGNORECASE
)
CREATED = re.compile(r"\bCreated(?: on)?:? *(20\d\d-\d\d-\d\d)[T ](\d\d:\d\d)")
CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?(?:\s*([AP])\.?M)?", re.IGNORECASE)


def read_heading(pages: Sequence[Page]) -> Heading:
    """The heading of a sheet. Raises SheetError if it doesn't identify a World Cup race."""
    lines = [joined(line) for line in text_lines(pages[0])] if pages else []
    if not lines:
        raise SheetError("it has no text; a scanned sheet can't be read")
    series = next(filter(None, map(SERIES.search, lines)), None)
    other = next(filter(None, map(OTHER_SERIES.search, lines[:8])), None)
    if series is None or other:
        found = f"of {other.group().title()}" if other else "no sheet of a Speed Skating World Cup"
        raise SheetError(f"it is {found}; only result sheets of the World Cup are taken")
    result = next(filter(None, map(RESULT.fullmatch, lines)), None)
    if result is None:
        raise SheetError("it is not a result sheet: no line such as “12. RESULT 500m Men” is in it")
    started, ended = _clocks(pages)
    number = series[1] or series[2]
    place = next((line for line in lines if " / " in line), "").split(" / ")[0]
    return Heading(
        date=_date(lines),
        event_number=int(number) if number else None,
        race_number=int(result[1]) if result[1] else None,
        place=place.strip(),
        started=started,
        ended=ended,
        identity=read_title(result[2]),
    )


def read_title(title: str) -> RaceIdentity:
    """The race in a title such as "1st 500m Women Division B". Raises SheetError if the title doesn't identify one."""
    try:
        return RaceIdentity.read(title).with_unsaid_division()
    except ValueError as error:
        raise SheetError(str(error)) from error


def read_created(pages: Iterable[Page]) -> datetime.datetime | None:
    """When the sheet says that it was made, by the venue's clocks; None if it doesn't."""
    for page in pages:
        for line in text_lines(page):
            if match := CREATED.search(joined(line)):
                try:
                    return datetime.datetime.fromisoformat(f"{match[1]}T{match[2]}")
                except ValueError:
                    return None
    return None


def _date(lines: Iterable[str]) -> datetime.date:
    for match in filter(None, map(DATE.fullmatch, lines)):
        if month := month_number(match[2]):
            try:
                return datetime.date(int(match[3]), month, int(match[1]))
            except ValueError as error:
                raise SheetError(f"“{match.group()}” is not a date") from error
    raise SheetError("it doesn't say on which day the race was")


def _clocks(pages: Iterable[Page]) -> tuple[datetime.time | None, datetime.time | None]:
    """Start and end in venue time, from the conditions below the table."""
    clocks: dict[str, datetime.time] = {}
    for page in pages:
        for line in text_lines(page):
            if line[0].text in {"Start", "End"} and (time := _clock(joined(line[1:]))):
                clocks[line[0].text] = time
    return clocks.get("Start"), clocks.get("End")


def _clock(text: str) -> datetime.time | None:
    match = CLOCK.match(text)
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2])
    if match[3]:
        hour = hour % 12 + (12 if match[3].upper() == "P" else 0)
    return datetime.time(hour, minute) if hour < 24 and minute < 60 else None
