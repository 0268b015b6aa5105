"""The race that is on and the next one by the times of a programme, and when its pages renew themselves."""

import datetime

import pytest

from events.calendar.renewal import renewal
from events.calendar.schedule import schedule
from events.models import Event
from events.models.planned import Plan
from events.models.programme import ResultState
from isuwc.clock.shown import Shown, showing
from tests.factories import events as calendar

pytestmark = pytest.mark.django_db

START = datetime.datetime(2025, 11, 14, 17, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
SECOND = datetime.timedelta(seconds=1)


def minutes(number):
    return START + number * MINUTE


@pytest.fixture
def event():
    """A session of 80 minutes with three races, and one later whose end is not known, with one race."""
    event = calendar.event()
    first = calendar.session(event=event, starts_at=START, ends_at=minutes(80))
    for number, distance in enumerate(("500", "1000", "1500")):
        calendar.race(session=first, distance=distance, starts_at=minutes(20 * number))
    second = calendar.session(event=event, starts_at=minutes(120))
    calendar.race(session=second, distance="3000", starts_at=minutes(125))
    return event


def at(moment):
    """The distances of the race on and the next one."""
    found = schedule(Event.objects.with_place().with_programme().get(), moment)
    return tuple(race.distance if race else None for race in (found.race_on, found.race_next))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (minutes(0) - SECOND, (None, "500")),
        (minutes(0), ("500", "1000")),
        (minutes(20) - SECOND, ("500", "1000")),
        (minutes(20), ("1000", "1500")),
        (minutes(80) - SECOND, ("1500", "3000")),  # the last one until its session ends
        (minutes(80), (None, "3000")),
        (minutes(185) - SECOND, ("3000", None)),  # or for an hour
        (minutes(185), (None, None)),
    ],
)
def test_race_is_on_from_its_start_until_the_next_one_or_the_end(event, moment, expected):
    assert at(moment) == expected


@pytest.mark.parametrize("state", [ResultState.OFFICIAL, ResultState.PARTIAL, ResultState.NOT_HELD])
def test_race_with_a_result_or_that_is_not_held_is_neither_on_nor_next(event, state):
    event.races.filter(distance__in=("500", "1500")).update(result_state=state)
    assert at(minutes(5)) == (None, "1000")
    assert at(minutes(25)) == ("1000", "3000")


@pytest.mark.parametrize("plan", [Plan.CANCELLED, Plan.POSTPONED])
def test_races_of_a_session_that_was_called_off_are_left_out(event, plan):
    event.sessions.filter(number=1).update(plan=plan)
    assert at(minutes(5)) == (None, "3000")


def renewed(event, moment):
    with showing(Shown(moment)):
        return renewal(event, event.sessions.all())


def test_pages_renew_themselves_from_an_hour_before_each_session_until_an_hour_after_it(event):
    hours = "2025-11-14T16:00Z/2025-11-14T19:20Z 2025-11-14T18:00Z/2025-11-14T23:00Z"
    assert renewed(event, START) == hours


def test_pages_of_an_event_without_known_starts_renew_themselves_as_long_as_it_lasts(event):
    event.sessions.update(starts_at=None, ends_at=None)
    assert renewed(event, START) == "2025-11-13T23:00Z/2025-11-16T23:00Z"


def test_pages_renew_themselves_only_while_the_event_is_on(event):
    begins, ends = event.span
    found = [bool(renewed(event, moment)) for moment in (begins - SECOND, begins, ends - SECOND, ends)]
    assert found == [False, True, True, False]


def test_programme_is_behind_once_every_session_is_over_by_its_times(event):
    def is_behind(moment):
        return schedule(Event.objects.with_place().with_programme().get(), moment).is_behind

    end = minutes(120) + 3 * 60 * MINUTE  # of a session whose end is not known
    assert [is_behind(moment) for moment in (end - SECOND, end)] == [False, True]
    event.sessions.filter(number=2).update(plan=Plan.CANCELLED)
    assert is_behind(minutes(80))
    event.sessions.filter(number=2).update(plan=Plan.KEPT, starts_at=None)
    assert not is_behind(end)
