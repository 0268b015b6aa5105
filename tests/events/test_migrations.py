"""Migrations of this app that change rows, on rows that are there: forward, back and forward again."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from events.models import Country, Event, LinkWord, ListingsRevision, Race, Session, Showing
from tests.factories import events as factories
from tests.migrating import migrate

pytestmark = [pytest.mark.django_db, pytest.mark.long]

START = datetime.datetime(2025, 11, 14, 13, 45, tzinfo=datetime.UTC)


def test_showings_that_stand_are_of_the_sessions_as_they_are():
    event = factories.event(start_date=START.date())
    timed = factories.session(event=event, date=START.date(), starts_at=START)
    other = factories.session(event=event, date=START.date())
    listing = factories.listing()
    for session in (timed, other):
        Showing.objects.create(listing=listing, session=session)
    Session.objects.filter(pk=timed.pk).update(starts_at=START + datetime.timedelta(hours=1))
    assert Showing.objects.unconfirmed().count() == 1
    migrate("events", "0010")
    migrate()
    assert list(Showing.objects.order_by("session__number").values_list("known_date", "known_start")) == [
        (START.date(), START + datetime.timedelta(hours=1)),
        (START.date(), None),
    ]
    assert not Showing.objects.unconfirmed().exists()
    Session.objects.filter(pk=timed.pk).update(starts_at=START)
    assert Showing.objects.unconfirmed().count() == 1


def test_showings_that_stand_were_said_by_the_clocks_as_they_are():
    """And the trigger of before is there again where the step is taken back."""
    session = factories.session(event=factories.event(start_date=START.date()), date=START.date())
    showing = Showing.objects.create(listing=factories.listing(), session=session, starts_at=START)
    assert showing.known_zone == ""  # until it is read
    venue = session.event.venue
    venue.time_zone = "America/Edmonton"
    venue.save()
    assert Showing.objects.unconfirmed().count() == 1
    migrate("events", "0013")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE events_showing SET note = 'Football'")
        cursor.execute("SELECT known_date, known_start FROM events_showing")
        assert cursor.fetchall() == [(START.date(), None)]
    migrate()
    assert list(Showing.objects.values_list("known_zone", "note")) == [("America/Edmonton", "Football")]
    assert not Showing.objects.unconfirmed().exists()
    venue.time_zone = "Europe/Oslo"
    venue.save()
    assert Showing.objects.unconfirmed().count() == 1
    Showing.objects.update(note="")
    assert Showing.objects.get().known_zone == "Europe/Oslo"


def test_countries_that_stand_get_what_they_are_called():
    """A country that staff have renamed gets no article, since its new name may have none."""
    Country.objects.filter(noc="PHI").update(name="Pilipinas")
    before = list(Country.objects.exclude(noc="PHI").order_by("noc").values())
    factories.listing()
    migrate("events", "0014")
    migrate()
    assert list(Country.objects.exclude(noc="PHI").order_by("noc").values()) == before
    assert not Country.objects.get(noc="PHI").with_article
    changed_at = ListingsRevision.moment()
    Country.objects.filter(noc="PHI").update(with_article=True)
    assert ListingsRevision.moment() > changed_at


def test_race_numbers_are_checked_at_once_again_where_that_step_is_taken_back():
    first, second = factories.race(number=1), factories.race(number=2, distance="1000", event=Event.objects.get())

    def exchange() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            Race.objects.filter(pk=first.pk).update(number=2)
            Race.objects.filter(pk=second.pk).update(number=1)

    migrate("events", "0014")
    with pytest.raises(IntegrityError, match="race_number_once_in_event"):
        exchange()
    migrate()
    exchange()
    assert list(Race.objects.order_by("number")) == [second, first]


def test_dead_link_becomes_a_word_on_its_address_and_back():
    """With the earliest day where several listings have it; a mark without a link says nothing of any."""
    dead, other = "https://nos.nl/live", "https://nos.nl/other"
    listings = [factories.listing(link=link, channel=str(at)) for at, link in enumerate([dead, dead, other, ""])]
    keys = [each.pk for each in listings]
    migrate("events", "0030")
    with connection.cursor() as cursor:
        for key, day in zip(keys, ("2025-11-02", "2025-11-01", None, "2025-11-03"), strict=True):
            cursor.execute("UPDATE events_listing SET link_failed_on = %s WHERE id = %s", [day, key])
    migrate()
    day = datetime.date(2025, 11, 1)
    assert list(LinkWord.objects.values_list("address", "failed_on", "answered_on")) == [(dead, day, None)]
    migrate("events", "0030")
    with connection.cursor() as cursor:
        cursor.execute("SELECT link_failed_on FROM events_listing ORDER BY id")
        assert [found for (found,) in cursor.fetchall()] == [day, day, None, None]
    migrate()


def test_what_is_on_demand_is_delayed_where_the_step_is_taken_back():
    session = factories.session(event=factories.event(start_date=START.date()), date=START.date())
    listing = factories.listing(timing="on demand", also=["highlights"])
    live = factories.listing(also=["on demand"])
    Showing.objects.create(listing=live, session=session, timing="on demand")
    migrate("events", "0030")
    with connection.cursor() as cursor:
        cursor.execute("SELECT timing FROM events_listing ORDER BY id")
        assert cursor.fetchall() == [("delayed",), ("live",)]
    migrate()
    listing.refresh_from_db()
    assert (listing.timing, listing.also, listing.competitors, listing.part) == ("delayed", [], "", "")
    assert Showing.objects.get().timing == "delayed"
