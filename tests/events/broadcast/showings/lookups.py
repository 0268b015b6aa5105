"""Sessions and listings that a row of a table can name, and how a row is read."""

import datetime
import zoneinfo
from dataclasses import replace

from events import coverage
from events.broadcast.showings.entries import ListingRef, Lookup, SessionRef
from events.broadcast.showings.rows import read_rows
from events.naming.places import Meanings
from events.time.moments import Clocks
from tests.events.broadcast.showings.tables import rows

DAY = datetime.date(2026, 3, 28)  # in Stavanger clocks are put forward in the night after it


UTC = datetime.UTC


EVENT_FACTS = coverage.EventFacts(
    key=1,
    series=1,
    season=1,
    held_in="NOR",
    clocks=Clocks(zoneinfo.ZoneInfo("Europe/Oslo"), "Stavanger"),
    first_day=DAY,
    last_day=DAY + datetime.timedelta(1),
)


def session(
    number: int = 1, zone: str = "Europe/Oslo", date: datetime.date = DAY, start: str = "", minutes: int = 180
) -> SessionRef:
    """`start` is by the clocks of the zone; without it the session's start is not published."""
    title, clocks = f"World Cup 1, Stavanger 2025/26, Session {number}", zoneinfo.ZoneInfo(zone)
    begins = datetime.datetime.combine(date, datetime.time.fromisoformat(start or "00:00"), clocks).astimezone(UTC)
    span = (begins, begins + datetime.timedelta(minutes=minutes)) if start else None
    facts = replace(EVENT_FACTS, clocks=Clocks(clocks, "Stavanger"))
    return SessionRef(number * 10, "2025-26", 1, number, title, date, clocks, facts, span)


def listing(
    key: int, country: str = "NOR", group: str = "", channel: str = "", timing: str = "live", part: str = "", **right
) -> ListingRef:
    own = coverage.Right(key=key, broadcaster="Example TV", nocs=frozenset(), series=1, timing=timing, **right)
    return ListingRef(key, "example-tv", "Example TV", country, group, part, channel, timing, own)


ONE, TWO = session(1), session(2)


NORWAY, OVER = listing(1), listing(9, country="SWE", ends_on=DAY - datetime.timedelta(1))


def lookup(*listings: ListingRef, stored=None, sessions=(ONE, TWO)) -> Lookup:
    return Lookup(
        broadcasters={"example-tv": "example-tv", "example tv": "example-tv", "other": "other"},
        countries=Meanings({"NOR": "Norway", "SWE": "Sweden", "FIN": "Finland"}, {"NO": "NOR"}, (("NOR", "Norway"),)),
        groups={"Nordic"},
        listings={each.key: each for each in listings or (NORWAY, OVER)},
        sessions={("2025-26", 1): {each.number: each for each in sessions}, ("2025-26", 2): {}},
        stored=stored or {},
    )


def read(cells: dict[str, str], of: Lookup | None = None):
    (found,), errors = read_rows(rows(cells), of or lookup())
    assert [str(error) for error in errors] == []
    return found


def complaints(*given: dict[str, str], of: Lookup | None = None) -> list[str]:
    return [str(error).removeprefix("sessions.csv, ") for error in read_rows(rows(*given), of or lookup())[1]]
