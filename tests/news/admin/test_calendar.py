"""The newsroom's calendar: what stands on which day, in both shapes, for whom, and at what cost."""

import datetime

import pytest
from django.utils import timezone

from events.models import Showing
from news.admin.desk.days import Happening, month_of, next_month, weeks
from news.editions.publishing import plan, publish, withdraw
from news.models import Article
from tests.factories import events
from tests.factories import news as factories
from tests.factories.people import sign_in
from tests.news.admin.pages import page, text

pytestmark = pytest.mark.django_db
PAGE = "/admin/news/article/calendar/"
TODAY = datetime.date(2025, 11, 20)


def on(client, **asked) -> dict[str, list[tuple[str, str, str]]]:
    """What stands on each day of the month: kind, words, what is beside them."""
    days = client.get(PAGE, asked).context["days"]
    return {f"{day.date:%d}": [(each.kind, each.words, each.more) for each in day.happenings] for day in days}


def utc(day: int, hour: int, month: int = 12, year: int = 2099) -> datetime.datetime:
    return datetime.datetime(year, month, day, hour, tzinfo=datetime.UTC)


def test_stories_stand_on_their_days_by_the_venues_clocks(client):
    sign_in(client, "Editor")
    in_utah = events.event(
        season=events.season(2099),
        venue=events.venue("Kearns", time_zone="America/Denver"),
        start_date=datetime.date(2099, 12, 4),
    )
    late = factories.article(title="Late", event=in_utah)
    publish(late, None, utc(6, 2))  # 5 December in Utah
    publish(factories.revise(late), None, utc(7, 20), keep=[1])
    withdraw(late, None, utc(31, 12))
    plan(factories.article(title="Planned"), utc(5, 1), None)
    found = on(client, month="2099-12")
    assert found["05"][1:] == [
        ("scheduled", "Planned: is planned, not published", "01:00 UTC"),
        ("scheduled", "Late: edition 1 goes live", "19:00 in Kearns, 02:00 UTC"),
    ]
    assert found["07"] == [("scheduled", "Late: edition 2 goes live", "13:00 in Kearns, 20:00 UTC")]
    assert found["31"] == [("withdrawal", "Late: is withdrawn", "05:00 in Kearns, 12:00 UTC")]
    assert list(found) == ["04", "05", "06", "07", "31"]


def test_published_story_leads_to_its_article(client):
    sign_in(client, "Journalist")
    article = factories.article(title="Archive")
    publish(article, None, utc(14, 18, 11, 2022))
    (day,) = client.get(PAGE, {"month": "2022-11"}).context["days"]
    assert day.happenings == [
        Happening(day.date, utc(14, 18, 11, 2022), "story", "Archive: published", page("change", article), "18:00 UTC")
    ]


@pytest.mark.parametrize("role", ["Contributor", "Journalist", "Editor"])
def test_what_is_scheduled_leads_nobody_to_a_page_that_is_refused(client, role):
    user = sign_in(client, role)
    article, planned = factories.article(), factories.article()
    plan(planned, utc(5, 1), None)
    publish(article, None, utc(5, 2))
    withdraw(article, None, utc(5, 3))
    (day,) = client.get(PAGE, {"month": "2099-12"}).context["days"]
    publishes, withdraws = user.has_perm("news.publish_article"), user.has_perm("news.withdraw_article")
    addresses = [each.address for each in day.happenings]
    assert addresses == [
        page("publish", planned) if publishes else page("change", planned),
        page("waiting", article, 1) if publishes else page("change", article),
        page("withdraw", article) if withdraws else page("change", article),
    ]
    assert [client.get(address).status_code for address in addresses] == [200] * 3


def test_events_sessions_and_broadcasts_stand_beside_them(client):
    sign_in(client, "Journalist")
    event = events.event(season=events.season(2099), start_date=datetime.date(2099, 12, 4))
    session = events.session(event=event, number=1, date=event.start_date, starts_at=utc(4, 18))
    events.session(event=event, number=2, date=event.start_date, starts_at=None)
    listing = events.listing(season=event.season)
    showing = Showing.objects.create(listing=listing, session=session, starts_at=utc(4, 19))
    found = on(client, month="2099-12")
    assert found["04"] == [
        ("event", str(event), ""),
        ("session", "Session 2, Stavanger", "no time yet"),
        ("session", "Session 1, Stavanger", "19:00 in Stavanger, 18:00 UTC"),
        ("broadcast", f"{listing.broadcaster}: Session 1, Stavanger", "20:00 in Stavanger, 19:00 UTC"),
    ]
    addresses = {
        each.kind: each.address for each in client.get(PAGE, {"month": "2099-12"}).context["days"][0].happenings
    }
    assert addresses["broadcast"] == f"/admin/events/listing/{showing.listing_id}/change/"
    assert addresses["event"] == event.get_absolute_url()
    assert client.get(addresses["broadcast"]).status_code == 200
    sign_in(client, "Editor")
    assert client.get(PAGE).status_code == 200


def test_list_and_month_have_the_same(client):
    sign_in(client, "Journalist")
    publish(factories.article(title="Once"), None, utc(14, 18, 11, 2022))
    month, as_list = (client.get(PAGE, {"month": "2022-11", **more}) for more in ({}, {"as": "list"}))
    assert ("calendar-month" in month.text, "calendar-month" in as_list.text) == (True, False)
    for response in (month, as_list):
        assert "Once: published" in text(response)
    assert 'href="?month=2022-10&amp;as=list"' in as_list.text
    assert 'href="?month=2022-10"' in month.text
    assert "Nothing happens in this month." in text(client.get(PAGE, {"month": "1999-01", "as": "list"}))


def test_calendar_is_for_those_who_see_articles(client):
    sign_in(client, "Broadcast")
    assert client.get(PAGE).status_code == 403


def test_calendar_asks_as_many_queries_whatever_there_is(client, django_assert_num_queries):
    sign_in(client, "Journalist")
    now = timezone.now()

    def fill(number):
        season = events.season(now.year if now.month >= 7 else now.year - 1)
        event = events.event(season=season, number=number, start_date=now.astimezone(events.OSLO).date())
        session = events.session(event=event, number=1, date=event.start_date, starts_at=now)
        listing = events.listing(season=event.season, broadcaster=events.broadcaster(f"TV {number}"))
        Showing.objects.create(listing=listing, session=session, starts_at=now)
        article = factories.edition(event=event).article
        publish(factories.revise(article), None, now + datetime.timedelta(minutes=number))

    fill(1)
    client.get(PAGE)
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)
    fill(2)
    fill(3)
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)
    assert Article.objects.count() == 3


QUERIES = 10


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2026-02", "2026-02-01"), ("1985-07", "1985-07-01"), ("2101-06", "2101-06-01"), ("1985-06", "2025-11-01"),
        ("2101-07", "2025-11-01"), ("2026-13", "2025-11-01"), ("2026-00", "2025-11-01"), ("", "2025-11-01"),
        ("99999-01", "2025-11-01"), ("٢٠٢٦-٠٢", "2025-11-01"),
    ],
)  # fmt: skip
def test_month_is_one_that_the_site_knows(written, month):
    assert str(month_of(written, TODAY)) == month


@pytest.mark.parametrize(
    ("by", "month"), [(1, "2026-01-01"), (-1, "2025-11-01"), (13, "2027-01-01"), (-12, "2024-12-01")]
)
def test_months_follow_each_other(by, month):
    assert str(next_month(datetime.date(2025, 12, 1), by)) == month


def test_days_of_a_month_stand_in_weeks_from_monday():
    noon = Happening(TODAY, utc(20, 12, 11, 2025), "story", "B", "/")
    all_day = Happening(TODAY, None, "event", "C", "/")
    found = weeks(TODAY.replace(day=1), TODAY, [noon, all_day])
    days = [day for week in found for day in week]
    assert (str(days[0].date), str(days[-1].date), {len(week) for week in found}) == ("2025-10-27", "2025-11-30", {7})
    today = next(day for day in days if day.is_today)
    assert (list(today.happenings), today.classes) == ([all_day, noon], "is-today")
    assert (days[0].classes, days[6].classes) == ("is-other is-empty", "is-empty")
