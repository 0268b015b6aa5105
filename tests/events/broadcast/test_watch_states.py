"""A country's answer in every state of its rights, as fans meet it before, during and after the event."""

import datetime
import re

import pytest
from django.utils import timezone

from events.models import CountryGroup, Event, Showing
from events.models.planned import Plan
from tests.factories import events as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
BEGINS = {"to come": 2, "on": -1, "over": -20}  # days from today to its first


class Weekend:
    """An event with a session on each of its three days at 16:45, and Example TV's listing of it in Norway."""

    def __init__(self, first: datetime.date, sessions: int = 3, **listing) -> None:
        self.season = factories.season(first.year if first.month >= 7 else first.year - 1)
        factories.stream(season=self.season, name="Example stream")
        days = min(sessions, 3)
        self.event = factories.event(
            season=self.season, start_date=first, end_date=first + datetime.timedelta(days=days - 1)
        )
        self.sessions = [
            factories.session(event=self.event, date=day, starts_at=self.at(day, 16, 45)) for day in self.event.days()
        ]
        broadcaster = factories.broadcaster("Example TV")
        self.listing = factories.listing(broadcaster=broadcaster, **{"channel": "Winter", **listing})

    def at(self, day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
        return self.event.venue.at(day, datetime.time(hour, minute))

    def shows(self, number: int, **values) -> None:
        Showing.objects.create(listing=self.listing, session=self.sessions[number], **values)

    def leaves_out(self, *numbers: int) -> None:
        for number in numbers:
            self.shows(number, is_shown=False, note="Football")

    @property
    def night(self) -> datetime.datetime:
        """After midnight of the first evening."""
        return self.at(self.event.start_date + datetime.timedelta(days=1), 0, 30)


def one_at_its_own_time(first, **listing):
    found = Weekend(first, **listing)
    found.shows(0, starts_at=found.night, timing="delayed", note="Sign language", link="https://example.org/2")
    return found


def one_and_the_rest_left_out(first, **listing):
    found = one_at_its_own_time(first, **listing)
    found.leaves_out(1, 2)
    return found


def two_in_one_programme(first):
    found = Weekend(first)
    for number in (0, 1):
        found.shows(number, starts_at=found.at(found.event.end_date, 22), timing="delayed")
    found.leaves_out(2)
    return found


def all_in_one_programme(first):
    found = Weekend(first)
    for number in range(3):
        found.shows(number, starts_at=found.at(found.event.end_date, 22), timing="delayed")
    return found


def highlights_in_one_programme(first):
    found = Weekend(first, timing="highlights")
    for number in range(3):
        found.shows(number, starts_at=found.at(found.event.end_date, 22))
    return found


def right_of_one_day(first):
    return one_at_its_own_time(first, starts_on=first, ends_on=first)


def all_others_cancelled(first):
    found = one_at_its_own_time(first)
    for session in found.sessions[1:]:
        session.plan = Plan.CANCELLED
        session.save()
    return found


def event_of_one_session(first):
    found = Weekend(first, sessions=1)
    found.shows(0, starts_at=found.night, timing="delayed")
    return found


def start_not_published(first):
    found = event_of_one_session(first)
    found.sessions[0].starts_at = None
    found.sessions[0].save()
    return found


def group_of_countries(first):
    group = CountryGroup.objects.create(name="Nordic")
    group.countries.set(["NOR", "SWE"])
    return one_and_the_rest_left_out(first, country=None, group=group)


def exclusive_holder_leaves_out(first):
    found = Weekend(first, is_exclusive=True, is_example=True)
    found.leaves_out(0, 1, 2)
    return found


def two_broadcasters(first):
    found = one_at_its_own_time(first, note="Geo-blocked", checked_on=datetime.date(2025, 11, 18))
    factories.listing(broadcaster=factories.broadcaster("Other TV"), timing="delayed", link="https://example.org/other")
    return found


def nothing(first):
    found = Weekend(first)
    found.listing.delete()
    return found


# What the whole event is said to begin at: the event's second day at half past midnight, its last at ten, or nothing
STATES = {
    one_at_its_own_time: None,
    one_and_the_rest_left_out: None,
    two_in_one_programme: None,
    all_in_one_programme: "22:00",
    highlights_in_one_programme: "22:00",
    right_of_one_day: None,
    all_others_cancelled: "00:30",
    event_of_one_session: "00:30",
    start_not_published: None,  # it was, when the broadcast was said: its time is not confirmed
    group_of_countries: None,
    exclusive_holder_leaves_out: None,
    two_broadcasters: None,
    nothing: None,
}


def first_day(when: str) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=BEGINS[when])


@pytest.mark.parametrize("when", BEGINS)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_country_is_answered_and_told_a_time_of_the_event_only_where_all_of_it_is_shown_then(client, state, when):
    event = state(first_day(when)).event
    page = client.get(f"/where-to-watch/nor/?season={event.season.slug}")
    assert page.status_code == 200
    (watch,) = page.context["answers"]
    times = [right.shown_at for right in (*watch.answer.shown_by, *watch.answer.highlights) if right.shown_at]
    assert [time.clock for time in times] == ([STATES[state]] if STATES[state] else [])
    answer = page.text.partition('<div class="answer')[2].partition("</div>")[0]
    for time in times:
        assert f"{time.local:%a} {time.local.day} {time.local:%b} {time.clock}</time> in Stavanger" in answer
    assert ("data-local" in answer) == bool(times)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_page_that_tells_answers_is_made_whatever_they_are(client, state):
    event = state(first_day("on")).event
    addresses = ["/", "/where-to-watch/", "/where-to-watch/nor/", "/where-to-watch/nor/calendar.ics"]
    addresses += [event.get_absolute_url(), event.season.get_absolute_url(), "/events/"]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def own_lines(page: str) -> list[str]:
    """What stands beside single sessions."""
    return [part.partition("</span></li>")[0] for part in flat(page).split('<span class="own"')[1:]]


def test_session_s_own_link_and_note_are_printed_beside_its_broadcaster_and_in_calendars(client):
    weekend = one_and_the_rest_left_out(first_day("to come"))
    first, second, _ = own_lines(client.get("/where-to-watch/nor/").text)
    night = weekend.night.astimezone(weekend.event.venue.zone)
    words = f"{night:%a} {night.day} {night:%b} 00:30"
    assert '<a href="https://example.org/2" rel="noopener">Example TV</a> · Winter · delayed from' in first
    assert f"{words}</time> in Stavanger" in first
    assert '<span class="own-note">Sign language</span>' in first
    assert "Example TV does not show this session, so it is streamed." in second
    assert '<span class="own-right own-note">Example TV: Football</span>' in second
    calendar = client.get("/where-to-watch/nor/calendar.ics").text.replace("\r\n ", "")
    said = f"Example TV, Winter, delayed, from {words} in Stavanger, https://example.org/2, Sign language"
    assert f"In Norway: {said}" in calendar.replace("\\,", ",")
    assert calendar.count("In Norway: Example TV: Football") == 2


def test_highlights_of_a_session_have_their_time_link_and_note(client):
    weekend = Weekend(first_day("to come"), timing="highlights")
    at = weekend.at(weekend.event.start_date, 22)
    weekend.shows(0, starts_at=at, link="https://example.org/short", note="Ten minutes")
    (line,) = own_lines(client.get("/where-to-watch/nor/").text)
    assert '<a href="https://example.org/short" rel="noopener">Example TV</a> · Winter · highlights from' in line
    assert f"{at.astimezone(weekend.event.venue.zone):%a} 22:00</time> in Stavanger" in line
    assert '<span class="own-note">Ten minutes</span>' in line


def test_cancelled_session_has_no_broadcaster_of_its_own(client):
    all_others_cancelled(first_day("to come"))
    assert own_lines(client.get("/where-to-watch/nor/").text) == []
    calendar = client.get("/where-to-watch/nor/calendar.ics").text
    assert (calendar.count("STATUS:CANCELLED"), calendar.count("In Norway")) == (2, 1)


def test_notes_and_checks_stand_with_their_own_broadcaster(client):
    two_broadcasters(first_day("to come"))
    text = flat(client.get("/where-to-watch/nor/").text)
    answer = text.partition('<div class="answer')[2].partition("</div>")[0]
    first, second = answer.split('<p class="answer-who">')[1:]
    assert re.findall(r'<p class="answer-note">\s*(.*?)\s*</p>', first) == ["Example TV: Geo-blocked"]
    assert "Geo-blocked" not in second
    assert "<li>Example TV: last checked on 18 November 2025. Source: A contract.</li>" in answer
    assert "<li>Other TV: no date of a last check is on record. Source: A contract.</li>" in answer
    assert "<li>Example stream: no date of a last check is on record. Source: A test.</li>" in answer


def test_list_of_listings_says_what_each_covers(client, admin_client):
    weekend = Weekend(first_day("to come"), season=None)
    later = weekend.event.end_date + datetime.timedelta(days=7)
    other = factories.event(season=weekend.season, number=2, is_final=True, start_date=later)
    rows = {"the series": weekend.listing}
    year = weekend.season.name
    for words, named, excepted in (
        ("World Cup 1 and the World Cup Final", [weekend.event, other], []),
        (f"the season {year}", [], []),
        (f"the season {year} except World Cup 1", [], [weekend.event]),
    ):
        rows[words] = factories.listing(season=weekend.season)
        rows[words].events.set(named)
        rows[words].except_events.set(excepted)
    rows["the series except events held in Norway"] = factories.listing()
    rows["the series except events held in Norway"].except_held_in.set(["NOR"])
    rows["the series, women’s races only, some sessions only"] = factories.listing(
        competitors="women", only_sessions=True, timing="delayed", also=["on demand"]
    )
    page = admin_client.get("/admin/events/listing/")
    assert "delayed, on demand" in page.text
    shown = page.context["cl"].model_admin
    listed = {listing.pk: shown.scope(listing) for listing in page.context["cl"].result_list}
    assert listed == {listing.pk: words for words, listing in rows.items()}
    assert Event.objects.count() == 2
