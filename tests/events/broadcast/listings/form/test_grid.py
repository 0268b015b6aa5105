"""The sessions of a listing as a grid: only the ticked ones, rows that say no more, zones, as at the last event."""

import datetime

import pytest
from django.contrib.auth.models import Permission

from events.models import Listing, Session, Showing
from tests.events.broadcast.listings.form.form import DAY, UTC, change, complaints, post, posted
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def listing(season, event):
    made = factories.listing(season=season)
    made.events.set([event])
    return made


def address(listing: Listing) -> str:
    return f"/admin/events/listing/{listing.pk}/change/"


def grid(response):
    return response.context["inline_admin_formsets"][0].formset


def rows_of(response) -> list[dict[str, str]]:
    """What a browser would send of the grid as it is shown."""
    found = []
    for form in grid(response).forms:
        row = {"session": form["session"].value(), "seen": form["seen"].value() or ""}
        row |= {name: form[name].value() or "" for name in ("starts_at", "timing", "channel", "link", "note")}
        if form.instance.pk:
            row |= {"id": form.instance.pk, "listing": form.instance.listing_id}
        found.append(row | ({"is_shown": "on"} if form["is_shown"].value() else {}))
    return found


def save(client, listing, rows, **values):
    stored = sum("id" in row for row in rows)
    return post(client, address(listing), posted(listing.season, rows, stored, events=[*_events(listing)], **values))


def _events(listing) -> list[int]:
    return list(listing.events.values_list("pk", flat=True))


def on_record(listing) -> list[tuple]:
    return list(listing.showings.order_by("session").values_list("session__number", "is_shown", "timing", "note"))


def test_grid_that_nobody_touched_changes_nothing(client, listing):
    rows = rows_of(client.get(address(listing)))
    assert [(row.get("is_shown"), row["starts_at"]) for row in rows] == [("on", ""), ("on", "")]
    assert save(client, listing, rows).status_code == 302
    assert on_record(listing) == []


def test_only_the_ticked_sessions_are_kept_and_those_to_come_are_left_out(client, listing, event):
    first, second = rows_of(client.get(address(listing)))
    first["starts_at"], first["timing"] = "+30", "delayed"
    second.pop("is_shown")
    assert save(client, listing, [first, second], only_sessions="on").status_code == 302
    assert on_record(listing) == [(1, True, "delayed", "")]
    shown = listing.showings.get()
    assert shown.starts_at == shown.session.starts_at + HOUR / 2
    later = factories.session(event=event, date=DAY)
    page = client.get(address(listing))
    assert [(row["session"], row.get("is_shown")) for row in rows_of(page)] == [
        (shown.session_id, "on"), (second["session"], None), (later.pk, None),
    ]  # fmt: skip
    assert grid(page).instance.only_sessions


def test_rows_follow_the_listing_from_some_sessions_to_all_and_back(client, listing):
    first, second = rows_of(client.get(address(listing)))
    second.pop("is_shown")
    save(client, listing, [first, second])
    assert on_record(listing) == [(2, False, "", "")]
    rows = rows_of(client.get(address(listing)))
    save(client, listing, rows, only_sessions="on")
    assert on_record(listing) == [(1, True, "", "")]
    rows = rows_of(client.get(address(listing)))
    save(client, listing, rows)
    assert on_record(listing) == [(2, False, "", "")]
    kept, other = rows_of(client.get(address(listing)))
    save(client, listing, [{**kept, "is_shown": "on"}, other])
    assert on_record(listing) == []


def test_row_that_says_no_more_but_was_left_alone_stays(client, listing, event):
    """It was typed by somebody, in a table perhaps."""
    Showing.objects.create(listing=listing, session=event.sessions.first())
    assert save(client, listing, rows_of(client.get(address(listing))), note="New").status_code == 302
    assert on_record(listing) == [(1, True, "", "")]
    listing.refresh_from_db()
    assert listing.note == "New"


def test_session_that_is_left_out_keeps_its_note_and_has_no_time(client, listing):
    first, second = rows_of(client.get(address(listing)))
    first.pop("is_shown")
    first["note"] = "Football instead"
    assert save(client, listing, [first, second]).status_code == 302
    assert on_record(listing) == [(1, False, "", "Football instead")]
    row, second = rows_of(client.get(address(listing)))
    answer = save(client, listing, [{**row, "starts_at": "16:00"}, second])
    assert complaints(answer) == ["A session that is left out has neither time nor channel."]


@pytest.mark.parametrize(
    ("typed", "timing", "complaint"),
    [
        ("noon", "", "“noon” is not a time such as 18:30, Sun 00:30 or +30."),
        (
            "+300",
            "live",
            "A live broadcast must begin from two hours before the session until it is over, Fri 5 December 13:30 to "
            "Fri 5 December 18:30, not on Fri 5 December 20:30.",
        ),
        ("Fri 00:30", "delayed", "A delayed broadcast can't begin before the session, Fri 5 December 15:30, so not on "
         "Fri 5 December 00:30."),
        ("Thu 23:30", "on demand", "A broadcast on demand can't begin before the session, Fri 5 December 15:30, so not "
         "on Thu 4 December 23:30."),
    ],
)  # fmt: skip
def test_impossible_start_is_said_at_its_field(client, listing, typed, timing, complaint):
    first, second = rows_of(client.get(address(listing)))
    answer = save(client, listing, [{**first, "starts_at": typed, "timing": timing}, second])
    assert [list(form.errors.items()) for form in grid(answer).forms] == [[("starts_at", [complaint])], []]
    answer = save(client, listing, [second, {**first, "starts_at": typed, "timing": timing}])  # in another order
    [group] = grid(answer).groups
    assert [(row.label[:5], bool(row.errors)) for row in group.rows] == [("Fri 5", True), ("Sat 6", False)]
    assert on_record(listing) == []


def test_times_are_by_the_broadcaster_s_clocks_or_the_venue_s(client, listing, event):
    listing.broadcaster.time_zone = "Europe/Berlin"
    listing.broadcaster.save()
    page = client.get(address(listing))
    assert [row.label for row in grid(page).forms] == ["Fri 5 Dec 23:30, Session 1", "Sat 6 Dec, Session 2, Division B"]
    assert 'name="times_in" value="Europe/Berlin"' in page.text
    assert grid(page).zones == [("venue", "the venue")]
    first, second = rows_of(page)
    save(client, listing, [{**first, "starts_at": "00:30", "timing": "delayed"}, second], times_in="Europe/Berlin")
    shown = listing.showings.get()
    assert shown.starts_at == datetime.datetime(2025, 12, 5, 23, 30, tzinfo=UTC)
    assert grid(client.get(address(listing))).forms[0]["starts_at"].value() == "Sat 6 Dec 00:30"
    at_venue = client.get(address(listing), {"times_in": "venue"})
    assert grid(at_venue).zones == [("Europe/Berlin", "Example TV (Europe/Berlin)")]
    assert (grid(at_venue).zone, grid(at_venue).forms[0]["starts_at"].value()) == (None, "16:30")
    rows = rows_of(at_venue)
    save(client, listing, [{**rows[0], "starts_at": "17:00"}, rows[1]], times_in="venue")
    shown.refresh_from_db()
    assert shown.starts_at == datetime.datetime(2025, 12, 6, 0, 0, tzinfo=UTC)
    for rubbish in ("x", "Mars/Olympus", ""):
        assert client.get(address(listing), {"times_in": rubbish}).status_code == 200


def next_weekend(season, event) -> list[Session]:
    """An event two weeks later with the same days and one session more."""
    later = factories.event(season=season, number=3, venue=event.venue, start_date=DAY + datetime.timedelta(days=14))
    first = event.sessions.get(number=1)
    begins = first.starts_at + datetime.timedelta(days=14)
    return [
        factories.session(event=later, date=later.start_date, starts_at=begins),
        factories.session(event=later, date=later.start_date, starts_at=begins + 4 * HOUR),
        factories.session(event=later, date=later.start_date + datetime.timedelta(days=1)),
    ]


def test_event_is_filled_in_as_at_the_last_one_and_saved_when_it_was_seen(client, season, event, listing):
    early, night, sunday = next_weekend(season, event)
    first, second = event.sessions.order_by("number")
    Showing.objects.create(
        listing=listing, session=first, starts_at=first.starts_at + HOUR / 2, timing="delayed", channel="Two",
        link="https://example.org/first", note="Sign language",
    )  # fmt: skip
    Showing.objects.create(listing=listing, session=second, is_shown=False, note="Football")
    other = factories.listing(season=season)
    other.events.set([early.event])
    page = client.get(address(other))
    assert [(group.event.title, group.last.event.title, group.is_filled) for group in grid(page).groups] == [
        ("World Cup 3", "World Cup 2", False)
    ]
    assert f'href="?as_last={early.event_id}#showings-heading"' in page.text
    filled = client.get(address(other), {"as_last": early.event_id})
    assert "Nothing is saved yet" in filled.text
    assert not other.showings.exists()
    rows = rows_of(filled)
    assert [(row["starts_at"], row["timing"], row["channel"], row["link"], row.get("is_shown")) for row in rows] == [
        ("16:00", "delayed", "Two", "", "on"), ("", "", "", "", "on"), ("", "", "", "", None),
    ]  # fmt: skip
    assert save(client, other, rows).status_code == 302
    assert list(other.showings.order_by("session").values_list("session", "is_shown", "starts_at", "note")) == [
        (early.pk, True, early.starts_at + HOUR / 2, "Sign language"), (sunday.pk, False, None, "Football"),
    ]  # fmt: skip
    assert night.showings.count() == 0


def test_as_at_the_last_event_is_of_this_broadcaster_and_territory(client, season, event, listing):
    early, *_ = next_weekend(season, event)
    for values in ({"country": factories.country("SWE")}, {"broadcaster": factories.broadcaster("Other")}):
        elsewhere = factories.listing(season=season, **values)
        Showing.objects.create(listing=elsewhere, session=event.sessions.first(), note="No")
    listing.events.set([early.event])
    page = client.get(address(listing), {"as_last": early.event_id})
    assert [(group.last, group.is_filled) for group in grid(page).groups] == [(None, False)]
    for rubbish in ("x", "99999999999999999999", "0"):
        assert client.get(address(listing), {"as_last": rubbish}).status_code == 200


def test_who_may_only_look_sees_what_is_on_record(client, listing, event, django_user_model):
    Showing.objects.create(listing=listing, session=event.sessions.first(), is_shown=False, note="Football")
    user = django_user_model.objects.create_user("viewer", is_staff=True)
    from_app = {"content_type__app_label": "events", "codename__in": ["view_listing", "view_showing"]}
    user.user_permissions.set(Permission.objects.filter(**from_app))
    client.force_login(user)
    page = client.get(address(listing))
    assert "World Cup 2, Calgary 2025/26, Session 1: left out, Football" in page.text
    assert 'name="showings-0-note"' not in page.text


def test_grid_of_a_stored_row_whose_listing_no_longer_covers_it_still_has_it(client, listing, event):
    Showing.objects.create(listing=listing, session=event.sessions.first(), note="Stays")
    listing.events.set([listing.season.events.get(number=1)])
    page = client.get(address(listing))
    assert [(group.event.title, group.is_open) for group in grid(page).groups] == [("World Cup 2", True)]
    rows, stored = change(listing)
    assert stored == 1
    answer = save(client, listing, [{**rows[0], "note": "Stays"}])
    assert complaints(answer) == [
        "The listing does not cover World Cup 2 Calgary, Session 1, Fri 5 Dec 15:30 venue time."
    ]
