"""States of sessions and events: to come, on, over, and what staff have said."""

import datetime

import pytest

from events.models import Event
from events.models.planned import Plan, State
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

START = datetime.datetime(2025, 11, 14, 17, 30, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def session():
    event = factories.event(start_date=START.date())
    found = factories.session(event=event, starts_at=START)
    factories.race(session=found)
    found.refresh_from_db()
    return found


@pytest.mark.parametrize(
    ("plan", "at", "state"),
    [
        (Plan.KEPT, START - HOUR, State.SCHEDULED),
        (Plan.KEPT, START, State.LIVE),
        (Plan.KEPT, START + 3 * HOUR, State.FINISHED),
        (Plan.MOVED, START - HOUR, State.MOVED),
        (Plan.MOVED, START, State.LIVE),
        (Plan.POSTPONED, START, State.POSTPONED),
        (Plan.CANCELLED, START + 9 * HOUR, State.CANCELLED),
    ],
)
def test_state_of_a_session_moves_with_time_but_for_what_staff_have_said(session, plan, at, state):
    session.plan = plan
    assert session.state_at(at) == state


def test_event_is_on_from_the_first_midnight_to_the_last_at_the_venue():
    venue = factories.venue(city="Nagano", time_zone="Asia/Tokyo")
    event = factories.event(start_date=datetime.date(2025, 11, 14), venue=venue)
    first = datetime.datetime(2025, 11, 13, 15, tzinfo=datetime.UTC)  # midnight in Nagano
    last = datetime.datetime(2025, 11, 16, 15, tzinfo=datetime.UTC)
    second = datetime.timedelta(seconds=1)
    assert [event.state_at(at) for at in (first - second, first, last - second, last)] == [
        State.SCHEDULED,
        State.LIVE,
        State.LIVE,
        State.FINISHED,
    ]


def test_cancelled_event_is_never_the_nearest(session):
    later = factories.event(season=session.event.season, start_date=datetime.date(2025, 12, 5))
    assert Event.objects.nearest(START) == session.event
    Event.objects.filter(pk=session.event.pk).update(plan=Plan.CANCELLED)
    assert Event.objects.nearest(START) == later


def test_page_tells_what_staff_have_said(client, session):
    Event.objects.update(plan=Plan.POSTPONED, plan_note="Example: storm over the town")
    for address in (session.event.get_absolute_url(), session.event.season.get_absolute_url()):
        text = client.get(address).text
        assert "Example: storm over the town" in text
        assert ">Postponed</span>" in text
    page = client.get(session.event.get_absolute_url())
    assert page.context["structured_data"]["eventStatus"] == "https://schema.org/EventPostponed"
