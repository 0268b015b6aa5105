"""An event's programme by the table in the admin: import, export, and who may."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import Race, Session
from tests.events.calendar.programme.tables import bare, table
from tests.factories import events as factories
from tests.factories import standings
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

ROLES = ("Journalist", "Editor", "Broadcast", "Results")


def addresses(event):
    page = f"/admin/events/event/{event.pk}/programme"
    return [f"{page}/", f"{page}.csv", f"{page}.xlsx"]


@pytest.fixture
def event(client):
    """Signed in as results staff."""
    sign_in(client, "Results")
    return factories.event()


@pytest.fixture
def page(event):
    return addresses(event)[0]


def said(response):
    return [str(message) for message in response.context["messages"]]


def text(*rows):
    return table(*rows).decode()


def test_pasted_programme_is_shown_and_then_applied(client, event, page):
    shown = client.post(page, {"text": text({"start": "18:00", "session_start": "17:30"}), "_look": "1"})
    plan = shown.context["plan"]
    assert (plan.created, Race.objects.count(), Session.objects.count()) == (2, 0, 0)
    assert "Sessions and races: 2 new, 0 changed, 0 removed, 0 unchanged" in flat(shown.text)
    post = {"text": shown.context["form"].initial["text"], "shown": plan.fingerprint, "_apply": "1"}
    done = client.post(page, post, follow=True)
    assert done.redirect_chain == [(f"/admin/events/event/{event.pk}/change/", 302)]
    assert said(done) == ["Sessions and races: 2 created, 0 updated, 0 unchanged."]
    assert [(str(race), race.event) for race in Race.objects.all()] == [("500m Women", event)]


def test_changes_and_what_goes_are_shown_by_event(client, event, page):
    other = factories.event(season=event.season)
    factories.race(event=event, distance="1000")
    factories.race(event=other)
    shown = client.post(page, {"text": text({}, {"event": "2", "session_start": "17:30"}), "_look": "1"})
    assert [(each.group, each.title) for each in shown.context["plan"].changes] == [
        (str(event), "500m Women Division A"),
        (str(event), "1000m Women Division A"),
        (str(other), "Session 1"),
    ]
    assert f"<h3>{event}</h3>" in flat(shown.text)
    assert '<li class="is-removed"><strong>1000m Women Division A</strong> <em>removed</em>' in flat(shown.text)
    assert "start: none → 17:30" in flat(shown.text)


def test_exported_files_come_back_without_a_change(client, event, page):
    session = factories.session(event=event, name="=1+1")
    factories.race(session=session)
    for kind in ("csv", "xlsx"):
        file = client.get(f"/admin/events/event/{event.pk}/programme.{kind}")
        assert file["Content-Disposition"] == f'attachment; filename="programme-2025-26-1-stavanger.{kind}"'
        upload = SimpleUploadedFile(f"programme.{kind}", file.content)
        plan = client.post(page, {"file": upload, "_look": "1"}).context["plan"]
        assert (plan.changes, plan.errors, plan.unchanged) == ((), (), 2)
    assert b",'=1+1," in client.get(f"/admin/events/event/{event.pk}/programme.csv").content
    assert client.get(f"/admin/events/event/{event.pk}/programme.pdf").status_code == 404


def test_error_is_shown_with_row_and_column_and_nothing_can_be_applied(client, event, page):
    shown = client.post(page, {"text": text({}, {"distance": "800"}), "_apply": "1", "shown": "anything"})
    assert "pasted, row 3, column distance: &#x27;800&#x27; is not a distance" in flat(shown.text)
    assert "Apply what is shown" not in flat(shown.text)
    assert not Race.objects.exists()


def test_race_with_a_result_is_named_and_stays(client, event, page):
    standings.result(factories.race(event=event))
    shown = client.post(page, {"text": text({"distance": "1000"}), "_look": "1"})
    (error,) = shown.context["plan"].errors
    assert str(error) == (
        f"pasted: 500m Women Division A of {event} is in no row, and can't be removed: "
        "it has an official result, 1 result."
    )


def test_what_has_changed_since_is_not_applied(client, event, page):
    shown = client.post(page, {"text": text({}), "_look": "1"}).context["plan"].fingerprint
    factories.race(event=event, distance="1000")
    again = client.post(page, {"text": text({}), "_apply": "1", "shown": shown})
    assert said(again) == ["Nothing was applied because the data changed in the meantime. Review the changes again."]
    assert [change.title for change in again.context["plan"].changes if change.is_removed] == ["1000m Women Division A"]
    assert Race.objects.count() == 1


def test_table_without_rows_says_so(client, event, page):
    header = text({}).splitlines()[0]
    assert "It has no rows below its header." in flat(client.post(page, {"text": header}).text)
    assert "It is empty." in flat(client.post(page, {}).text)
    shown = client.post(page, {"text": "distance\n500"})
    problems = shown.context["matching"].handed_in.problems
    assert [words.partition(" for ")[2].partition(",")[0] for words in problems] == ["session", "date", "category"]


def test_page_of_no_event_is_not_found(client, event):
    assert client.get("/admin/events/event/999999/programme/").status_code == 404
    assert client.get("/admin/events/event/999999/programme.csv").status_code == 404


@pytest.mark.parametrize("number", [1, 20])
def test_looking_costs_the_same_queries_whatever_the_length(client, event, page, django_assert_num_queries, number):
    given = text(bare(), *({"ordinal": str(n)} for n in range(1, number)))
    # Session, user, permissions of user and groups, event; five of what may be named and was decided; the plan's three.
    with django_assert_num_queries(13):
        client.post(page, {"text": given, "_look": "1"})


@pytest.mark.parametrize("has_result", [False, True])
def test_whether_it_is_the_whole_programme_is_asked_and_shown(client, event, page, has_result):
    """Proposed where there is no result yet; with results only somebody who knows may say so."""
    event.programme_is_whole = False
    event.save()
    race = factories.race(event=event)
    if has_result:
        standings.result(race)
    box = client.get(page).context["form"]["is_whole"]
    assert box.initial is not has_result
    given = {"text": client.get(f"/admin/events/event/{event.pk}/programme.csv").text}
    assert client.post(page, {**given, "_look": "1"}).context["plan"].changes == ()
    shown = client.post(page, {**given, "_look": "1", "is_whole": "on"})
    plan = shown.context["plan"]
    assert "complete: no → yes" in flat(shown.text)
    post = {**given, "_apply": "1", "shown": plan.fingerprint}
    again = client.post(page, post)  # the tick was taken away again after looking
    assert again.status_code == 200
    event.refresh_from_db()
    assert not event.programme_is_whole
    done = client.post(page, {**post, "is_whole": "on"})
    assert done.status_code == 302
    event.refresh_from_db()
    assert event.programme_is_whole


# Who may


@pytest.mark.parametrize("role", ROLES)
def test_results_staff_alone_import_programmes(client, role):
    event = factories.event()
    sign_in(client, role)
    may = role == "Results"
    for address in addresses(event):
        assert (address, client.get(address).status_code) == (address, 200 if may else 403)
    page, csv, _ = addresses(event)
    shown = client.post(page, {"text": text({}), "_look": "1"})
    assert shown.status_code == (200 if may else 403)
    post = {"text": text({}), "_apply": "1", "shown": shown.context["plan"].fingerprint if may else ""}
    assert client.post(page, post).status_code == (302 if may else 403)
    assert client.post(csv).status_code == (200 if may else 403)
    assert Race.objects.exists() == may


@pytest.mark.parametrize("role", ROLES)
def test_button_is_on_the_event_for_those_who_may(client, role):
    event = factories.event()
    sign_in(client, role)
    shown = client.get(f"/admin/events/event/{event.pk}/change/")
    assert (addresses(event)[0] in flat(shown.text)) == (role == "Results")


@pytest.mark.parametrize(
    "missing", ["add_session", "change_session", "delete_session", "add_race", "change_race", "delete_race"]
)
def test_every_permission_is_needed(client, missing):
    event = factories.event()
    sign_in(client, "Results")
    Group.objects.get(name="Results").permissions.remove(
        *Group.objects.get(name="Results").permissions.filter(codename=missing)
    )
    assert client.get(addresses(event)[0]).status_code == 403


def test_stranger_is_led_to_sign_in(client):
    event = factories.event()
    for address in addresses(event):
        assert client.get(address).headers["Location"].startswith("/admin/login/")


def test_choice_that_races_stay_is_kept_from_looking_to_applying(client, event, page):
    start = datetime.datetime(2025, 11, 14, 17, 30, tzinfo=datetime.UTC)
    session = factories.session(event=event, starts_at=start)
    race = factories.race(session=session, starts_at=start + datetime.timedelta(minutes=30))
    given = text({"session_start": "17:30", "start": "19:00"})  # by the clocks in Stavanger: an hour earlier
    for choice in ({}, {"races_stay": "on"}):
        shown = client.post(page, {"text": given, "_look": "1", **choice})
        assert shown.context["form"].initial["races_stay"] == bool(choice)
        changed = [change.title for change in shown.context["plan"].changes]
        assert changed == ["Session 1", *([] if choice else ["500m Women Division A"])]
    client.post(page, {"text": given, "_apply": "1", "shown": shown.context["plan"].fingerprint, "races_stay": "on"})
    race.refresh_from_db()
    assert race.starts_at == start + datetime.timedelta(minutes=30)
