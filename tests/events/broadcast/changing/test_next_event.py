"""A listing of the last event copied to the next, with its single sessions where the sessions fit."""

import datetime

import pytest

from events.broadcast.changing.next_event import copy_to_next_event, places
from events.models import Listing, Session, Showing
from isuwc.history.models import Entry
from isuwc.history.undo import take_back
from isuwc.tables.plans import apply
from tests.factories import events as factories
from tests.factories.people import sign_in, staff

pytestmark = pytest.mark.django_db

UTC = datetime.UTC


def hour(day, of, minute=0):
    return datetime.datetime(2025, 11, day, of, minute, tzinfo=UTC)


@pytest.fixture
def season():
    """World Cup 1 and 2, each of three days with two sessions on the second; the third follows later."""
    season = factories.season()
    for number, first in ((1, 7), (2, 14), (3, 28)):
        start = datetime.date(2025, 11, first)
        event = factories.event(season=season, number=number, start_date=start, end_date=start + datetime.timedelta(2))
        for at, (offset, of) in enumerate(((0, 12), (1, 10), (1, 16), (2, 12)), 1):
            factories.session(
                event=event, number=at, date=start + datetime.timedelta(offset), starts_at=hour(first + offset, of)
            )
    return season


def event(season, number):
    return season.events.get(number=number)


def session(season, number, at):
    return Session.objects.get(event__season=season, event__number=number, number=at)


@pytest.fixture
def listing(season):
    made = factories.listing(
        season=season, checked_on=datetime.date(2025, 11, 1), ends_on=datetime.date(2025, 11, 10), note="By mail"
    )
    made.events.set([event(season, 1)])
    return made


def words(plan):
    return [(each.title, each.words) for each in plan.changes]


def test_copy_is_for_the_next_event_without_days_and_unchecked(season, listing):
    plan = copy_to_next_event([listing.pk])
    assert words(plan) == [
        (
            f"Example Sports, NOR (listing {listing.pk}): World Cup 2, Stavanger 2025/26",
            ("as for World Cup 1, Stavanger 2025/26, unchecked",),
        )
    ]
    apply(plan)
    made = Listing.objects.latest("pk")
    assert (list(made.events.all()), made.starts_on, made.ends_on, made.checked_on, made.note) == (
        [event(season, 2)], None, None, None, "By mail",
    )  # fmt: skip
    again = copy_to_next_event([listing.pk])
    assert (again.changes, again.remarks) == (
        (),
        (f"Example Sports, NOR (listing {listing.pk}): it has a listing for World Cup 2, Stavanger 2025/26 already.",),
    )


def test_single_sessions_go_to_the_same_place_and_keep_their_distance(season, listing):
    Showing.objects.create(listing=listing, session=session(season, 1, 1), is_shown=False, note="Football")
    Showing.objects.create(
        listing=listing, session=session(season, 1, 3), starts_at=hour(8, 16, 30), timing="delayed", channel="Two",
        link="https://two.no/",
    )  # fmt: skip
    plan = copy_to_next_event([listing.pk])
    assert plan.changes[0].words == (
        "as for World Cup 1, Stavanger 2025/26, unchecked",
        "Session 1: left out, Football",
        "Session 3: delayed, from Sat 15 Nov 17:30, Two, https://two.no/",
    )
    apply(plan)
    found = Showing.objects.filter(listing=Listing.objects.latest("pk")).order_by("session__number")
    assert [(each.session, each.is_shown, each.starts_at, each.timing, each.channel, each.note) for each in found] == [
        (session(season, 2, 1), False, None, "", "", "Football"),
        (session(season, 2, 3), True, hour(15, 16, 30), "delayed", "Two", ""),
    ]
    assert [each.is_unconfirmed for each in found] == [False, False]


def test_listing_of_the_whole_season_gets_its_sessions_alone(season):
    whole = factories.listing(season=season)
    Showing.objects.create(listing=whole, session=session(season, 1, 2), is_shown=False)
    Showing.objects.create(listing=whole, session=session(season, 2, 1), is_shown=False)
    Showing.objects.create(listing=whole, session=session(season, 2, 4), channel="Two")
    plan = copy_to_next_event([whole.pk])
    assert plan.changes[0].words == (
        "single sessions as for World Cup 2, Stavanger 2025/26", "Session 1: left out", "Session 4: live, Two",
    )  # fmt: skip
    apply(plan)
    assert Listing.objects.count() == 1
    assert sorted(whole.showings.filter(session__event__number=3).values_list("session__number", "channel")) == [
        (1, ""), (4, "Two"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"starts_at": None}, "Session 3: live, without its start time, as the session’s is not known"),
        ({"plan": "cancelled"}, "Session 3 has no session like it"),
        (
            {"number": 9, "date": datetime.date(2025, 11, 16), "starts_at": hour(16, 16)},
            "Session 3 has no session like it",
        ),
    ],
)
def test_session_that_does_not_fit_is_said(season, listing, change, said):
    Showing.objects.create(listing=listing, session=session(season, 1, 3), starts_at=hour(8, 16, 30))
    Session.objects.filter(event__number=2, number=3).update(**change)
    assert copy_to_next_event([listing.pk]).changes[0].words[1:] == (said,)


def test_time_that_would_not_fit_is_left_out(season, listing):
    Showing.objects.create(listing=listing, session=session(season, 1, 3), starts_at=hour(8, 18, 30))
    Session.objects.filter(event__number=2, number=3).update(ends_at=hour(15, 17))
    plan = copy_to_next_event([listing.pk])
    assert plan.changes[0].words[1:] == ("Session 3: live, without its start time, which would not fit the session",)
    apply(plan)
    assert Listing.objects.latest("pk").showings.get().starts_at is None


def test_where_nothing_is_copied_the_reason_is_said(season, listing):
    whole = factories.listing(season=season)
    last = factories.listing(season=season, channel="Last")
    last.events.set([event(season, 1), event(season, 3)])
    over = factories.listing(season=season, channel="Over", ends_on=datetime.date(2025, 11, 9))
    Showing.objects.create(listing=over, session=session(season, 1, 1), is_shown=False)
    plan = copy_to_next_event([whole.pk, last.pk, over.pk, 0])
    assert [each.partition("): ")[2] for each in plan.remarks] == [
        "it covers every event itself, and has no single sessions to be copied.",
        "no event follows World Cup 3, Stavanger 2025/26 in its season.",
        "it does not cover World Cup 2, Stavanger 2025/26.",
    ]


def test_single_sessions_alone_are_not_copied_without_any(season, listing):
    Listing.objects.filter(pk=listing.pk).update(only_sessions=True, is_exclusive=True)
    Showing.objects.create(listing=listing, session=session(season, 1, 2))
    Showing.objects.create(listing=listing, session=session(season, 1, 1), is_shown=False)
    assert copy_to_next_event([listing.pk]).changes[0].words[1:] == ("Session 1: left out", "Session 2: live")
    session(season, 2, 2).delete()
    session(season, 2, 3).delete()
    plan = copy_to_next_event([listing.pk])
    assert [each.partition("): ")[2] for each in plan.remarks] == [
        "it is for single sessions alone, and no session of World Cup 2, Stavanger 2025/26 fits those of "
        "World Cup 1, Stavanger 2025/26."
    ]
    assert plan.changes == ()


def test_programme_s_page_does_not_go_along(season, listing):
    Listing.objects.filter(pk=listing.pk).update(programme_link="https://example.no/wc1", link="https://example.no/")
    plan = copy_to_next_event([listing.pk])
    assert plan.changes[0].words[1:] == ("without its programme’s page",)
    apply(plan)
    made = Listing.objects.latest("pk")
    assert (made.link, made.programme_link) == ("https://example.no/", "")


def test_what_the_copy_contradicts_is_said(season, listing):
    Listing.objects.filter(pk=listing.pk).update(is_exclusive=True)
    other = factories.listing(season=season, broadcaster=factories.broadcaster("Other TV"), is_exclusive=True)
    other.events.set([event(season, 2)])
    plan = copy_to_next_event([listing.pk])
    assert (len(plan.changes), plan.unchanged) == (1, 0)
    assert [each.rpartition(" In ")[2] for each in plan.remarks] == [
        f"Norway: the copy of listing {listing.pk} and listing {other.pk}."
    ]
    Listing.objects.filter(pk=other.pk).update(is_exclusive=False)
    own = factories.listing(season=season, starts_on=datetime.date(2025, 11, 1), is_exclusive=True)
    own.events.set([event(season, 2)])
    assert (
        f"Example Sports is listed twice for the same sessions. In Norway: the copy of listing {listing.pk} and "
        f"listing {own.pk}."
    ) in copy_to_next_event([listing.pk]).remarks


def test_cancelled_event_is_passed_over(season, listing):
    season.events.filter(number=2).update(plan="cancelled")
    assert copy_to_next_event([listing.pk]).changes[0].title.endswith("World Cup 3, Stavanger 2025/26")


def test_page_shows_it_at_once_and_history_takes_it_back(client, season, listing):
    sign_in(client, "Broadcast")
    Showing.objects.create(listing=listing, session=session(season, 1, 1), is_shown=False)
    chosen = {"action": "next_event", "_selected_action": listing.pk}
    shown = client.post("/admin/events/listing/", {**chosen, "index": "0"})
    assert "Session 1: left out" in shown.text
    client.post("/admin/events/listing/", {**chosen, "_apply": "1", "shown": shown.context["plan"].fingerprint})
    assert (Listing.objects.count(), Showing.objects.count()) == (2, 2)
    take_back(Entry.objects.order_by("-pk")[0], staff("Broadcast", "another"))
    assert (Listing.objects.count(), Showing.objects.count()) == (1, 1)


def test_places_count_the_sessions_of_each_day(season):
    first = event(season, 1)
    found = places(first.sessions.all(), first.start_date)
    assert {place: each.number for place, each in found.items()} == {(0, 0): 1, (1, 0): 2, (1, 1): 3, (2, 0): 4}
