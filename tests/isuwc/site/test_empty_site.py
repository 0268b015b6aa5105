"""A site that has just been put up: its pages say what is to come, and tell staff what to do first."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from events.models import Event, Series
from standings.models import Result
from tests.factories import events
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

ALL = ["Series", "Season", "Venue", "Event", "Cup and scale", "Listing", "Article"]


def steps(client, address: str) -> list[str]:
    return [step.words for step in client.get(address).context["first_steps"]]


def test_readers_are_told_what_is_to_come(client):
    page = flat(client.get("/").text)
    assert "<strong>The site has just been put up</strong>" in page
    assert "What to do first" not in page
    assert "<strong>Not told yet</strong>" in flat(client.get("/about/").text)


@pytest.mark.parametrize("address", ["/", "/about/"])
def test_staff_are_told_what_they_may_do_first(client, address):
    assert steps(client, address) == []
    sign_in(client, "Results")
    assert steps(client, address) == ["Season", "Venue", "Event", "Cup and scale"]
    client.force_login(User.objects.create_superuser("admin"))
    assert steps(client, address) == ALL
    assert '<li><a href="/admin/events/season/add/">Season</a>: Of one series</li>' in flat(client.get(address).text)


def test_newsroom_begins_with_it_until_there_is_a_season(client):
    client.force_login(User.objects.create_superuser("admin"))
    first = client.get("/admin/").context["sections"][0]
    assert (first.title, [task.words for task in first.tasks]) == ("What to do first", ALL)
    assert all(client.get(task.address).status_code == 200 for task in first.tasks)
    events.event(season=events.season(2020), start_date=datetime.date(2020, 11, 13))
    assert client.get("/admin/").context["sections"][0].title == "Results"
    assert steps(client, "/") == []


def test_matrix_of_a_site_without_events_is_a_page(client):
    sign_in(client, "Broadcast")
    assert "No season has events yet." in client.get("/admin/events/listing/matrix/").text
    events.event(season=events.season(2025))
    assert client.get("/admin/events/listing/matrix/?season=1999-00").status_code == 404


def test_calendar_and_results_come_in_by_commands(capsys):
    with pytest.raises(CommandError, match=r"no season 2022-23\. `load_calendar` brings in"):
        call_command("load_results", "2022-23", verbosity=0)
    with pytest.raises(CommandError, match=r"No season 1999-00 comes with the project; these do: 2022-23, 2025-26\."):
        call_command("load_results", "1999-00", verbosity=0)
    call_command("load_calendar")
    assert "events: 11 created" in capsys.readouterr().out
    assert (Series.objects.count(), Event.objects.count()) == (1, 11)
    call_command("load_results", "2022-23", verbosity=0)
    assert Result.objects.exists()
    call_command("load_calendar")  # again: nothing
    assert "events: 0 created, 0 updated, 11 unchanged" in capsys.readouterr().out
