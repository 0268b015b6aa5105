"""Home has the podiums of the latest day of racing, until a week after its event."""

import datetime

import pytest
from django.template.loader import render_to_string

from events.models import Event, Race
from isuwc.clock.words import moment_of
from standings.pages.races.podiums import latest_podiums
from tests.factories import events as calendar
from tests.factories import standings
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 11, 14)
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def at(monkeypatch):
    """Sets the time at which home is read."""
    return lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def noon(day):
    return datetime.datetime(2025, 11, day, 12, tzinfo=datetime.UTC)


def races(latest):
    return (latest.date.day, [podium.race for podium in latest.podiums]) if latest else None


def day_of_races(event, number, *kinds):
    """A session on the event's day of that number, with a result of a race of each kind."""
    session = calendar.session(event=event, number=number, date=event.start_date + datetime.timedelta(days=number - 1))
    made = [calendar.race(session=session, ordinal=number, **kind) for kind in kinds]
    for race in made:
        for place in range(4):
            standings.result(race, hundredths=3700 + place)
    return made


def test_home_shows_the_podiums_of_the_latest_day_in_the_order_of_the_programme(client, at):
    event = calendar.event(start_date=DAY)
    day_of_races(event, 1, {})
    women, _, men = day_of_races(event, 2, {}, {"division": "B"}, {"category": "men"})
    at(noon(15))
    page = client.get("/")
    latest = page.context["latest"]
    assert (latest.event, races(latest)) == (event, (15, [women, men]))
    assert [figure for _, figure in latest.podiums[0].lines] == ["37.00", "+0.01", "+0.02"]
    text = flat(page.text)
    # What is on comes first, and on other days the podiums of the week
    assert text.index('id="season"') < text.index('id="podiums"')
    at(noon(18))
    after = flat(client.get("/").text)
    assert after.index('id="podiums"') < after.index('id="season"')
    assert "Saturday 15 November 2025 · World Cup 1" in text
    assert f'<h3><a href="{women.get_absolute_url()}">{women.title}</a></h3>' in text


def test_home_keeps_the_podiums_for_seven_days_after_the_event_at_the_venue(client, at):
    """From 14 to 16 November in Oslo, an hour before UTC."""
    women = day_of_races(calendar.event(start_date=DAY), 1, {})
    gone = datetime.datetime(2025, 11, 23, 23, tzinfo=datetime.UTC)
    found = []
    for moment in (gone - SECOND, gone):
        at(moment)
        page = client.get("/")
        found.append((races(page.context["latest"]), 'id="podiums"' in page.text))
    assert found == [((14, women), True), (None, False)]


def test_day_with_division_b_alone_or_without_a_known_podium_leaves_the_day_before(client, at):
    event = calendar.event(start_date=DAY)
    friday = day_of_races(event, 1, {})
    day_of_races(event, 2, {"division": "B"})
    partial, open_ = day_of_races(event, 3, {}, {"category": "men"})
    partial.results.update(rank=None)
    Race.objects.filter(pk=partial.pk).update(result_state="partial")
    Race.objects.filter(pk=open_.pk).update(result_state="none")  # lines of which nobody has said that they count
    at(noon(16))
    assert races(client.get("/").context["latest"]) == (14, friday)


def test_newest_of_two_recent_events_is_shown(client, at):
    first = calendar.event(start_date=DAY)
    day_of_races(first, 1, {})
    second = calendar.event(start_date=DAY + datetime.timedelta(days=5))
    at(noon(19))
    assert client.get("/").context["latest"].event == first
    day_of_races(second, 1, {})
    assert client.get("/").context["latest"].event == second


def test_unofficial_podium_says_so(client, at):
    (race,) = day_of_races(calendar.event(start_date=DAY), 1, {})
    Race.objects.filter(pk=race.pk).update(result_state="unofficial")
    at(noon(14))
    assert '<span class="chip">Unofficial result</span>' in client.get("/").text


def test_home_at_another_moment_shows_the_podiums_of_then(client, season):
    """20:20 UTC is in the middle of the second day: 13:20 in Salt Lake City."""
    sign_in(client, "Broadcast")
    latest = client.get("/", {"at": "2025-11-15T20:20Z"}).context["latest"]
    assert (str(latest.event), latest.date.day) == ("World Cup 1, Salt Lake City 2025/26", 15)
    assert [podium.race.title for podium in latest.podiums] == ["1st 500m Women"]
    assert [str(result.competitor) for result in latest.podiums[0].results][:1] == ["Femke Kok"]
    assert client.get("/", {"at": "2025-11-14T20:00Z"}).context["latest"] is None  # Division B alone was skated
    assert client.get("/", {"at": "2026-06-01T12:00Z"}).context["latest"] is None


def test_podiums_cost_one_query_and_with_all_that_home_prints_of_them_another(season, at, django_assert_num_queries):
    event = Event.objects.get(season=season, number=3)
    at(moment_of("2026-06-01T12:00Z"))
    with django_assert_num_queries(1):
        assert latest_podiums() is None
    at(moment_of(f"{event.end_date}T23:00Z"))
    with django_assert_num_queries(2):
        shown = render_to_string("includes/_latest_podiums.html", {"latest": latest_podiums()})
    assert shown.count('class="race-podium"') > 3
