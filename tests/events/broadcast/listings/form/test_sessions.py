"""The single sessions in a listing's form, their times, and what it costs."""

import datetime

import pytest
from django.utils import timezone

from events.models import Showing
from tests.events.broadcast.listings.form.form import DAY, UTC, change, complaints, post, posted, there
from tests.factories import events as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db

# Single sessions


def rows_of(response):
    """The labels of the grid's rows, by the event that heads them, and whether that is open."""
    groups = response.context["inline_admin_formsets"][0].formset.groups
    return [(group.event.title, group.is_open, [row.label for row in group.rows]) for group in groups]


def test_grid_has_every_session_that_the_listing_covers_by_local_time(client, season, event):
    factories.session(event=factories.event(season=factories.season(2026), number=1))
    factories.session(event=season.events.get(number=1))
    listing = factories.listing(season=season)
    address = f"/admin/events/listing/{listing.pk}/change/"
    calgary = ["Fri 5 Dec 15:30, Session 1", "Sat 6 Dec, Session 2, Division B"]
    first = ["Fri 14 Nov, Session 1"]
    assert rows_of(client.get(address)) == [("World Cup 1", False, first), ("World Cup 2", True, calgary)]
    listing.events.set([event])
    assert rows_of(client.get(address)) == [("World Cup 2", True, calgary)]
    listing.ends_on = DAY
    listing.save()
    assert rows_of(client.get(address)) == [("World Cup 2", True, calgary[:1])]


def test_grid_leaves_out_sessions_of_other_competitors_races(client, season, event):
    first, second = event.sessions.all()
    factories.race(session=first, category="men")
    factories.race(session=second, category="women")
    listing = factories.listing(season=season, competitors="men")
    address = f"/admin/events/listing/{listing.pk}/change/"
    assert rows_of(client.get(address)) == [("World Cup 2", True, ["Fri 5 Dec 15:30, Session 1"])]
    answer = post(client, address, posted(season, [{"session": second.pk}], competitors="men"))
    assert complaints(answer) == [
        "The listing does not cover World Cup 2 Calgary, Session 2, Division B, Sat 6 Dec, no time yet."
    ]


def test_listing_of_every_season_has_what_is_to_come_and_what_it_holds(client, season, event):
    today = timezone.localdate()
    year = today.year if today.month > 6 else today.year - 1
    coming = factories.event(season=factories.season(year), number=7, start_date=today, end_date=today)
    factories.session(event=coming, date=today)
    listing = factories.listing()
    address = f"/admin/events/listing/{listing.pk}/change/"
    titles = [(each.title, each == coming) for each in coming.season.events.filter(sessions__gt=0).distinct()]
    assert [(title, is_open) for title, is_open, _ in rows_of(client.get(address))] == titles
    Showing.objects.create(listing=listing, session=event.sessions.first(), note="In full")
    assert (event.title, True, ["Fri 5 Dec 15:30, Session 1"]) in rows_of(client.get(address))


def test_time_is_typed_by_the_venue_s_clocks_and_comes_back_so(client, season, event):
    first, second = event.sessions.all()
    rows = [
        {"session": first.pk, "is_shown": "on", "starts_at": "2025-12-05T16:00", "channel": "Example 2"},
        {"session": second.pk},
    ]
    assert post(client, there(), posted(season, rows)).status_code == 302
    shown, left_out = Showing.objects.order_by("session")
    assert (shown.starts_at, shown.channel) == (datetime.datetime(2025, 12, 5, 23, 0, tzinfo=UTC), "Example 2")
    assert (left_out.is_shown, left_out.starts_at) == (False, None)
    page = client.get(f"/admin/events/listing/{shown.listing_id}/change/")
    assert 'type="text" name="showings-0-starts_at" value="16:00"' in flat(page.text)


def test_untouched_time_stays_to_the_second(client, season, event):
    listing = factories.listing(season=season)
    moment = datetime.datetime(2025, 12, 5, 23, 0, 30, tzinfo=UTC)
    showing = Showing.objects.create(listing=listing, session=event.sessions.first(), starts_at=moment)
    address = f"/admin/events/listing/{listing.pk}/change/"
    rows, stored = change(listing, {"channel": "Example 2"})
    assert post(client, address, posted(season, rows, stored)).status_code == 302
    showing.refresh_from_db()
    assert (showing.starts_at, showing.channel) == (moment, "Example 2")


def test_time_that_the_clocks_skip_and_a_day_far_away_are_refused(client, season):
    spring = factories.event(season=season, number=3, start_date=datetime.date(2026, 3, 28))  # in Norway
    session = factories.session(event=spring, date=datetime.date(2026, 3, 28))
    for typed, said in (
        ("2026-03-29T02:30", "Clocks in Europe/Oslo are put forward on 29 March 2026 and never show 02:30."),
        (
            "2026-03-26T12:00",
            "The session is on Sat 28 March, the broadcast can’t be on Thu 26 March.",
        ),
        (
            "2026-04-12T12:00",
            "The session is on Sat 28 March, the broadcast can’t be on Sun 12 April.",
        ),
        ("29 March", "“29 March” is not a time such as 18:30, Sun 00:30 or +30."),
        ("02:30", "The session has no start yet: write the day, too, Sat 28 Mar 18:30."),
        ("+30", "The session has no start yet, from which minutes could be counted: write 18:30."),
    ):
        rows = [{"session": session.pk, "is_shown": "on", "starts_at": typed, "timing": "delayed"}]
        assert complaints(post(client, there(), posted(season, rows))) == [said]
    rows = [{"session": session.pk, "is_shown": "on", "starts_at": "2026-03-29T03:30", "timing": "delayed"}]
    done = post(client, there(), posted(season, rows), follow=True)
    assert [str(each) for each in done.context["messages"]][:1] == [
        "World Cup 3 Stavanger, Session 1, Sat 28 Mar, no time yet: the broadcast begins on another day, "
        "Sunday 29 March 2026 at 03:30 venue time."
    ]
    assert Showing.objects.get().starts_at == datetime.datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


RULE = "from two hours before the session until it is over, Fri 5 December 13:30 to Fri 5 December 18:30, not on"


@pytest.mark.parametrize(
    ("typed", "timing", "complaint"),
    [
        ("2025-12-05T13:30", "", ""),
        ("2025-12-05T13:29", "", f"A live broadcast must begin {RULE} Fri 5 December 13:29."),
        ("2025-12-05T18:30", "live", f"A live broadcast must begin {RULE} Fri 5 December 18:30."),
        ("2025-12-06T00:30", "delayed", ""),
        (
            "2025-12-05T00:30",
            "delayed",
            "A delayed broadcast can't begin before the session, Fri 5 December 15:30, so not on Fri 5 December 00:30.",
        ),
    ],
)
def test_broadcast_begins_around_its_session_if_live_and_not_before_it_otherwise(
    client, season, event, typed, timing, complaint
):
    session = event.sessions.exclude(starts_at=None).get()
    rows = [{"session": session.pk, "is_shown": "on", "starts_at": typed, "timing": timing}]
    answer = post(client, there(), posted(season, rows))
    assert (answer.status_code, Showing.objects.count()) == ((200, 0) if complaint else (302, 1))
    assert (complaints(answer) if complaint else []) == ([complaint] if complaint else [])


def test_time_that_no_longer_fits_may_stay_but_not_in_another_way(client, season, event):
    """The session was moved since. Changing the whole listing to live is a change of its sessions too."""
    listing = factories.listing(season=season, timing="delayed")
    session = event.sessions.exclude(starts_at=None).get()
    early = datetime.datetime(2025, 12, 5, 12, 0, tzinfo=UTC)
    showing = Showing.objects.create(listing=listing, session=session, starts_at=early)
    row = {
        "id": showing.pk,
        "listing": listing.pk,
        "session": session.pk,
        "is_shown": "on",
        "starts_at": "05:00",
    }
    address = f"/admin/events/listing/{listing.pk}/change/"
    kept = post(client, address, posted(season, [{**row, "note": "x"}], stored=1, timing="delayed"))
    assert (kept.status_code, Showing.objects.get().starts_at, Showing.objects.get().note) == (302, early, "x")
    live = post(client, address, posted(season, [{**row, "note": "x"}], stored=1, timing="live"))
    assert complaints(live) == [f"A live broadcast must begin {RULE} Fri 5 December 05:00."]


def test_change_of_a_row_whose_session_was_moved_confirms_no_time_that_can_t_be(client, season, event):
    """A typing error is mended in the note: saved, it would say the time anew."""
    listing = factories.listing(season=season, timing="delayed")
    session = event.sessions.exclude(starts_at=None).get()
    at = session.starts_at + datetime.timedelta(hours=1)
    showing = Showing.objects.create(listing=listing, session=session, starts_at=at, note="Ful")
    event.sessions.filter(pk=session.pk).update(starts_at=at + datetime.timedelta(hours=1))
    row = {
        "id": showing.pk, "listing": listing.pk, "session": session.pk, "is_shown": "on",
        "starts_at": "16:30", "note": "Ful",
    }  # fmt: skip
    address = f"/admin/events/listing/{listing.pk}/change/"
    untouched = post(client, address, posted(season, [row], stored=1, timing="delayed", channel="Two"))
    assert (untouched.status_code, Showing.objects.unconfirmed().count()) == (302, 1)
    mended = {**row, "note": "Full"}
    assert complaints(post(client, address, posted(season, [mended], stored=1, timing="delayed"))) == [
        "A delayed broadcast can't begin before the session, Fri 5 December 17:30, so not on Fri 5 December 16:30."
    ]
    fits = {**mended, "starts_at": "2025-12-05T17:30"}
    assert post(client, address, posted(season, [fits], stored=1, timing="delayed")).status_code == 302
    assert not Showing.objects.unconfirmed().exists()
