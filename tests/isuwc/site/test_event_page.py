import datetime

import pytest

from events.models import Event
from tests.factories import events as calendar
from tests.factories import news

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 11, 14)


def test_event_shows_each_of_its_days_with_sessions_and_races_in_their_order(client):
    event = calendar.event(start_date=DAY)
    second = calendar.session(event=event, number=2, date=DAY)
    first = calendar.session(event=event, number=1, date=DAY)
    late = calendar.race(session=second, event=event, number=2, ordinal=2)
    early = calendar.race(session=first, event=event, number=1, ordinal=1)
    days = client.get(event.get_absolute_url()).context["schedule"].days
    assert [day.date for day in days] == event.days()
    assert [list(session.races.all()) for session in days[0].sessions] == [[early], [late]]
    assert days[1].sessions == []


def test_event_without_times_says_so_and_one_with_times_prints_the_venues(client):
    event = calendar.event(start_date=DAY)
    session = calendar.session(event=event, date=DAY)
    assert client.get(event.get_absolute_url()).context["schedule"].has_times is False
    session.starts_at = datetime.datetime(2025, 11, 14, 17, 30, tzinfo=datetime.UTC)
    session.save()
    response = client.get(event.get_absolute_url())
    assert response.context["schedule"].has_times is True
    assert "Fri 18:30" in response.content.decode()  # in Oslo


def test_event_shows_its_own_live_news_only(client):
    event, other = calendar.event(start_date=DAY), calendar.event(start_date=DAY)
    own = news.edition(event=event)
    news.edition(event=other)
    news.article(event=event)
    assert client.get(event.get_absolute_url()).context["stories"] == [own]


def test_event_has_its_neighbours_in_the_season(client):
    season = calendar.season()
    first, second, third = (calendar.event(season=season, start_date=DAY) for _ in range(3))
    context = client.get(second.get_absolute_url()).context
    assert (context["previous"], context["next"]) == (first, third)
    context = client.get(first.get_absolute_url()).context
    assert (context["previous"], context["next"]) == (None, second)


def test_event_shows_who_led_after_it(client, season):
    shown = client.get(Event.objects.get(season=season, number=1).get_absolute_url()).context["standings"]
    leaders = {(cup.category, cup.slug): rows[0].competitor.name for cup, rows, _ in shown}
    assert leaders["women", "500m"] == "Femke Kok"
    assert leaders["women", "1000m"] == "Jutta Leerdam"
    assert leaders["men", "mass-start"] == "Jorrit Bergsma"


def test_event_asks_the_same_few_queries_however_long_its_programme(client, season, django_assert_max_num_queries):
    sizes = []
    for number in (1, 4):  # 28 races with results, and none
        with django_assert_max_num_queries(16) as queries:
            client.get(Event.objects.get(season=season, number=number).get_absolute_url())
        sizes.append(len(queries))
    assert max(sizes) <= 16


@pytest.mark.parametrize("path", ["/events/2025-26/9-nowhere/", "/events/2024-25/1-stavanger/"])
def test_unknown_event_is_not_found(client, path):
    calendar.event(start_date=DAY)
    assert client.get(path).status_code == 404
