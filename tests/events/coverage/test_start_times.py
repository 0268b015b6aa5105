"""When a broadcast of a session may begin, in the words of a refusal."""

import datetime

import pytest

from events.coverage.start_times import SessionTimes, default_day, start_problem
from tests.events.coverage.facts import CLOCKS

FRIDAY = datetime.date(2025, 12, 5)
OPEN = SessionTimes(FRIDAY, None, CLOCKS)
EVENING = datetime.datetime(2025, 12, 5, 18, 30, tzinfo=datetime.UTC)  # 19:30 at the venue
TIMED = SessionTimes(FRIDAY, (EVENING, EVENING + datetime.timedelta(hours=2)), CLOCKS)
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)


ON, FROM_ON = "on the session’s day, Fri 5 December", "on the session’s day or after it, Fri 5 December"


@pytest.mark.parametrize(
    ("at", "timing", "why"),
    [
        (EVENING, "live", ""),
        (EVENING + DAY, "live", f"a live broadcast must begin {ON}, not on Sat 6 December"),
        (EVENING - DAY, "live", f"a live broadcast must begin {ON}, not on Thu 4 December"),
        (EVENING + DAY, "delayed", ""),
        (EVENING - DAY, "delayed", f"a delayed broadcast must begin {FROM_ON}, not on Thu 4 December"),
        (EVENING - DAY, "highlights", f"highlights must begin {FROM_ON}, not on Thu 4 December"),
    ],
)
def test_broadcast_of_a_session_without_a_start_begins_on_its_day(at, timing, why):
    assert start_problem(at, timing, OPEN) == why


@pytest.mark.parametrize(
    ("at", "timing", "is_right"),
    [
        (EVENING - 120 * MINUTE, "live", True),
        (EVENING - 121 * MINUTE, "live", False),
        (EVENING + 119 * MINUTE, "live", True),
        (EVENING + 120 * MINUTE, "live", False),
        (EVENING, "delayed", True),
        (EVENING - MINUTE, "delayed", False),
        (EVENING - MINUTE, "highlights", False),
    ],
)
def test_broadcast_of_a_session_with_a_start_begins_around_it_or_from_it_on(at, timing, is_right):
    assert (start_problem(at, timing, TIMED) == "") is is_right


@pytest.mark.parametrize(
    ("clock", "timing", "days"),
    [("17:30", "live", 0), ("17:29", "live", 1), ("19:30", "delayed", 0), ("19:29", "delayed", 1)],
)
def test_clock_time_without_a_day_is_the_first_at_which_the_broadcast_can_begin(clock, timing, days):
    assert default_day(datetime.time.fromisoformat(clock), timing, TIMED) == FRIDAY + days * DAY
    assert default_day(datetime.time.fromisoformat(clock), timing, OPEN) is None
