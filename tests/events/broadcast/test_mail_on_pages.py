"""What a broadcaster's mail says, as fans and programs meet it: pages, JSON and calendars."""

import datetime
import re

import pytest
from django.utils import timezone
from icalendar import Calendar

from events.models import Listing, ListingsRevision, Showing
from tests.factories import events as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """In two days, with a session for the women and one for the men."""
    first = timezone.localdate() + datetime.timedelta(days=2)
    season = factories.season(first.year if first.month >= 7 else first.year - 1)
    factories.stream(season=season)
    event = factories.event(season=season, start_date=first, end_date=first)
    for number, category in enumerate(("women", "men")):
        at = event.venue.at(first, datetime.time(12 + 4 * number))
        session = factories.session(event=event, date=first, starts_at=at)
        factories.race(session=session, category=category, starts_at=at)
    return event


def mail(event, **values) -> Listing:
    usual = {
        "season": event.season, "country": factories.country("SUI"), "part": "German-speaking part",
        "also": ["on demand"], "platform": "both", "link": "https://example.org/tv",
        "app_link": "https://example.org/app", "programme_link": "https://example.org/programme",
        "is_geo_blocked": True, "note": "With studio", "is_exclusive": True,
    }  # fmt: skip
    return factories.listing(**{**usual, **values})


def answer(client) -> str:
    return flat(client.get("/where-to-watch/sui/").text).partition('<div class="answer')[2].partition("</div>")[0]


def words(html: str) -> str:
    """As they are read; what is for screen readers alone included."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_country_s_page_says_all_of_it(client, event):
    mail(event)
    found = answer(client)
    assert words(found).startswith(
        'answer-broadcaster"> Example Sports TV and stream · live, on demand · German-speaking part only '
        "App of Example Sports · Programme of Example Sports · Its stream plays inside the country only (geo-blocked) "
        "With studio Example Sports has the rights to the season "
    )
    assert "(German-speaking part). Nobody is on record as showing it in the rest of the country." in found
    assert re.findall(r'href="([^"]+)"', found) == [
        "https://example.org/tv", "https://example.org/app", "https://example.org/programme",
    ]  # fmt: skip


def test_note_says_whose_it_is_where_several_stand_together_and_in_one_session_too(client, event):
    mail(event)
    other = mail(event, broadcaster=factories.broadcaster("Other TV"), note="", timing="highlights", also=[])
    assert "Example Sports: With studio" in answer(client)
    Showing.objects.create(listing=other, session=event.sessions.first(), note="At midnight")
    page = words(flat(client.get("/where-to-watch/sui/").text))
    assert "Other TV: At midnight" in page
    other.delete()
    assert "Example Sports: With studio" not in answer(client)


def test_women_s_races_are_said_and_the_men_s_session_is_nobody_s(client, event):
    mail(event, part="", competitors="women")
    page = words(flat(client.get("/where-to-watch/sui/").text))
    assert "live, on demand · women’s races only" in page
    assert "Example Sports has the rights to the women’s races of the season" in page
    assert "so this session is streamed." in page
    row = words(flat(client.get("/where-to-watch/").text).partition('data-noc="SUI"')[2].partition("</li>")[0])
    assert "Example Sports (women’s races only)" in row


def test_json_has_every_part_of_it(client, event):
    listing = mail(event, competitors="men", checked_on=datetime.date(2025, 11, 18))
    [found] = client.get(f"/where-to-watch/sui.json?season={event.season.slug}").json()["answers"]
    assert found["broadcasters"] == [
        {
            "name": "Example Sports",
            "channel": "",
            "platform": "TV and stream",
            "timing": "live",
            "also": ["on demand"],
            "part": "German-speaking part",
            "competitors": "men",
            "only_sessions": None,
            "access": "",
            "language": "",
            "link": "https://example.org/tv",
            "app_link": "https://example.org/app",
            "programme_link": "https://example.org/programme",
            "geo_blocked": True,
            "note": "With studio",
            "source": listing.source,
            "checked_on": "2025-11-18",
        }
    ]


def test_json_has_the_numbers_of_the_sessions_that_alone_are_shown(client, event):
    def only() -> list[list[int] | None]:
        [found] = client.get("/where-to-watch/sui.json").json()["answers"]
        return [each["only_sessions"] for each in (*found["broadcasters"], *found["highlights"])]

    third = factories.session(event=event, date=event.start_date, number=3)
    second = event.sessions.get(number=2)
    live = mail(event, only_sessions=True, note="")
    late = mail(event, broadcaster=factories.broadcaster("Other TV"), timing="highlights", also=[], only_sessions=True)
    for listing, session in ((live, second), (live, third), (late, second)):
        Showing.objects.create(listing=listing, session=session)
    assert only() == [[2, 3], [2]]
    third.plan = "cancelled"  # nobody shows it
    third.save()
    assert only() == [[2], [2]]
    Showing.objects.create(listing=live, session=event.sessions.get(number=1))
    assert only() == [None, [2]]  # all that are held


def test_calendar_says_it_in_one_line_with_the_start_beside_its_own_way(client, event):
    listing = mail(event)
    session = event.sessions.first()
    Showing.objects.create(
        listing=listing, session=session, starts_at=session.starts_at + datetime.timedelta(hours=1), timing="delayed"
    )
    entries = Calendar.from_ical(client.get("/where-to-watch/sui/calendar.ics").content).walk("VEVENT")
    [line] = [each for each in str(entries[0]["DESCRIPTION"]).splitlines() if each.startswith("In Switzerland")]
    assert re.sub(r"from \w+ \d\d:\d\d in \w+", "from …", line) == (
        "In Switzerland: Example Sports, delayed, from …, on demand, German-speaking part only, geo-blocked, "
        "https://example.org/tv, App: https://example.org/app, Programme: https://example.org/programme, With studio"
    )


def test_races_that_come_or_change_count_as_a_change_of_what_calendars_say(event):
    """Whose races a session has decides whether a listing for the women's is for it. Results change nothing."""
    mail(event, competitors="women")
    race = event.races.first()

    def moves(change) -> bool:
        ListingsRevision.objects.update(changed_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
        change()
        return ListingsRevision.moment().year > 2020

    assert moves(lambda: event.races.filter(pk=race.pk).update(category="men"))
    assert not moves(lambda: event.races.filter(pk=race.pk).update(result_state="official", category="men"))
    assert moves(lambda: event.races.filter(pk=race.pk).update(session=event.sessions.last()))
    assert moves(lambda: event.races.filter(pk=race.pk).delete())
    assert moves(lambda: factories.race(session=event.sessions.first(), number=9))
