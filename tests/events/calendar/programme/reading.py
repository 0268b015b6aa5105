"""Reads rows of programmes for the tests."""

import datetime
import zoneinfo

from events.calendar.programme.entries import EventRef, Programme
from events.calendar.programme.rows import read_rows
from tests.events.calendar.programme.tables import rows

DAY = datetime.date(2025, 11, 14)


def event_ref(first_day: datetime.date = DAY, number: int = 1, zone: str = "Europe/Oslo") -> EventRef:
    last_day = first_day + datetime.timedelta(days=2)
    return EventRef(number, "2025-26", number, f"World Cup {number}", first_day, last_day, zoneinfo.ZoneInfo(zone))


WC1, WC2 = event_ref(), event_ref(number=2)
EVENTS = {(each.season, each.number): each for each in (WC1, WC2)}


def read(*given: dict[str, str], on: EventRef = WC1) -> Programme:
    programmes, errors = read_rows(rows(*given), {(on.season, on.number): on}, on)
    assert errors == []
    (programme,) = programmes
    return programme


def complaints(*given: dict[str, str], default_event: EventRef | None = WC1) -> list[str]:
    return [str(error).removeprefix("programme.csv, ") for error in read_rows(rows(*given), EVENTS, default_event)[1]]


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime.datetime:
    return datetime.datetime(2025, month, day, hour, minute, tzinfo=datetime.UTC)
