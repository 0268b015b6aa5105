"""Whether a session was moved since a broadcast of it was said, and on which days of an event a right holds."""

import datetime
import zoneinfo
from dataclasses import replace

import pytest

from events.coverage import Showing
from tests.events.coverage.facts import EVENING, EVENT, FRIDAY, RIGHT, SATURDAY

OSLO, CALGARY, ROME = map(zoneinfo.ZoneInfo, ("Europe/Oslo", "America/Edmonton", "Europe/Rome"))
LATER = EVENING + datetime.timedelta(hours=1)
SAID = {"known_date": FRIDAY.day, "known_zone": "Europe/Oslo"}


@pytest.mark.parametrize(
    ("showing", "starts_at", "zone", "expected"),
    [
        ({"starts_at": EVENING}, EVENING, CALGARY, False),
        ({**SAID, "known_start": EVENING}, EVENING, OSLO, False),
        ({**SAID, "known_start": EVENING}, LATER, OSLO, True),
        ({**SAID, "known_start": EVENING}, None, OSLO, True),
        (SAID, EVENING, OSLO, False),
        ({**SAID, "starts_at": EVENING}, EVENING, OSLO, True),
        ({**SAID, "known_date": SATURDAY.day}, None, OSLO, True),
        ({**SAID, "starts_at": EVENING}, None, ROME, False),
        ({**SAID, "starts_at": EVENING}, None, CALGARY, True),
        ({**SAID, "starts_at": EVENING, "known_start": EVENING}, EVENING, CALGARY, False),
        ({**SAID, "starts_at": EVENING, "known_zone": ""}, None, CALGARY, False),
        (SAID, None, CALGARY, False),
    ],
    ids=[
        "never said for a day", "as it was", "another start", "no start any more", "first start, no time of its own",
        "first start, with a time of its own", "another day", "clocks that show the same", "other clocks",
        "other clocks, with a start", "by unknown clocks", "other clocks, no time of its own",
    ],
)  # fmt: skip
def test_showing_is_unconfirmed_where_its_session_was_moved(showing, starts_at, zone, expected):
    slot = replace(FRIDAY, span=starts_at and (starts_at, starts_at + datetime.timedelta(hours=2)))
    assert Showing(1, **showing).is_unconfirmed(slot, zone) is expected


def test_right_covers_what_it_concerns_on_the_days_on_which_it_holds():
    until_friday = replace(RIGHT, ends_on=FRIDAY.day)
    assert [until_friday.covers(EVENT, slot.day) for slot in (FRIDAY, SATURDAY)] == [True, False]
    assert [replace(until_friday, series=2).covers(EVENT, slot.day) for slot in (FRIDAY, SATURDAY)] == [False, False]


def test_right_is_for_an_event_of_which_it_holds_on_one_day():
    assert replace(RIGHT, ends_on=EVENT.first_day).holds_for(EVENT)
    assert not replace(RIGHT, ends_on=EVENT.first_day - datetime.timedelta(days=1)).holds_for(EVENT)


def test_when_a_showing_was_last_said_is_no_part_of_what_it_says():
    assert Showing(1, known_start=EVENING, **SAID) == Showing(1)
