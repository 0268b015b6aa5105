"""An event at another venue: by the form alone, since the table is of the venue that the event has."""

import pytest
from django.urls import reverse

from events.broadcast.desk import Desk
from events.models import Event, Showing
from tests.events.calendar.plans.stage import (
    AS_PLANNED,
    FRIDAY,
    TIMES_OPEN,
    all_to_confirm,
    button,
    by_form,
    desk,
    exported,
    fans,
    posted,
    state,
    version,
)
from tests.factories import events as factories
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


def test_event_at_a_venue_with_other_clocks_is_asked_what_becomes_of_its_programme(client, event, calgary):
    before = version(event)
    assert by_form(client, event, venue=calgary.pk) == [
        "Clocks in Calgary show other times. Say what becomes of the programme."
    ]
    assert state(client, event, before) == AS_PLANNED


def test_event_at_another_venue_keeps_its_times_of_day(client, event, calgary):
    before = version(event)
    assert by_form(client, event, venue=calgary.pk, at_new_venue="clocks") == []
    assert state(client, event, before) == {
        "programme": AS_PLANNED["programme"],
        "fans": TIMES_OPEN,
        "desk": all_to_confirm("Fri 14:30", "Fri 20:00", "Fri 22:00"),
        "calendar": "Fri 21:45 UTC CONFIRMED +2",
    }
    assert exported(event) == ((), ())


def test_event_at_another_venue_keeps_its_moments(client, event, calgary):
    before = version(event)
    assert by_form(client, event, venue=calgary.pk, at_new_venue="moments") == []
    assert state(client, event, before) == {
        "programme": [
            "Fri: Fri 06:45 to Fri 10:00, As planned",
            "500m Women: Fri 07:15",
            "500m Men: -",
            "1000m Women: Fri 08:00",
        ],
        "fans": [
            "Early TV: live from Fri 06:30",
            "Late TV: delayed from Fri 12:00",
            "Other Channel TV: live",
            "Short TV: highlights from Fri 14:00",
            "Some Time TV: delayed",
        ],
        "desk": [],
        "calendar": "Fri 13:45 UTC CONFIRMED +1",
    }
    assert exported(event) == ((), ())


# A session without a start, and with broadcasts that have a time of their own: it has no moment that says where it is


@pytest.fixture
def startless(event):
    """What broadcasters said was said of the session without a start."""
    event.sessions.filter(number=1).update(starts_at=None, ends_at=None)
    event.races.update(starts_at=None)
    for showing in Showing.objects.all():
        Showing.objects.filter(pk=showing.pk).update(note="Asked them.")
    assert desk(event) == []
    assert fans(event) == AS_PLANNED["fans"]
    return event


ASKED = ["Early TV, or Fri 14:30", "Late TV, or Fri 20:00", "Short TV, or Fri 22:00"]


def test_broadcasts_of_a_session_without_a_start_are_asked_about_at_another_venue(client, startless, calgary):
    sign_in(client, "Results")
    address = reverse("admin:events_event_change", args=[startless.pk])
    data = {**posted(startless), "venue": calgary.pk, "at_new_venue": "clocks"}
    response = client.post(address, {name: "" if value is None else value for name, value in data.items()}, follow=True)
    (asked,) = [str(each) for each in response.context["messages"] if "confirm" in str(each)]
    assert asked.startswith("Broadcast staff need to confirm on the broadcast desk: Early TV: Norway (listing ")
    assert asked.count("(listing ") == 3
    startless = Event.objects.with_place().get(pk=startless.pk)
    assert (fans(startless), desk(startless)) == (TIMES_OPEN, ASKED)
    assert Desk(startless.season, FRIDAY).moved()[0].moved == (
        "The venue’s time zone is now America/Edmonton (Calgary); it was Europe/Oslo."
    )
    assert "confirmed since the session was moved" in button(client, startless, "Late TV", "moves")
    assert "Late TV: delayed from Fri 20:00" in fans(startless)
    assert "confirmed since the session was moved" in button(client, startless, "Short TV", "right")
    assert "Short TV: highlights from Fri 14:00" in fans(startless)
    assert desk(startless) == ["Early TV, or Fri 14:30"]


def test_broadcasts_of_a_session_without_a_start_are_asked_about_where_the_zone_is_corrected(client, startless):
    event, venue = startless, startless.venue
    event.sessions.filter(number=2).delete()
    sign_in(client, "Results")
    data = {"name": venue.name, "slug": venue.slug, "city": venue.city, "country": venue.country_id}
    address = reverse("admin:events_venue_change", args=[venue.pk])
    response = client.post(address, {**data, "time_zone": "Europe/Berlin"}, follow=True)  # the same clocks
    assert not [each for each in response.context["messages"] if "confirm" in str(each)]
    response = client.post(address, {**data, "time_zone": "Europe/Helsinki"}, follow=True)
    (asked,) = [str(each) for each in response.context["messages"] if "confirm" in str(each)]
    assert asked.count("(listing ") == 3
    event = Event.objects.with_place().get(pk=event.pk)
    assert (fans(event), desk(event)) == (TIMES_OPEN, ASKED)


def test_whoever_moves_an_event_is_told_what_keeps_its_time_of_day(client, event, calgary):
    sign_in(client, "Results")
    address = reverse("admin:events_event_change", args=[event.pk])
    data = {**posted(event), "venue": calgary.pk, "at_new_venue": "clocks", "sessions-1-starts_at": "12:00"}
    response = client.post(address, {name: "" if value is None else value for name, value in data.items()}, follow=True)
    moved, kept, asked, _ = [str(message) for message in response.context["messages"]]
    assert moved == "Session 2 moved from Sun 16 Nov 13:00 to Sun 16 Nov 12:00."
    assert kept == "Sessions that keep their times of day, by the clocks in Calgary: 1."
    assert asked.startswith("Broadcast staff need to confirm on the broadcast desk: ")


def test_venue_with_the_same_clocks_asks_nothing(client, event):
    oslo = factories.venue(city="Berlin", time_zone="Europe/Berlin", country=factories.country("GER"))
    before = version(event)
    assert by_form(client, event, venue=oslo.pk) == []
    assert state(client, event, before) == {**AS_PLANNED, "calendar": "Fri 13:45 UTC CONFIRMED +1"}
