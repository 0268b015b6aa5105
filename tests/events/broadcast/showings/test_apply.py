"""Single sessions by the table: compared, applied whole or not at all, and out again."""

import datetime
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from events.broadcast.showings.rows import TABLE
from events.models import Broadcaster, CountryGroup, Listing, Showing
from isuwc.files.tables.books import TableError
from isuwc.files.tables.spreadsheets import read_table
from isuwc.files.tables.tabular import ChangedSinceError, Counts, DataError
from isuwc.tables.plans import apply
from tests.events.broadcast.showings.tables import DAY, FULL, OUT, calgary, do, held, planned
from tests.factories import events as factories
from tests.together import together

pytestmark = pytest.mark.django_db

UTC = datetime.UTC


@pytest.fixture
def event():
    """In Calgary, with three sessions; Example TV has it in Norway for the season."""
    return calgary()


FULL_HELD = (
    1, True, datetime.datetime(2025, 12, 6, 22, 30, tzinfo=UTC), "delayed", "Example 2", "https://example.org/live",
    "=1+1",
)  # fmt: skip
OUT_HELD = (2, False, None, "", "", "", "Football")


def test_table_makes_showings_and_changes_nothing_a_second_time(event):
    first = planned(FULL, OUT, {"session": "3"})
    assert (first.counts, first.errors) == (Counts(created=3), ())
    assert [(each.title, each.words) for each in first.changes] == [
        (
            f"{event}, Session 1",
            (
                "start: Sat 6 December 15:30",
                "timing: delayed",
                "channel: Example 2",
                "link: https://example.org/live",
                "note: =1+1",
            ),
        ),
        (f"{event}, Session 2", ("left out", "note: Football")),
        (f"{event}, Session 3", ("shown as the listing says",)),
    ]
    assert {each.group for each in first.changes} == {f"Example TV, NOR (listing {Listing.objects.get().pk})"}
    assert held() == []
    apply(first)
    assert held() == [FULL_HELD, OUT_HELD, (3, True, None, "", "", "", "")]
    again = planned(FULL, OUT, {"session": "3"})
    assert (again.changes, again.counts) == ((), Counts(unchanged=3))
    assert first.remarks == ()
    Broadcaster.objects.update(time_zone="Europe/Oslo")
    (remark,) = planned({**FULL, "start": "16:00"}).remarks
    assert remark.endswith("in Europe/Oslo: the 16:00 of row 2 would be 00:00 there.")


def test_table_adds_changes_and_removes_only_what_it_says(event):
    do(FULL, OUT)
    kept = Showing.objects.get(session__number=1).pk
    change = planned(
        {"day": "2025-12-05", "start": "16:00", "timing": "live"}, {"session": "2", "remove": "yes"}, {"session": "3"}
    )
    assert change.counts == Counts(created=1, updated=1, removed=1)
    assert change.summary == "Single sessions: 1 new, 1 changed, 1 removed, 0 unchanged"
    assert [each.words for each in change.changes][:2] == [
        (
            "start: Sat 6 December 15:30 → Fri 5 December 16:00",
            "timing: delayed → live",
            "channel: Example 2 → none",
            "link: https://example.org/live → none",
            "note: =1+1 → none",
        ),
        ("left out", "note: Football"),
    ]
    apply(change)
    start = datetime.datetime(2025, 12, 5, 23, 0, tzinfo=UTC)
    assert held() == [(1, True, start, "live", "", "", ""), (3, True, None, "", "", "", "")]
    assert Showing.objects.get(session__number=1).pk == kept
    do({"session": "3", "shown": "no"})
    assert [row[:2] for row in held()] == [(1, True), (3, False)]
    do({"session": "3", "shown": "yes", "day": "2025-12-07", "start": "12:00"})
    assert [row[:2] for row in held()] == [(1, True), (3, True)]


def test_removing_what_is_not_there_changes_nothing(event):
    assert (planned({"remove": "yes"}).changes, planned({"remove": "yes"}).counts) == ((), Counts(unchanged=1))


def test_other_listings_and_events_are_not_touched(event):
    other = factories.listing(broadcaster=factories.broadcaster("Other Example"), season=event.season)
    next_event = factories.event(season=event.season, number=2)
    mine = Listing.objects.exclude(pk=other.pk).get()
    Showing.objects.create(listing=other, session=event.sessions.first(), is_shown=False)
    Showing.objects.create(listing=mine, session=factories.session(event=next_event), is_shown=False)
    before = list(Showing.objects.order_by("pk").values())
    do({"note": "x"}, {"session": "2", "remove": "yes"})
    assert list(Showing.objects.exclude(note="x").order_by("pk").values()) == before


def test_listing_for_a_group_and_one_without_words_are_named(event):
    group = CountryGroup.objects.create(name="Nordic")
    nordic = factories.listing(group=group, season=event.season, channel="Example 1")
    do({"country": "", "group": "Nordic"}, {"broadcaster": "", "country": "", "listing": str(nordic.pk), **OUT})
    assert list(nordic.showings.values_list("session__number", flat=True)) == [1, 2]


def test_several_listings_are_counted_with_their_ids(event):
    first = Listing.objects.get()
    second = factories.listing(broadcaster=first.broadcaster, channel="Example 2")
    (error,) = planned({}).errors
    assert f"2 such listings cover {event}, Session 1: give one of the ids {first.pk}, {second.pk}" in str(error)
    second.except_events.add(event)
    assert planned({}).errors == ()


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({"listing": "999999"}, "column listing: there is no listing 999999"),
        ({"listing": "9" * 18}, f"column listing: there is no listing {'9' * 18}"),
        ({"listing": "9" * 19}, f"column listing: '{'9' * 19}' is not a whole number from 1 to {'9' * 18}"),
        ({"broadcaster": "nobody"}, "column broadcaster: 'nobody' is not a broadcaster"),
        ({"season": "2030-31"}, "column season: '2030-31' is not a season with events"),
        ({"session": "4"}, "column session: event 1 of 2025-26 has no session 4, only 1, 2, 3"),
        ({"day": "2025-12-20", "start": "12:00"}, "column day: World Cup 1, Calgary 2025/26, Session 1 is on"),
        ({"shown": "no", "start": "12:00"}, "column start: must be empty for a session that is left out"),
        ({"session": "2"}, "column session: the same listing and session as row 2"),
    ],
)
def test_one_wrong_cell_is_named_and_stops_all(event, cells, error):
    found = planned({"session": "2"}, cells)
    assert [error in str(each) and "sessions.csv, row 3, " in str(each) for each in found.errors] == [True]
    with pytest.raises(DataError):
        apply(found)
    assert held() == []


def test_session_outside_the_listing_is_refused_and_what_stands_may_go(event):
    do(OUT)
    listing = Listing.objects.get()
    listing.except_held_in.add("CAN")
    assert planned(OUT).counts == Counts(unchanged=1)
    (error,) = planned({**OUT, "note": "Tennis"}).errors
    assert f"column session: Example TV, NOR (listing {listing.pk}) does not cover {event}, Session 2" in str(error)
    (error,) = planned({}).errors
    assert f"column session: 0 of 1 such listings ({listing.pk}) cover {event}, Session 1" in str(error)
    do({**OUT, "remove": "yes"})
    assert held() == []


def test_table_of_something_else_is_refused_with_the_reason():
    with pytest.raises(TableError, match="no column event"):
        read_table(TABLE, b"season,session\n2025-26,1", "sessions.csv")
    with pytest.raises(TableError, match="unknown columns: name"):
        read_table(TABLE, b"season,event,session,name\n", "sessions.csv")


# Somebody else


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda event: Showing.objects.filter(session__number=2).delete(),
        lambda event: Showing.objects.filter(session__number=2).update(note="Tennis"),
        lambda event: Showing.objects.create(listing=Listing.objects.get(), session=event.sessions.first()),
        lambda event: Listing.objects.update(ends_on=DAY - datetime.timedelta(1)),
        lambda event: Listing.objects.get().delete(),
        lambda event: event.sessions.filter(number=1).update(date=DAY + datetime.timedelta(1)),
        lambda event: event.sessions.filter(number=1).delete(),
        lambda event: factories.listing(broadcaster=Broadcaster.objects.get()),
    ],
    ids=["removed", "changed", "made", "right over", "listing gone", "session moved", "session gone", "ambiguous"],
)
def test_what_has_changed_since_is_not_applied(event, meanwhile):
    do(OUT)
    shown = planned({"day": "2025-12-05", "start": "15:30"}, {**OUT, "note": "x"})
    meanwhile(event)
    before = held()
    with pytest.raises(ChangedSinceError):
        apply(shown)
    assert held() == before


def test_what_others_did_elsewhere_is_no_hindrance(event):
    shown = planned(FULL)
    Showing.objects.create(listing=Listing.objects.get(), session=event.sessions.last(), is_shown=False)
    factories.listing(broadcaster=factories.broadcaster("Other Example"))
    apply(shown)
    assert [row[0] for row in held()] == [1, 3]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_apply_at_once_the_later_one_is_told_to_look_again():
    calgary()
    plans = [planned({"note": note}, OUT) for note in ("first", "second")]
    outcomes = together(*(partial(apply, plan) for plan in plans))
    assert sorted(type(each).__name__ for each in outcomes) == ["ChangedSinceError", "NoneType"]
    assert [row[0] for row in held()] == [1, 2]


def test_failure_on_the_way_leaves_all_as_it_was(event):
    do(FULL)

    def fail(done):
        raise IntegrityError

    with pytest.raises(IntegrityError), transaction.atomic():
        apply(planned({"remove": "yes"}, OUT), progress=fail)
    assert held() == [FULL_HELD]


# What it costs


@pytest.mark.parametrize("number", [1, 40])
def test_plan_and_application_cost_the_same_queries_whatever_their_length(event, django_assert_num_queries, number):
    for _ in range(number * 3 - 3):
        factories.session(event=event)
    sessions = [str(each) for each in range(1, number * 3 + 1)]
    with django_assert_num_queries(7):
        first = planned(*({"session": each} for each in sessions[: number * 2]))
    # Savepoint and its release, two locks, the plan's seven, the keys; then what is made.
    with django_assert_num_queries(13):
        apply(first)
    rows = [{"session": each, "note": "x"} for each in sessions]
    rows[:number] = [{"session": each, "remove": "yes"} for each in sessions[:number]]
    second = planned(*rows)
    assert second.counts == Counts(created=number, updated=number, removed=number)
    # As before, and one each for what changes and what goes.
    with django_assert_num_queries(15):
        apply(second)
    assert Showing.objects.filter(note="x").count() == number * 2


def test_progress_is_told_as_it_goes(event):
    for _ in range(297):
        factories.session(event=event)
    told = []
    every = [{"session": str(number)} for number in range(1, 301)]
    apply(planned(*every), told.append)
    assert told == [250, 50]
    told.clear()
    apply(
        planned(*({**row, "remove": "yes"} for row in every[:10]), *({**row, "note": "x"} for row in every[10:])),
        told.append,
    )
    assert told == [10, 250, 40]
