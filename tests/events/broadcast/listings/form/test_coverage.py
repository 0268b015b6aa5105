"""Single sessions that a listing's form refuses or keeps, and its queries."""

import pytest

from events.models import Showing
from tests.events.broadcast.listings.form.form import ADD, DAY, change, complaints, post, posted, there
from tests.factories import events as factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "outside",
    [
        {"season": None, "season_of": 2026},
        {"starts_on": "2025-12-06"},
        {"ends_on": "2025-12-04"},
        {"except_held_in": ["CAN"]},
        {"events": "other"},
        {"except_events": "own"},
    ],
    ids=["season", "begins after it", "ends before it", "held there", "other event", "excepted"],
)
def test_session_outside_what_the_listing_covers_is_refused(client, season, event, outside):
    session, other = event.sessions.first(), season.events.get(number=1)
    values = dict(outside)
    if year := values.pop("season_of", None):
        values["season"] = factories.season(year).pk
    for field, of in (("events", other), ("except_events", event)):
        if field in values:
            values[field] = [of.pk]
    response = post(client, there(), posted(season, [{"session": session.pk}], **values))
    assert complaints(response) == [
        "The listing does not cover World Cup 2 Calgary, Session 1, Fri 5 Dec 15:30 venue time."
    ]
    assert not Showing.objects.exists()


def test_session_on_the_first_and_on_the_last_day_is_covered(client, season, event):
    rows = [{"session": event.sessions.first().pk}]
    assert post(client, there(), posted(season, rows, starts_on=DAY, ends_on=DAY)).status_code == 302
    assert Showing.objects.count() == 1


def test_session_twice_and_a_time_of_one_that_is_left_out_are_refused(client, season, event):
    row = {"session": event.sessions.first().pk}
    assert complaints(post(client, there(), posted(season, [row, row]))) == 2 * ["This session is already listed."]
    late = {**row, "starts_at": "2025-12-05T16:00"}
    said = "A session that is left out has neither time nor channel."
    assert complaints(post(client, there(), posted(season, [late]))) == [said]
    for rubbish in ("x", "0", "99999999999999999999"):
        said = complaints(post(client, there(), posted(season, [{"session": rubbish}])))
        assert said == ["This session is not one that can be chosen."]


def test_stored_row_keeps_its_session_and_one_that_was_added_meanwhile_is_told(client, season, event):
    listing = factories.listing(season=season)
    address = f"/admin/events/listing/{listing.pk}/change/"
    first, second = event.sessions.all()
    kept = Showing.objects.create(listing=listing, session=first)
    rows, stored = change(listing, {"session": second.pk})
    assert post(client, address, posted(season, rows, stored)).status_code == 302
    kept.refresh_from_db()
    assert kept.session == first
    rows.append({"session": second.pk})
    assert post(client, address, posted(season, rows, stored)).status_code == 302
    again = post(client, address, posted(season, rows, stored))  # the button was pressed twice
    assert complaints(again) == ["This session is already listed."]
    assert listing.showings.count() == 2


def test_row_gives_way_to_a_new_one_of_its_session(client, season, event):
    listing = factories.listing(season=season)
    session = event.sessions.first()
    Showing.objects.create(listing=listing, session=session, is_shown=False)
    rows, stored = change(listing, {"DELETE": "on"}, {"session": session.pk, "is_shown": "on", "note": "x"})
    response = post(client, f"/admin/events/listing/{listing.pk}/change/", posted(season, rows, stored))
    assert response.status_code == 302
    assert [(each.is_shown, each.note) for each in listing.showings.all()] == [(True, "x")]


@pytest.mark.parametrize("rows", [1, 12])
def test_form_costs_the_same_queries_whatever_its_rows(client, season, event, django_assert_num_queries, rows):
    listing = factories.listing(season=season)
    for _ in range(rows):
        Showing.objects.create(listing=listing, session=factories.session(event=event))
    client.get(ADD)  # content types are remembered
    with django_assert_num_queries(22):
        page = client.get(f"/admin/events/listing/{listing.pk}/change/")
    grid = page.context["inline_admin_formsets"][0].formset
    assert sum(len(group.rows) for group in grid.groups) == rows + 2  # of the event's sessions, all of which it covers
