"""Whatever an entry of a calendar prints counts as a change of it, by whatever hand; and nothing else does."""

import datetime
from typing import Any

import pytest
from icalendar import Calendar

from events.models import Broadcaster, Country, Event, Listing, ListingsRevision, Race, Season, Series, Session, Venue
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

START = datetime.datetime(2025, 11, 14, 17, 30, tzinfo=datetime.UTC)
ALL, NORWAY = "/events/calendar.ics", "/where-to-watch/nor/calendar.ics"


@pytest.fixture
def session() -> Session:
    event = factories.event(start_date=START.date())
    session = factories.session(event=event, starts_at=START, ends_at=START + datetime.timedelta(hours=3))
    factories.race(session=session)
    factories.race(session=session, distance="1000")
    factories.listing(series=event.season.series, channel="Channel 1")
    factories.series(name="Another series", slug="another")
    return session


def printed(client, address: str) -> dict[str, Any]:
    """All that the one entry says, but for its version."""
    (entry,) = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    versions = {"SEQUENCE", "LAST-MODIFIED", "DTSTAMP"}
    return {name: value.to_ical() for name, value in entry.items() if name not in versions}


def of_entry() -> list[Any]:
    """The rows that the entry is made of, as they are now."""
    event = Event.objects.select_related("season__series", "venue__country").get()
    races = list(Race.objects.all())
    return [Session.objects.get(), event, event.season, event.season.series, event.venue, event.venue.country, *races]


def sequence(client) -> int:
    (entry,) = Calendar.from_ical(client.get(ALL).content).walk("VEVENT")
    return entry["sequence"]


def changed_at() -> datetime.datetime:
    session = Session.objects.select_related("event").get()
    return max(session.changed_at, session.event.changed_at)


TIMES_AND_PLACES = [
    (Venue, {"name": "Sørmarka Arena"}),
    (Venue, {"city": "Sandnes"}),
    (Venue, {"country_id": "NED"}),
    (Country, {"name": "Noreg"}),
    (Series, {"name": "World Cup"}),
    (Season, {"slug": "25-26"}),
    (Event, {"slug": "first"}),
    (Event, {"number": 2}),
    (Event, {"is_final": True}),
    (Event, {"plan": "moved"}),
    (Event, {"plan_note": "No ice"}),
    (Event, {"plan": "postponed", "plan_note": "No ice"}),
    (Session, {"name": "Division B"}),
    (Session, {"number": 2}),
    (Session, {"starts_at": START + datetime.timedelta(hours=1)}),
    (Session, {"ends_at": START + datetime.timedelta(hours=2)}),
    (Session, {"plan": "cancelled"}),
    (Session, {"plan_note": "Fog"}),
]


@pytest.mark.parametrize(("model", "change"), TIMES_AND_PLACES)
def test_what_is_printed_of_time_and_place_raises_sequence_and_date(client, session, model, change):
    before, number, at = printed(client, ALL), sequence(client), changed_at()
    rows = model.objects.filter(pk__in=[row.pk for row in of_entry() if isinstance(row, model)])
    rows.update(**change)
    assert printed(client, ALL) != before
    assert sequence(client) == number + 1
    assert changed_at() > at


@pytest.mark.parametrize("change", [{"distance": "1500"}, {"category": "men"}, {"division": "B"}, {"ordinal": 2}])
def test_another_programme_of_races_moves_the_date_alone(client, session, change):
    before, number, at = printed(client, ALL), sequence(client), changed_at()
    Race.objects.filter(distance="500").update(**change)
    assert printed(client, ALL) != before
    assert (sequence(client), changed_at() > at) == (number, True)


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Broadcaster, {"name": "Example Two"}),
        (Listing, {"is_example": True}),
        (Listing, {"channel": "Channel 2"}),
        (Listing, {"timing": "delayed"}),
        (Listing, {"access": "free"}),
        (Listing, {"link": "https://example.org/"}),
        (Country, {"name": "Noreg"}),
    ],
)
def test_what_a_country_s_calendar_prints_of_broadcasters_moves_its_date(client, session, model, change):
    before, at = printed(client, NORWAY), ListingsRevision.moment()
    rows = model.objects.filter(pk="NOR") if model is Country else model.objects.all()
    rows.update(**change)
    assert printed(client, NORWAY) != before
    assert ListingsRevision.moment() > at


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Venue, {"slug": "hall"}),
        (Country, {"iso": "XX"}),
        (Series, {"about": "Other words"}),
        (Event, {"art": "events/x.png"}),
        (Race, {"result_state": "official"}),
    ],
)
def test_what_is_not_printed_changes_nothing(client, session, model, change):
    before, listings = client.get(ALL).content, ListingsRevision.moment()
    model.objects.filter(pk=model.objects.filter().order_by("pk").first().pk).update(**change)
    for row in (Venue.objects.get(), Series.objects.first(), session.event.season, session.event, session):
        row.save()  # Django writes every column again
    Country.objects.get(noc="NOR").save()
    assert client.get(ALL).content == before
    assert ListingsRevision.moment() == listings


def test_nobody_but_the_database_counts(client, session):
    before = client.get(ALL).content
    Event.objects.update(revision=Event.objects.get().revision + 1)
    Event.objects.update(revision=99)
    Session.objects.update(revision=99)
    assert client.get(ALL).content == before
