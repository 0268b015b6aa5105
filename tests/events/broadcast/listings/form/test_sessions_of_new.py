"""The sessions of new listings, asked for as their events are ticked, and saved with each of the listings."""

import datetime

import pytest
from django.contrib.auth.models import Permission, User

from events.models import Listing, Showing
from tests.events.broadcast.listings.form.form import ADD, complaints, post
from tests.events.broadcast.listings.form.test_grid import grid, rows_of
from tests.factories import events as factories

pytestmark = pytest.mark.django_db


def new(season, rows, **values):
    """What a browser sends of the form with the sessions of its events: Example TV live, unless told otherwise."""
    fields = {
        "who": "Example TV", "where": "Norway", "season": season.pk, "ways": "live", "platform": "tv",
        "source": "A mail", "showings-TOTAL_FORMS": len(rows), "showings-INITIAL_FORMS": 0, **values,
    }  # fmt: skip
    return fields | {f"showings-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


def on_record():
    fields = ("listing__country", "session__number", "is_shown", "timing", "note")
    return list(Showing.objects.order_by("listing", "session").values_list(*fields))


def test_form_of_new_listings_has_the_sessions_of_the_events_that_it_is_asked_for(client, season, event):
    other = factories.event(season=season, number=9)
    factories.session(event=other, date=other.start_date)
    assert client.get(ADD).context["inline_admin_formsets"] == []
    page = client.get(ADD, {"sessions_of": [event.pk, "x"]})
    assert [form.of for form in grid(page).forms] == list(event.sessions.order_by("number"))
    assert [row.get("is_shown") for row in rows_of(page)] == ["on"] * event.sessions.count()
    both = client.get(ADD, {"sessions_of": [event.pk, other.pk]})
    assert {group.event for group in grid(both).groups} == {event, other}


def test_sessions_are_saved_with_the_listing_of_each_territory(client, season, event):
    factories.country("SWE")
    rows = rows_of(client.get(ADD, {"sessions_of": event.pk}))
    del rows[1]["is_shown"]
    rows[0] |= {"starts_at": "+30", "timing": "delayed", "note": "After the football"}
    values = {"where": "Norway, Sweden", "events": event.pk, "only_sessions": "on"}
    assert post(client, ADD, new(season, rows, **values)).status_code == 302
    assert list(Listing.objects.values_list("only_sessions", flat=True)) == [True, True]
    assert on_record() == [(noc, 1, True, "delayed", "After the football") for noc in ("NOR", "SWE")]
    at = {showing.starts_at - showing.session.starts_at for showing in Showing.objects.select_related("session")}
    assert at == {datetime.timedelta(minutes=30)}


def test_sessions_that_nobody_touched_are_not_stored(client, season, event):
    rows = rows_of(client.get(ADD, {"sessions_of": event.pk}))
    assert post(client, ADD, new(season, rows, events=event.pk)).status_code == 302
    assert (Listing.objects.get().only_sessions, on_record()) == (False, [])


def test_session_of_an_event_that_is_no_longer_ticked_is_refused_and_what_was_typed_stays(client, season, event):
    other = factories.event(season=season, number=9)
    factories.session(event=other, date=other.start_date)
    rows = rows_of(client.get(ADD, {"sessions_of": event.pk}))
    rows[0]["note"] = "Here"
    response = post(client, ADD, new(season, rows, events=other.pk))
    (said,) = complaints(response)
    assert said.startswith(f"The listing does not cover {event.title}")
    assert (grid(response).forms[0]["note"].value(), Listing.objects.count()) == ("Here", 0)


def test_impossible_start_is_refused_at_its_row(client, season, event):
    rows = rows_of(client.get(ADD, {"sessions_of": event.pk}))
    rows[0]["starts_at"] = "-180"
    response = post(client, ADD, new(season, rows, events=event.pk))
    assert list(grid(response).forms[0].errors) == ["starts_at"]
    assert not Listing.objects.exists()


def test_times_are_by_the_clocks_of_a_broadcaster_who_is_on_record_with_a_zone(client, season, event):
    factories.broadcaster("Tokyo TV", time_zone="Asia/Tokyo")
    page = client.get(ADD, {"sessions_of": event.pk, "who": " tokyo tv"})
    assert str(grid(page).zone) == "Asia/Tokyo"
    assert client.get(ADD, {"sessions_of": event.pk, "who": "Viaplay"}).context["inline_admin_formsets"]
    rows = rows_of(page)
    session = event.sessions.order_by("number").first()
    local = session.starts_at.astimezone(grid(page).zone) + datetime.timedelta(minutes=45)
    rows[0]["starts_at"] = f"{local:%H:%M}"
    values = {"who": "Tokyo TV", "events": event.pk, "times_in": "Asia/Tokyo", "ways": "delayed"}
    assert post(client, ADD, new(season, rows, **values)).status_code == 302
    assert Showing.objects.get().starts_at - session.starts_at == datetime.timedelta(minutes=45)


def test_who_may_not_add_single_sessions_gets_none(client, season, event):
    person = User.objects.create(username="listings", is_staff=True)
    names = ["add_listing", "change_listing", "view_listing"]
    person.user_permissions.set(Permission.objects.filter(content_type__app_label="events", codename__in=names))
    client.force_login(person)
    assert client.get(ADD, {"sessions_of": event.pk}).context["inline_admin_formsets"] == []
    rows = [{"session": event.sessions.first().pk, "note": "Smuggled in"}]
    post(client, ADD, new(season, rows, events=event.pk))
    assert (Listing.objects.count(), on_record()) == (1, [])
