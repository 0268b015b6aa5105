"""The page of all that goes live or away by itself: what it says, what can be done from it, and by whom."""

import datetime
import re

import pytest

from news.admin.desk.scheduled import coming
from news.editions.publishing import plan, publish, withdraw
from news.models import Period
from tests.factories import events
from tests.factories import news as factories
from tests.factories.people import sign_in, staff
from tests.news.admin.pages import NOON, TWO, page, said, text

pytestmark = pytest.mark.django_db
PAGE = "/admin/news/article/scheduled/"


@pytest.fixture
def set_up():
    editor = staff("Editor", "ed")
    waits = factories.article(title="Waits", event=events.event())
    publish(waits, editor, NOON)
    publish(factories.revise(waits), editor, TWO, keep=[1])
    withdraw(waits, editor, TWO.replace(hour=18))
    plan(factories.article(title="Planned"), NOON.replace(hour=9), None)
    factories.edition(title="Live")
    return waits


def titles(client) -> list[tuple[str, str, bool]]:
    return [(row["each"].title, row["each"].what, row["may"]) for row in client.get(PAGE).context["rows"]]


def test_editor_sees_all_in_order_with_every_clock(client, set_up):
    sign_in(client, "Editor")
    assert titles(client) == [
        ("Planned", "is planned, not published", True),
        ("Waits", "edition 1 goes live", True),
        ("Waits", "edition 2 goes live", True),
        ("Waits", "is withdrawn", True),
    ]
    shown = text(client.get(PAGE))
    assert "1 December 2099, 12:00 UTC (13:00 in Stavanger), set by ed" in shown
    assert len(re.findall(r"in \d+ days \d+ hours", shown)) >= 3
    times = re.findall(
        r'<time class="newsroom-moment" datetime="(.*?)" data-own data-zone="(.*?)">', client.get(PAGE).text
    )
    assert times == [
        ("2099-12-01T09:00:00Z", "UTC"),
        ("2099-12-01T12:00:00Z", "Europe/Oslo"),
        ("2099-12-01T14:00:00Z", "Europe/Oslo"),
        ("2099-12-01T18:00:00Z", "Europe/Oslo"),
    ]


def test_journalist_can_cancel_editions_and_not_the_withdrawal(client, set_up):
    sign_in(client, "Journalist")
    assert [may for _, _, may in titles(client)] == [True, True, True, False]
    assert ("Move, or now…" in text(client.get(PAGE)), "Move…" in text(client.get(PAGE))) == (False, True)
    response = client.post(page("waiting", set_up, 2), {"_cancel": "1", "_from_scheduled": "1"})
    assert response["Location"] == PAGE
    assert said(client, PAGE).startswith("Edition 2 is cancelled: it will not go live on 1 December 2099, 14:00 UTC")
    assert [what for _, what, _ in titles(client)][1:] == ["edition 1 goes live", "is withdrawn"]
    assert client.post(page("withdraw", set_up), {"_stay": "1", "_from_scheduled": "1"}).status_code == 403


def test_editor_cancels_the_withdrawal_in_one_click(client, set_up):
    sign_in(client, "Editor")
    row = client.get(PAGE).context["rows"][-1]["each"]
    response = client.post(row.cancel, {row.cancel_name: "1", "_from_scheduled": "1"})
    assert response["Location"] == PAGE
    assert not Period.objects.filter(withdrawn_at__isnull=False).exists()


def test_what_cannot_be_done_any_more_is_said(client, set_up):
    sign_in(client, "Editor")
    data = {"_cancel": "1", "_from_scheduled": "1"}
    client.post(page("waiting", set_up, 1), data)
    assert "Edition 1 no longer waits." in text(client.post(page("waiting", set_up, 1), data))


def test_empty_page_says_how_a_story_is_scheduled(client):
    sign_in(client, "Journalist")
    assert "Nothing is scheduled. A story is scheduled when it is published" in text(client.get(PAGE))


def test_page_is_for_those_who_see_articles(client):
    sign_in(client, "Results")
    assert client.get(PAGE).status_code == 403


def test_moment_that_has_come_is_gone_from_it(set_up):
    second = datetime.timedelta(seconds=1)
    assert [each.what for each in coming(TWO - second)] == ["edition 2 goes live", "is withdrawn"]
    assert [each.what for each in coming(TWO)] == ["is withdrawn"]
    assert [each.what for each in coming(TWO - second, until=TWO)] == []
    assert [each.what for each in coming(TWO - second, until=TWO + second)] == ["edition 2 goes live"]


def test_page_asks_as_many_queries_whatever_waits(client, set_up, django_assert_num_queries):
    sign_in(client, "Editor")
    client.get(PAGE)
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)
    for hour in range(3):
        publish(factories.article(event=events.event()), None, NOON.replace(hour=hour))
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)


QUERIES = 6
