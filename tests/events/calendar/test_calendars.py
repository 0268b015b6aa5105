"""Calendars to subscribe to: the same entry through every change of the plan, and feeds of a part."""

import datetime

import pytest
from django.utils import timezone
from icalendar import Calendar

from events.models import Event, ListingsRevision, Session, Showing
from events.models.planned import Plan
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

START = datetime.datetime(2025, 11, 14, 17, 30, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
ALL = "/events/calendar.ics"


@pytest.fixture
def session():
    event = factories.event(start_date=START.date())
    found = factories.session(event=event, starts_at=START)
    factories.race(session=found)
    found.refresh_from_db()
    return found


def entries(client, address=ALL):
    return Calendar.from_ical(client.get(address).content).walk("VEVENT")


def entry(client, address=ALL):
    (found,) = entries(client, address)
    return found


def test_moved_session_is_the_same_entry_with_a_higher_sequence(client, session):
    before = entry(client)
    session.starts_at += HOUR
    session.save()
    after = entry(client)
    assert (after["uid"], after["sequence"]) == (before["uid"], before["sequence"] + 1)
    assert after["last-modified"].dt >= before["last-modified"].dt
    assert after["dtstart"].dt - before["dtstart"].dt == HOUR


def test_calendar_program_that_merges_by_uid_has_one_entry_moved(client, session):
    kept = {each["uid"]: each for each in entries(client)}
    Session.objects.update(starts_at=START + HOUR)
    for each in entries(client):
        if each["uid"] not in kept or each["sequence"] > kept[each["uid"]]["sequence"]:
            kept[each["uid"]] = each
    assert [each["dtstart"].dt for each in kept.values()] == [START + HOUR]


def test_update_of_many_rows_and_of_the_event_count_too(client, session):
    Session.objects.update(name="Division B")
    assert entry(client)["sequence"] == 1
    Event.objects.update(plan=Plan.MOVED, plan_note="To the other oval")
    found = entry(client)
    assert (found["sequence"], found["status"], str(found["summary"])[:7]) == (2, "CONFIRMED", "Moved: ")
    assert str(found["description"]) == "To the other oval\n500m Women"


def test_what_calendars_do_not_show_raises_nothing(client, session):
    before = client.get(ALL).content
    session.save()
    session.event.save()
    session.races.get().save()
    Event.objects.update(art="")
    assert client.get(ALL).content == before


def test_another_race_in_the_session_changes_the_entry_and_not_its_sequence(client, session):
    before = session.changed_at
    factories.race(session=session, event=session.event, category="men")
    after = entry(client)
    assert (str(after["description"]), after["sequence"]) == ("500m Women\n500m Men", 0)
    assert Session.objects.get().changed_at > before  # a calendar has whole seconds


def test_revision_is_never_written_back_by_an_old_copy(session):
    stale = Session.objects.get()
    session.name = "Evening"
    session.save()
    stale.number = 2
    stale.save()
    assert Session.objects.get().revision == 2


def test_cancelled_session_is_sent_as_cancelled(client, session):
    session.plan, session.plan_note = Plan.CANCELLED, "No ice"
    session.save()
    found = entry(client)
    assert (found["status"], found["sequence"], str(found["description"])) == ("CANCELLED", 1, "No ice\n500m Women")


def test_cancelled_event_cancels_its_sessions(client, session):
    Event.objects.update(plan=Plan.CANCELLED)
    Session.objects.update(plan=Plan.MOVED)
    found = entry(client)
    assert (found["status"], found["sequence"]) == ("CANCELLED", 2)


def test_postponed_event_of_whole_days_is_tentative(client):
    factories.event(start_date=START.date(), plan=Plan.POSTPONED)
    found = entry(client)
    assert (found["status"], str(found["summary"])[:11]) == ("TENTATIVE", "Postponed: ")


# Feeds of a part


def test_feed_of_a_distance_has_its_sessions_and_only_its_races(client, session):
    factories.race(session=session, event=session.event, distance="1000")
    other = factories.session(event=session.event, number=2, starts_at=START + 5 * HOUR)
    factories.race(session=other, event=session.event, distance="1500")
    assert len(entries(client)) == 2
    found = entry(client, f"{ALL}?distance=1000")
    assert str(found["description"]) == "1000m Women"
    assert entries(client, f"{ALL}?distance=1000&category=men") == []


def test_feed_of_a_distance_keeps_events_whose_programme_is_not_known(client, session):
    later = factories.event(season=session.event.season, start_date=datetime.date(2025, 12, 5))
    assert len(entries(client, f"{ALL}?distance=10000")) == 1
    assert str(entry(client, f"{ALL}?distance=10000")["location"]).startswith(later.venue.name)


@pytest.mark.parametrize("query", ["distance=600", "category=juniors", "distance=500&category=x"])
def test_feed_of_no_such_part_is_not_found(client, query):
    assert client.get(f"{ALL}?{query}").status_code == 404


def test_country_s_feed_has_its_broadcaster_in_each_entry(client, session):
    factories.listing(country=factories.country("NED"), channel="Example 1", series=session.event.season.series)
    found = entry(client, "/where-to-watch/ned/calendar.ics")
    assert str(found["description"]).splitlines()[1].startswith("In the Netherlands: ")
    nobody = entry(client, "/where-to-watch/nor/calendar.ics")
    assert str(nobody["description"]).splitlines()[1] == "In Norway: nobody is on record as showing it."
    assert client.get("/where-to-watch/xyz/calendar.ics").status_code == 404


@pytest.mark.parametrize("count", [1, 8])
def test_feeds_cost_few_queries(client, django_assert_num_queries, count):
    season = factories.season()
    factories.listing(country=factories.country("NED"), series=season.series)
    for _ in range(count):
        event = factories.event(season=season)
        factories.race(event=event)
    with django_assert_num_queries(3):
        client.get(f"{ALL}?distance=500")
    with django_assert_num_queries(7):  # country, events, sessions, races, listings, showings, their last change
        client.get("/where-to-watch/ned/calendar.ics")


# Times and texts


def test_session_without_a_start_has_its_day_beside_those_with_one(client, session):
    factories.session(event=session.event, date=START.date() + datetime.timedelta(days=1), name="Évening")
    first, second = entries(client)
    assert (first["dtstart"].dt, second["dtstart"].dt) == (START, datetime.date(2025, 11, 15))
    assert (second["dtend"].dt, str(second["transp"])) == (datetime.date(2025, 11, 16), "TRANSPARENT")
    assert str(second["summary"]).endswith("– Session 2, Évening")


def test_start_that_becomes_known_keeps_the_entry(client, session):
    later = factories.session(event=session.event, date=START.date())
    before = entries(client)[1]
    later.starts_at = START + 5 * HOUR
    later.save()
    after = entries(client)[1]
    assert (after["uid"], after["sequence"], after["dtstart"].dt) == (before["uid"], 1, START + 5 * HOUR)


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Europe/Oslo", "2026-03-28T18:00", "2026-03-29T17:00"),
        ("America/Denver", "2026-03-08T02:00", "2026-03-09T01:00"),
        ("Asia/Tokyo", "2026-03-28T10:00", "2026-03-29T10:00"),
    ],
)
def test_seven_in_the_evening_stays_so_across_the_change_to_summer_time(client, zone, before, after):
    """One hour earlier in UTC from then on, where clocks are put forward."""
    venue = factories.venue("Example", time_zone=zone)
    starts = [datetime.datetime.fromisoformat(f"{each}+00:00") for each in (before, after)]
    local = [each.astimezone(venue.zone) for each in starts]
    event = factories.event(venue=venue, start_date=local[0].date())
    for each in local:
        factories.session(event=event, date=each.date(), starts_at=each)
    found = [each["dtstart"].dt for each in entries(client)]
    assert found == starts
    assert [f"{each.astimezone(venue.zone):%H:%M}" for each in found] == ["19:00"] * 2


def test_programs_are_told_to_look_again_every_hour(client, session):
    text = client.get(ALL).content.decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in text
    assert "X-PUBLISHED-TTL:PT1H\r\n" in text


def test_identifiers_do_not_change_with_the_site_s_address(client, session, settings):
    before = entry(client)["uid"]
    settings.SITE_URL = "https://elsewhere.example"
    assert entry(client)["uid"] == before == f"{session.uid}@isuwc"


def test_country_s_entry_has_the_answer_of_its_session_with_the_broadcasters_own_time(client, session):
    listing = factories.listing(channel="Example 1", series=session.event.season.series)
    second = factories.session(event=session.event, starts_at=START + 5 * HOUR)
    Showing.objects.create(listing=listing, session=session, starts_at=START + 4 * HOUR, timing="delayed")
    Showing.objects.create(listing=listing, session=second, is_shown=False)
    first, other = entries(client, "/where-to-watch/nor/calendar.ics")
    assert "In Norway: Example Sports, Example 1, delayed, from Fri 22:30 in Stavanger" in str(first["description"])
    assert "In Norway: nobody is on record" in str(other["description"])


def test_another_broadcaster_is_a_change_of_the_country_s_entries_alone(client, session):
    listing = factories.listing(series=session.event.season.series)
    address = "/where-to-watch/nor/calendar.ics"
    before, everybody = entry(client, address), client.get(ALL).content
    ListingsRevision.objects.update(changed_at=timezone.now() + HOUR)
    after = entry(client, address)
    assert after["last-modified"].dt > before["last-modified"].dt
    assert (after["sequence"], after["uid"]) == (before["sequence"], before["uid"])
    listing.delete()
    assert client.get(ALL).content == everybody


def test_season_s_page_offers_every_usual_calendar_of_the_whole_and_of_a_part(client, session):
    address = session.event.season.get_absolute_url()
    for query, part in (("", ""), ("?category=women&distance=500", "?category=women&amp;distance=500")):
        text = client.get(address + query).text
        assert f'href="webcal://127.0.0.1:8000/events/2025-26/calendar.ics{part}"' in text
        assert f'href="/events/2025-26/calendar.ics{part}"' in text
        assert "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2F" in text
        assert "https://outlook.live.com/calendar/0/addfromweb?url=http" in text
    assert client.get(f"{address}?category=juniors&distance=1").context["calendar"] == "/events/2025-26/calendar.ics"


def test_part_without_a_start_has_its_day_and_not_the_whole_event(client):
    event = factories.event(start_date=START.date())
    factories.race(session=factories.session(event=event), event=event)
    factories.race(session=factories.session(event=event, date=event.end_date), event=event, distance="1000")
    found = entry(client, f"{ALL}?distance=1000")
    assert (found["dtstart"].dt, str(found["summary"])[-9:]) == (event.end_date, "Session 2")
    assert entry(client)["dtstart"].dt == event.start_date


def test_calendar_without_an_entry_is_a_calendar_all_the_same(client, session):
    text = client.get(f"{ALL}?distance=10000").content
    (zone,) = Calendar.from_ical(text).walk("VTIMEZONE")
    assert (str(zone["tzid"]), Calendar.from_ical(text).walk("VEVENT")) == ("UTC", [])
    assert b"METHOD" not in text


def test_calendar_that_has_not_changed_is_not_sent_again(client, session):
    first = client.get(ALL)
    again = client.get(ALL, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Session.objects.update(name="Evening")
    assert client.get(ALL, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("/", 405),
        ("/events/2025-26/1-stavanger/", 405),
        ("/where-to-watch/", 405),
        (ALL, 204),
    ],  # of data: any site may ask
)
def test_pages_are_only_read(client, session, address, options):
    assert [client.options(address).status_code, client.post(address).status_code] == [options, 405]
