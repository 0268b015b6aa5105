"""Rows of single sessions: what is read, and when a broadcast begins."""

import datetime
from dataclasses import replace

import pytest

from events import coverage
from tests.events.broadcast.showings.lookups import (
    DAY,
    NORWAY,
    ONE,
    TWO,
    UTC,
    complaints,
    listing,
    lookup,
    read,
    session,
)

# What is read


def test_row_with_every_cell_is_read():
    cells = {
        "broadcaster": "EXAMPLE tv", "season": "2025/26", "session": "2", "shown": "Yes", "day": "2026-03-29",
        "start": "18:30", "timing": "Delayed", "own_channel": "Example 2", "link": "https://example.org/live",
        "note": "After the news",
    }  # fmt: skip
    found = read(cells)
    assert (found.listing, found.session) == (NORWAY, TWO)
    assert found.proposed == coverage.Showing(
        session=20,
        starts_at=datetime.datetime(2026, 3, 29, 16, 30, tzinfo=UTC),
        timing="delayed",
        channel="Example 2",
        link="https://example.org/live",
        note="After the news",
    )


def test_empty_cells_are_as_the_listing_says():
    assert read({}).proposed == coverage.Showing(session=10)


def test_session_that_is_left_out_may_have_a_note():
    assert read({"shown": "no", "note": "Football"}).proposed == coverage.Showing(10, is_shown=False, note="Football")
    assert read({"shown": "no", "day": "2026-03-28"}).proposed == coverage.Showing(10, is_shown=False)


@pytest.mark.parametrize(
    ("zone", "start", "utc"),
    [("Europe/Oslo", "18:30", 17), ("America/Edmonton", "11:30", 17), ("Asia/Tokyo", "9:30", 0)],
)
def test_start_is_by_the_venue_s_clocks_on_the_session_s_day(zone, start, utc):
    found = read({"day": "2026-03-28", "start": start}, lookup(sessions=[session(zone=zone)]))
    assert found.proposed.starts_at == datetime.datetime(2026, 3, 28, utc, 30, tzinfo=UTC)


@pytest.mark.parametrize(("days", "is_right"), [(-2, False), (0, True), (14, True), (15, False)])
def test_broadcast_begins_within_two_weeks(days, is_right):
    day = DAY + datetime.timedelta(days)
    said = complaints({"day": day.isoformat(), "start": "18:30", "timing": "delayed"})
    assert said == (
        []
        if is_right
        else [
            "row 2, column day: World Cup 1, Stavanger 2025/26, Session 1 is on 2026-03-28; "
            "give a day from the day before to 14 days after it"
        ]
    )


EVENING = session(start="16:45")


LATE = session(start="23:30")


EARLY = session(start="00:30")


@pytest.mark.parametrize(
    ("on", "cells", "local"),
    [
        (EVENING, {"start": "16:45"}, "03-28 16:45"),
        (EVENING, {"start": "16:15"}, "03-28 16:15"),
        (EVENING, {"start": "18:00"}, "03-28 18:00"),
        (EVENING, {"start": "00:30", "timing": "delayed"}, "03-29 00:30"),
        (EVENING, {"start": "16:45", "timing": "delayed"}, "03-28 16:45"),
        (EVENING, {"start": "16:44", "timing": "delayed"}, "03-29 16:44"),
        (EVENING, {"start": "7:00", "timing": "highlights"}, "03-29 07:00"),
        (LATE, {"start": "00:15"}, "03-29 00:15"),
        (LATE, {"start": "23:00"}, "03-28 23:00"),
        (EARLY, {"start": "23:45"}, "03-27 23:45"),
        (EARLY, {"start": "23:45", "timing": "delayed"}, "03-28 23:45"),
    ],
)
def test_time_without_a_day_is_the_first_from_the_session_s_start_on(on, cells, local):
    """For a live one from two hours before it."""
    found = read(cells, lookup(sessions=[on]))
    assert f"{found.proposed.starts_at.astimezone(on.zone):%m-%d %H:%M}" == local
    is_another_day = local[:5] != "03-28"
    assert bool(found.guess) == is_another_day


@pytest.mark.parametrize("timing", ["live", "delayed", "highlights"])
def test_time_of_a_session_without_a_start_has_a_day(timing):
    """00:30 may be the night after a session in the evening."""
    cells = {"start": "00:30", "timing": timing}
    assert complaints(cells) == ["row 2, column day: write the day: the session has no start yet"]
    assert read({**cells, "day": "2026-03-28"}).proposed.starts_at == datetime.datetime(2026, 3, 27, 23, 30, tzinfo=UTC)


def test_day_that_was_not_typed_and_is_not_the_session_s_is_said_in_words():
    of = lookup(sessions=[EVENING])
    assert read({"start": "00:30", "timing": "delayed"}, of).guess == (
        "no day was given: taken for Sunday, the first 00:30 after the session’s start"
    )
    assert read({"start": "00:30", "day": "2026-03-29", "timing": "delayed"}, of).guess == ""


LIVE_RULE = (
    "a live broadcast must begin from two hours before the session until it is over, Sat 28 March 14:45 to "
    "Sat 28 March 19:45, not on"
)


@pytest.mark.parametrize(
    ("on", "cells", "why"),
    [
        (EVENING, {"start": "14:44"}, f"{LIVE_RULE} Sun 29 March 14:44"),
        (EVENING, {"start": "14:44", "day": "2026-03-28"}, f"{LIVE_RULE} Sat 28 March 14:44"),
        (EVENING, {"start": "19:45"}, f"{LIVE_RULE} Sat 28 March 19:45"),
        (EVENING, {"start": "00:30"}, f"{LIVE_RULE} Sun 29 March 00:30"),
        (
            EVENING,
            {"start": "16:44", "day": "2026-03-28", "timing": "delayed"},
            "a delayed broadcast can't begin before the session, Sat 28 March 16:45, so not on Sat 28 March 16:44",
        ),
        (
            EVENING,
            {"start": "12:00", "day": "2026-03-28", "timing": "highlights"},
            "highlights can't begin before the session, Sat 28 March 16:45, so not on Sat 28 March 12:00",
        ),
        (
            ONE,
            {"start": "12:00", "day": "2026-03-29"},
            "a live broadcast must begin on the session’s day, Sat 28 March, not on Sun 29 March",
        ),
        (
            ONE,
            {"start": "23:00", "day": "2026-03-27", "timing": "delayed"},
            "a delayed broadcast must begin on the session’s day or after it, Sat 28 March, not on Fri 27 March",
        ),
    ],
)
def test_broadcast_that_can_t_begin_then_is_refused_in_words(on, cells, why):
    assert complaints(cells, of=lookup(sessions=[on])) == [f"row 2, column start: {why}"]


def test_way_in_which_the_listing_shows_it_counts_where_the_row_names_none():
    late = lookup(listing(1, timing="delayed"), sessions=[EVENING])
    assert read({"start": "00:30"}, late).proposed.starts_at == datetime.datetime(2026, 3, 28, 23, 30, tzinfo=UTC)


def test_broadcast_that_no_longer_fits_its_session_may_stay_as_it_is_and_not_be_shown_in_another_way():
    """A session may have been moved since."""
    stored = coverage.Showing(10, starts_at=datetime.datetime(2026, 3, 28, 11, 0, tzinfo=UTC), timing="delayed")
    of = lookup(stored={(1, 10): stored}, sessions=[EVENING])
    stands = {"start": "12:00", "day": "2026-03-28", "timing": "delayed", "note": "In parts"}
    assert read(stands, of).proposed == replace(stored, note="In parts")
    assert complaints({**stands, "timing": "live"}, of=of) == [f"row 2, column start: {LIVE_RULE} Sat 28 March 12:00"]


def test_row_of_a_session_that_was_moved_since_confirms_no_time_that_can_t_be():
    """What the table leaves as it is confirms nothing and stays."""
    noon = datetime.datetime(2026, 3, 28, 11, 0, tzinfo=UTC)
    stored = coverage.Showing(10, starts_at=noon, timing="delayed", known_date=DAY, known_start=noon)
    of = lookup(stored={(1, 10): stored}, sessions=[EVENING])
    stands = {"start": "12:00", "day": "2026-03-28", "timing": "delayed"}
    assert read(stands, of).proposed == stored
    assert complaints({**stands, "note": "In parts"}, of=of) == [
        "row 2, column start: a delayed broadcast can't begin before the session, Sat 28 March 16:45, so not on "
        "Sat 28 March 12:00"
    ]
    assert read({**stands, "start": "16:45", "note": "In parts"}, of).proposed.note == "In parts"
    assert read({"shown": "no"}, of).proposed.is_shown is False


def test_row_that_removes_wants_nothing():
    stored = {(1, 10): coverage.Showing(10, starts_at=datetime.datetime(2026, 1, 1, tzinfo=UTC))}
    exported = {"remove": "yes", "day": "2026-01-01", "start": "01:00", "shown": "no", "timing": "live"}
    assert read(exported, lookup(stored=stored)).proposed is None
