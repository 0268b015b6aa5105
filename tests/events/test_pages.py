import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from events.coverage import AnswerKind
from events.models import Country, Event
from tests.factories import events as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 11, 14)
TODAY = datetime.date(2025, 11, 20)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The pages are read on 20 November 2025."""
    noon = datetime.datetime(2025, 11, 20, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)


def season_of(events: int, races: int = 2):
    """A season whose events are a week apart from 14 November on, each with races in one session."""
    season = factories.season()
    for week in range(events):
        start = DAY + datetime.timedelta(weeks=week)
        event = factories.event(season=season, start_date=start)
        session = factories.session(event=event)
        for number in range(races):
            factories.race(session=session, event=event, number=number + 1, ordinal=number + 1)
    return season


# Words of the querysets


@pytest.mark.parametrize(
    ("at", "upcoming", "current"),
    [
        (datetime.datetime(2025, 11, 14, 6, 59, 59), True, False),
        (datetime.datetime(2025, 11, 14, 7), True, True),
        (datetime.datetime(2025, 11, 17, 6, 59, 59), True, True),
        (datetime.datetime(2025, 11, 17, 7), False, False),
    ],
    ids=["before midnight of the first day", "the first midnight", "the last evening", "midnight after it"],
)
def test_event_is_upcoming_until_its_last_day_is_over_at_the_venue_and_past_from_then_on(at, upcoming, current):
    """In Calgary, seven hours behind UTC."""
    at = at.replace(tzinfo=datetime.UTC)
    event = factories.event(start_date=DAY, venue=factories.venue("Calgary", time_zone="America/Edmonton"))
    assert list(Event.objects.upcoming(at)) == ([event] if upcoming else [])
    assert list(Event.objects.past(at)) == ([] if upcoming else [event])
    assert list(Event.objects.current(at)) == ([event] if current else [])
    assert event.state_at(at) == ("live" if current else "scheduled" if upcoming else "finished")


@pytest.mark.parametrize(
    ("at", "recent"),
    [
        (datetime.datetime(2025, 11, 14, 6, 59, 59), False),
        (datetime.datetime(2025, 11, 14, 7), True),
        (datetime.datetime(2025, 11, 24, 6, 59, 59), True),
        (datetime.datetime(2025, 11, 24, 7), False),
    ],
    ids=["before the first day", "the first midnight", "a week after the last evening", "the midnight after that"],
)
def test_event_is_recent_from_its_first_day_until_a_week_after_its_last_at_the_venue(at, recent):
    """In Calgary, seven hours behind UTC, from 14 to 16 November."""
    event = factories.event(start_date=DAY, venue=factories.venue("Calgary", time_zone="America/Edmonton"))
    assert list(Event.objects.recent(at.replace(tzinfo=datetime.UTC))) == ([event] if recent else [])


def test_nearest_event_is_the_next_and_without_one_the_last():
    season = season_of(3)
    first, second, third = season.events.order_by("number")
    assert Event.objects.nearest(noon(2025, 11, 16)) == first
    assert Event.objects.nearest(noon(2025, 11, 17)) == second
    assert Event.objects.nearest(noon(2026, 6, 1)) == third
    assert Event.objects.nearest(noon(2025, 1, 1)) == first
    assert Event.objects.none().nearest(noon(2025, 1, 1)) is None


def noon(*day: int) -> datetime.datetime:
    return datetime.datetime(*day, 12, tzinfo=datetime.UTC)


# The calendar


def test_index_shows_every_season_with_its_events_and_what_is_next(client):
    season = season_of(2)
    context = client.get(reverse("events:index")).context
    assert list(context["seasons"]) == [season]
    assert [event.number for event in context["seasons"][0].events.all()] == [1, 2]
    assert context["next_event"] == season.events.get(number=2)


def test_season_shows_its_events_in_order(client):
    season = season_of(3)
    context = client.get(season.get_absolute_url()).context
    events = [each.event for each in context["schedules"]]
    assert [(event.number, event.race_count, event.result_count) for event in events] == [
        (1, 2, 0),
        (2, 2, 0),
        (3, 2, 0),
    ]
    assert context["coming"].event.number == 2


@pytest.mark.parametrize("path", ["/events/2099-00/", "/events/2099-00/calendar.ics", "/events/2025-26/x/calendar.ics"])
def test_unknown_season_or_event_is_not_found(client, path):
    factories.season()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("events", [1, 12])
def test_calendar_pages_ask_few_queries_however_long_the_season(client, django_assert_num_queries, events):
    season = season_of(events, races=4)
    with django_assert_num_queries(4):  # seasons, their events, the next event, the banner
        client.get(reverse("events:index"))
    with django_assert_num_queries(6):  # season, events, sessions, races, all seasons, the banner
        client.get(season.get_absolute_url())


# Where to watch


def test_watch_page_answers_for_every_country_about_the_next_event(client):
    season = season_of(2)
    factories.stream(season=season)
    factories.listing(country=Country.objects.get(noc="ITA"))
    context = client.get(reverse("events:where_to_watch")).context
    assert context["event"].number == 2
    assert [each.country.noc for each in context["broadcast"]] == ["ITA"]
    assert context["nowhere"] == []
    assert len(context["answers"]) == Country.objects.places().count() == 250
    assert len(context["streamed"]) + 1 == Country.objects.with_viewers().count() == 206


def test_former_countries_and_neutral_athletes_are_asked_nothing(client):
    season_of(1)
    assert client.get("/where-to-watch/ain/").status_code == 404
    assert "Soviet Union" not in client.get("/where-to-watch/").content.decode()


def test_form_without_javascript_leads_to_the_countrys_page(client):
    response = client.get("/where-to-watch/?noc=NED")
    assert (response.status_code, response["Location"]) == (302, "/where-to-watch/ned/")
    assert client.get("/where-to-watch/?noc=XXX").status_code == 404


def test_country_is_known_by_small_letters(client):
    response = client.get("/where-to-watch/NED/")
    assert (response.status_code, response["Location"]) == (301, "/where-to-watch/ned/")
    assert client.get("/where-to-watch/NED/?season=2025-26")["Location"] == "/where-to-watch/ned/?season=2025-26"
    assert client.get("/where-to-watch/xxx/").status_code == 404


def test_country_page_answers_for_every_event_of_the_season_that_is_asked_for(client):
    past = factories.season(2022)
    factories.event(season=past, start_date=datetime.date(2022, 11, 11))
    season = season_of(2)
    factories.listing(country=Country.objects.get(noc="ITA"), season=season)
    now = client.get("/where-to-watch/ita/").context
    then = client.get("/where-to-watch/ita/?season=2022-23").context
    assert (now["season"], [each.answer.kind for each in now["answers"]]) == (season, [AnswerKind.BROADCASTER] * 2)
    assert (then["season"], [each.answer.kind for each in then["answers"]]) == (past, [AnswerKind.NOBODY])
    assert client.get("/where-to-watch/ita/?season=2099-00").status_code == 404


def test_session_without_a_time_is_said_to_be_unpublished(client):
    season_of(1)
    assert "Start not known" in flat(client.get("/where-to-watch/nor/").text)
    coming = factories.season(timezone.now().year + 1)
    event = factories.event(season=coming)
    factories.session(event=event)
    assert "Start not yet published" in flat(client.get("/where-to-watch/nor/").text)
    assert "Start not yet published" in flat(client.get("/where-to-watch/").text)


def test_watch_page_without_any_event_says_so(client):
    assert "No event yet" in client.get("/where-to-watch/").content.decode()


@pytest.mark.parametrize("listings", [1, 40])
def test_watch_pages_ask_few_queries_however_many_listings(client, django_assert_num_queries, listings):
    season_of(4)
    for noc in Country.objects.with_viewers().values_list("noc", flat=True)[:listings]:
        factories.listing(country=Country.objects.get(noc=noc))
    # event, sessions, races, countries, listings, showings, the season's events, the banner
    with django_assert_num_queries(8):
        client.get("/where-to-watch/")
    # country, seasons, nearest event, events, sessions, listings, showings, banner
    with django_assert_num_queries(8):
        client.get("/where-to-watch/nor/")


# iCalendar


def test_event_without_times_is_one_entry_of_whole_days(client):
    factories.event(start_date=DAY)
    text = client.get("/events/2025-26/calendar.ics").content.decode()
    assert text.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20251114\r\nDTEND;VALUE=DATE:20251117\r\n" in text


def test_session_with_a_time_is_an_entry_in_utc(client):
    start = datetime.datetime(2025, 11, 14, 17, 30, tzinfo=datetime.UTC)
    session = factories.session(event=factories.event(start_date=DAY), starts_at=start)
    factories.race(session=session)
    response = client.get("/events/calendar.ics")
    text = response.content.decode()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    session.refresh_from_db()
    assert f"UID:{session.uid}@isuwc\r\n" in text
    assert "SEQUENCE:0\r\n" in text
    assert "STATUS:CONFIRMED\r\n" in text
    assert "DTSTART:20251114T173000Z\r\nDTEND:20251114T203000Z\r\n" in text
    assert "DESCRIPTION:500m Women\r\n" in text


def test_feed_is_the_same_for_the_same_data_and_asks_few_queries(client, django_assert_num_queries):
    season_of(5)
    with django_assert_num_queries(3):  # events, sessions, races
        first = client.get("/events/calendar.ics").content
    assert client.get("/events/calendar.ics").content == first


def test_lines_are_folded_at_75_octets(client):
    venue = factories.venue(city="Tomaszów Mazowiecki", name="Arena Lodowa " + "ż" * 25)
    factories.event(start_date=DAY, venue=venue)
    lines = client.get("/events/2025-26/1-tomaszow-mazowiecki/calendar.ics").content.split(b"\r\n")
    assert max(map(len, lines)) <= 75


def test_season_s_events_stand_in_their_order_whatever_was_saved_last(client):
    season = factories.season()
    days = [datetime.date(2025, 12, 5), datetime.date(2025, 11, 14), datetime.date(2026, 1, 23)]
    for day in days:
        factories.event(season=season, start_date=day)
    schedules = client.get(season.get_absolute_url()).context["schedules"]
    assert [each.event.start_date for each in schedules] == sorted(days)
    (shown,) = client.get("/events/").context["seasons"]
    assert [event.start_date for event in shown.events.all()] == sorted(days)
