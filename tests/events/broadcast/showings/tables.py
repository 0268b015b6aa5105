"""Tables of single sessions for the tests."""

import datetime
from typing import Any

from events.broadcast.showings.apply import ShowingPlan, plan
from events.broadcast.showings.rows import TABLE
from events.models import Showing
from isuwc.files.tables.spreadsheets import read_table
from isuwc.tables.plans import apply
from tests.factories import events as factories

DAY = datetime.date(2025, 12, 5)
FULL = {
    "day": "2025-12-06", "start": "15:30", "timing": "delayed", "own_channel": "Example 2",
    "link": "https://example.org/live", "note": "=1+1",
}  # fmt: skip
OUT = {"session": "2", "shown": "no", "note": "Football"}


def table(*rows: dict[str, str]) -> bytes:
    """A CSV of those cells; a row is of session 1 of World Cup 1 at Example TV in Norway unless told otherwise."""
    usual = {"broadcaster": "example-tv", "country": "NOR", "season": "2025-26", "event": "1", "session": "1"}
    made = [{**usual, **row} for row in rows]
    lines = [list(TABLE.columns), *([row.get(column, "") for column in TABLE.columns] for row in made)]
    return "\n".join(",".join(line) for line in lines).encode()


def rows(*given: dict[str, str]) -> list[Any]:
    return read_table(TABLE, table(*given), "sessions.csv")


def planned(*given: dict[str, str]) -> ShowingPlan:
    return plan(rows(*given))


def do(*given: dict[str, str]) -> None:
    made = planned(*given)
    assert [str(error) for error in made.errors] == []
    apply(made)


def calgary():
    """An event in Calgary from DAY on, with three sessions; Example TV has it in Norway for the season."""
    season = factories.season()
    oval = factories.venue("Calgary", country=factories.country("CAN"), time_zone="America/Edmonton")
    event = factories.event(season=season, venue=oval, start_date=DAY)
    for number in range(3):
        factories.session(event=event, date=DAY + datetime.timedelta(number))
    factories.listing(season=season, broadcaster=factories.broadcaster("Example TV"))
    return event


def held():
    fields = ("session__number", "is_shown", "starts_at", "timing", "channel", "link", "note")
    return list(Showing.objects.order_by("listing", "session__number").values_list(*fields))
