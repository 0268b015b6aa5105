"""The first page of the newsroom: what it shows to each role, in which order, and what it costs."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import LinkTry, LinkWord, Race
from isuwc.history.acting import Way, acting
from isuwc.newsroom.first_page import own_work_first
from standings.models import SheetImport
from tests.factories import events, news
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.markup import flat
from tests.standings.results.stage import hand_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def event_on(start: int, number: int = 1, **values):
    """An event of three days that begins so many days from today, which at a venue begins before it does in UTC."""
    now = timezone.localtime(timezone=events.OSLO)
    season = events.season(now.year if now.month >= 7 else now.year - 1)
    return events.event(season=season, number=number, start_date=now.date() + start * DAY, **values)


def tasks(client) -> dict[str, tuple[int | None, str]]:
    """The count and words of each task on the page."""
    return {
        task.words: (task.count, task.more)
        for section in client.get("/admin/").context["sections"]
        for task in section.tasks
    }


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        ("Results", ["Results"]),
        ("Broadcast", ["Where to watch"]),
        ("Journalist", ["News"]),
        ("Editor", ["News"]),
        ("", ["Results", "Where to watch", "News"]),
    ],
)
def test_each_role_sees_its_own_work(client, role, titles):
    events.season()
    if role:
        sign_in(client, role)
    else:
        client.force_login(User.objects.create_superuser("admin"))
    assert [section.title for section in client.get("/admin/").context["sections"]] == titles


def test_who_has_no_role_sees_none(client):
    client.force_login(User.objects.create_user("new", is_staff=True))
    page = client.get("/admin/")
    assert (page.status_code, page.context["sections"]) == (200, [])


@pytest.mark.parametrize(
    ("role", "apps", "first"),
    [("Results", ["standings", "events"], "Event"), ("Broadcast", ["events"], "StreamBlock"),
     ("Journalist", ["news", "events", "standings"], "StreamBlock")],
)  # fmt: skip
def test_tables_of_ones_own_work_come_first(client, role, apps, first):
    sign_in(client, role)
    found = client.get("/admin/").context["app_list"]
    assert [app["app_label"] for app in found] == apps
    own = next(app for app in found if app["app_label"] == "events")
    assert own["models"][0]["object_name"] == first


def test_order_of_tables_that_are_alike_stays():
    view = {"add": False, "change": False, "delete": False, "view": True}
    models = [{"name": name, "perms": {**view, "change": name in "ce"}} for name in "abcde"]
    apps = [{"app_label": "x", "models": []}, {"app_label": "y", "models": models}, {"app_label": "z", "models": []}]
    found = own_work_first(apps)
    assert [app["app_label"] for app in found] == ["y", "x", "z"]
    assert [model["name"] for model in found[0]["models"]] == list("ceabd")


def test_results_staff_see_the_event_that_is_on_and_which_races_are_overdue(client):
    sign_in(client, "Results")
    event_on(-40, 1)
    on = event_on(-1, 2)
    event_on(20, 3)
    over = events.session(event=on, number=1, date=on.start_date)
    today = events.session(event=on, number=2, date=on.start_date + 2 * DAY)
    late = events.race(event=on, session=over, number=1)
    events.race(event=on, session=over, number=2, distance="1000", result_state="official")
    events.race(event=on, session=today, number=3, distance="1500")
    found = tasks(client)
    key = f"On now: {on}"
    assert found[key] == (1, f"{on.dates}: 1 of 3 races in, 1 expected and not in")
    assert not [words for words in found if words.startswith(("Latest", "Next"))]
    page = flat(client.get("/admin/").text)
    assert f'<a href="/admin/standings/racesheet/{late.pk}/change/">500m Women, Division A</a>' in page
    assert f'<a href="/admin/events/event/{on.pk}/results/"' in page


def test_between_events_the_latest_and_the_next_are_shown(client):
    sign_in(client, "Results")
    event_on(-60, 1)
    latest, coming = event_on(-20, 2), event_on(20, 3)
    event_on(-10, 4, plan="cancelled")
    found = tasks(client)
    assert [words for words in found if ": " in words] == [f"Latest: {latest}", f"Next: {coming}"]
    assert found[f"Next: {coming}"] == (0, f"{coming.dates}: no race is in the programme yet")


def test_waiting_sheets_are_counted_and_the_last_import_can_be_taken_back(client):
    sign_in(client, "Results")
    events.event(season=events.season())
    assert tasks(client)["Sheets waiting"] == (0, "No sheet waits")
    waiting = hand_in()
    assert tasks(client)["Sheets waiting"][0] == 1
    assert "Take back the last import" not in tasks(client)
    race = events.race(event=events.event(season=events.season(), number=9))
    with acting(Way.IMPORT, "Result sheets: 500m"):
        SheetImport.objects.filter(pk=waiting.pk).update(state="applied", race=race, decided_at=timezone.now())
    assert tasks(client)["Take back the last import"] == (None, "Result sheets: 500m, run on the server")


def test_broadcast_staff_see_counts_of_what_waits_on_the_desk(client):
    sign_in(client, "Broadcast")
    season = event_on(10, 1).season
    events.listing(season=season, ends_on=timezone.localdate() + 5 * DAY, link="")
    found = tasks(client)
    assert found["Expiring"] == (1, "within 30 days, or over since the last event")
    assert found["To be checked"][0] == 1
    assert found["Links"] == (1, "dead, failing, malformed or missing")
    assert "Contradictions" not in found
    desk = client.get("/admin/broadcast/").context
    assert (len(desk["ending"]) + len(desk["expired"]), len(desk["unchecked"])) == (1, 1)


def test_links_that_are_dead_failing_or_malformed_wait_as_on_the_desk(client):
    sign_in(client, "Broadcast")
    season = event_on(10, 1).season
    for number in range(4):
        events.listing(season=season, channel=str(number), link=f"https://nos.nl/{number}")
    events.listing(season=season, channel="4", link="http://nos.nl/4")
    assert tasks(client)["Links"][0] == 1  # not https
    LinkWord.objects.create(address="https://nos.nl/0", failed_on=timezone.localdate())
    failing = {"state": "fails", "outcome": "page not found (404)", "failures": 4, "tried_at": timezone.now()}
    LinkTry.objects.create(address="https://nos.nl/1", failing_since=timezone.now() - 3 * DAY, **failing)
    assert tasks(client)["Links"][0] == client.get("/admin/broadcast/").context["link_count"] == 3


@pytest.mark.parametrize("role", ["Results", "Broadcast", "Journalist"])
def test_page_asks_as_many_queries_whatever_there_is(client, role):
    sign_in(client, role)
    counts = []
    for number in (1, 2):
        on = event_on(-1 if number == 1 else 0, number)
        for n in range(number * 3):
            race = events.race(event=on, number=n + 1, ordinal=n + 1)
            factories.result(race)
            events.listing(season=on.season, broadcaster=events.broadcaster(f"TV {number} {n}"), ends_on=on.end_date)
            news.article()
        if number == 1:
            client.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= {"Results": 15, "Broadcast": 25, "Journalist": 16}[role]
    assert Race.objects.count() == 9
