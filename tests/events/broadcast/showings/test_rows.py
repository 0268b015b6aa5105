"""Rows of single sessions, read by themselves: which listing they mean, what they say, and what is refused."""

import datetime
import zoneinfo
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import coverage
from events.broadcast.showings.changes import differences, facts
from events.broadcast.showings.entries import ListingRef, SessionRef, World
from events.broadcast.showings.rows import TABLE, as_row, read_rows
from events.time.moments import Clocks
from isuwc.files.tables.spreadsheets import WRITERS
from isuwc.files.tables.tabular import Row
from isuwc.text.characters import line
from tests.events.broadcast.showings.tables import rows
from tests.factories.spreadsheets import read_here

DAY = datetime.date(2026, 3, 28)  # in Stavanger clocks are put forward in the night after it
UTC = datetime.UTC
LEG = coverage.Leg(
    key=1,
    series=1,
    season=1,
    held_in="NOR",
    clocks=Clocks(zoneinfo.ZoneInfo("Europe/Oslo"), "Stavanger"),
    first_day=DAY,
    last_day=DAY + datetime.timedelta(1),
)


def session(
    number: int = 1, zone: str = "Europe/Oslo", date: datetime.date = DAY, start: str = "", minutes: int = 180
) -> SessionRef:
    """`start` is by the clocks of the zone; without it the session's start is not published."""
    title, clocks = f"World Cup 1, Stavanger 2025/26, Session {number}", zoneinfo.ZoneInfo(zone)
    begins = datetime.datetime.combine(date, datetime.time.fromisoformat(start or "00:00"), clocks).astimezone(UTC)
    span = (begins, begins + datetime.timedelta(minutes=minutes)) if start else None
    leg = replace(LEG, clocks=Clocks(clocks, "Stavanger"))
    return SessionRef(number * 10, "2025-26", 1, number, title, date, clocks, leg, span)


def listing(
    key: int, country: str = "NOR", group: str = "", channel: str = "", timing: str = "live", **right
) -> ListingRef:
    own = coverage.Right(key=key, broadcaster="Example TV", nocs=frozenset(), series=1, timing=timing, **right)
    return ListingRef(key, "example-tv", "Example TV", country, group, channel, timing, own)


ONE, TWO = session(1), session(2)
NORWAY, OVER = listing(1), listing(9, country="SWE", ends_on=DAY - datetime.timedelta(1))


def world(*listings: ListingRef, held=None, sessions=(ONE, TWO)) -> World:
    return World(
        broadcasters={"example-tv": "example-tv", "example tv": "example-tv", "other": "other"},
        countries={"NOR", "SWE", "FIN"},
        groups={"Nordic"},
        listings={each.key: each for each in listings or (NORWAY, OVER)},
        sessions={("2025-26", 1): {each.number: each for each in sessions}, ("2025-26", 2): {}},
        held=held or {},
    )


def read(cells: dict[str, str], of: World | None = None):
    (found,), errors = read_rows(rows(cells), of or world())
    assert [str(error) for error in errors] == []
    return found


def complaints(*given: dict[str, str], of: World | None = None) -> list[str]:
    return [str(error).removeprefix("sessions.csv, ") for error in read_rows(rows(*given), of or world())[1]]


# What is read


def test_row_with_every_cell_is_read():
    cells = {
        "broadcaster": "EXAMPLE tv", "season": "2025/26", "session": "2", "shown": "Yes", "day": "2026-03-29",
        "start": "18:30", "timing": "Delayed", "own_channel": "Example 2", "link": "https://example.org/live",
        "note": "After the news",
    }  # fmt: skip
    found = read(cells)
    assert (found.listing, found.session) == (NORWAY, TWO)
    assert found.wanted == coverage.Showing(
        session=20,
        starts_at=datetime.datetime(2026, 3, 29, 16, 30, tzinfo=UTC),
        timing="delayed",
        channel="Example 2",
        link="https://example.org/live",
        note="After the news",
    )


def test_empty_cells_are_as_the_listing_says():
    assert read({}).wanted == coverage.Showing(session=10)


def test_session_that_is_left_out_may_have_a_note():
    assert read({"shown": "no", "note": "Football"}).wanted == coverage.Showing(10, is_shown=False, note="Football")
    assert read({"shown": "no", "day": "2026-03-28"}).wanted == coverage.Showing(10, is_shown=False)


@pytest.mark.parametrize(
    ("zone", "start", "utc"),
    [("Europe/Oslo", "18:30", 17), ("America/Edmonton", "11:30", 17), ("Asia/Tokyo", "9:30", 0)],
)
def test_start_is_by_the_venue_s_clocks_on_the_session_s_day(zone, start, utc):
    found = read({"day": "2026-03-28", "start": start}, world(sessions=[session(zone=zone)]))
    assert found.wanted.starts_at == datetime.datetime(2026, 3, 28, utc, 30, tzinfo=UTC)


@pytest.mark.parametrize(("days", "is_right"), [(-2, False), (0, True), (14, True), (15, False)])
def test_broadcast_begins_within_two_weeks(days, is_right):
    day = DAY + datetime.timedelta(days)
    said = complaints({"day": day.isoformat(), "start": "18:30", "timing": "delayed"})
    assert said == (
        []
        if is_right
        else [
            "row 2, column day: World Cup 1, Stavanger 2025/26, Session 1 is on 2026-03-28; "
            "from the day before to 14 days after"
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
    found = read(cells, world(sessions=[on]))
    assert f"{found.wanted.starts_at.astimezone(on.zone):%m-%d %H:%M}" == local
    is_another_day = local[:5] != "03-28"
    assert bool(found.guess) == is_another_day


@pytest.mark.parametrize("timing", ["live", "delayed", "highlights"])
def test_time_of_a_session_without_a_start_has_a_day(timing):
    """00:30 may be the night after a session in the evening."""
    cells = {"start": "00:30", "timing": timing}
    assert complaints(cells) == ["row 2, column day: write the day: the session has no start yet"]
    assert read({**cells, "day": "2026-03-28"}).wanted.starts_at == datetime.datetime(2026, 3, 27, 23, 30, tzinfo=UTC)


def test_day_that_was_not_typed_and_is_not_the_session_s_is_said_in_words():
    of = world(sessions=[EVENING])
    assert read({"start": "00:30", "timing": "delayed"}, of).guess == (
        "no day was typed: taken for Sunday, the first 00:30 from the session’s start on"
    )
    assert read({"start": "00:30", "day": "2026-03-29", "timing": "delayed"}, of).guess == ""


LIVE_RULE = (
    "a live broadcast can begin from two hours before the session until it is over, Sat 28 March 14:45 to "
    "Sat 28 March 19:45, and not on"
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
            "a delayed broadcast can't begin before the session, Sat 28 March 16:45, and not on Sat 28 March 16:44",
        ),
        (
            EVENING,
            {"start": "12:00", "day": "2026-03-28", "timing": "highlights"},
            "highlights can't begin before the session, Sat 28 March 16:45, and not on Sat 28 March 12:00",
        ),
        (
            ONE,
            {"start": "12:00", "day": "2026-03-29"},
            "a live broadcast can begin on the session’s day, Sat 28 March, and not on Sun 29 March",
        ),
        (
            ONE,
            {"start": "23:00", "day": "2026-03-27", "timing": "delayed"},
            "a delayed broadcast can begin on the session’s day or after it, Sat 28 March, and not on Fri 27 March",
        ),
    ],
)
def test_broadcast_that_can_t_begin_then_is_refused_in_words(on, cells, why):
    assert complaints(cells, of=world(sessions=[on])) == [f"row 2, column start: {why}"]


def test_way_in_which_the_listing_shows_it_counts_where_the_row_names_none():
    late = world(listing(1, timing="delayed"), sessions=[EVENING])
    assert read({"start": "00:30"}, late).wanted.starts_at == datetime.datetime(2026, 3, 28, 23, 30, tzinfo=UTC)


def test_broadcast_that_no_longer_fits_its_session_may_stay_as_it_is_and_not_be_shown_in_another_way():
    """A session may have been moved since."""
    held = coverage.Showing(10, starts_at=datetime.datetime(2026, 3, 28, 11, 0, tzinfo=UTC), timing="delayed")
    of = world(held={(1, 10): held}, sessions=[EVENING])
    stands = {"start": "12:00", "day": "2026-03-28", "timing": "delayed", "note": "In parts"}
    assert read(stands, of).wanted == replace(held, note="In parts")
    assert complaints({**stands, "timing": "live"}, of=of) == [f"row 2, column start: {LIVE_RULE} Sat 28 March 12:00"]


def test_row_of_a_session_that_was_moved_since_confirms_no_time_that_can_t_be():
    """What the table leaves as it is confirms nothing and stays."""
    noon = datetime.datetime(2026, 3, 28, 11, 0, tzinfo=UTC)
    held = coverage.Showing(10, starts_at=noon, timing="delayed", known_date=DAY, known_start=noon)
    of = world(held={(1, 10): held}, sessions=[EVENING])
    stands = {"start": "12:00", "day": "2026-03-28", "timing": "delayed"}
    assert read(stands, of).wanted == held
    assert complaints({**stands, "note": "In parts"}, of=of) == [
        "row 2, column start: a delayed broadcast can't begin before the session, Sat 28 March 16:45, and not on "
        "Sat 28 March 12:00"
    ]
    assert read({**stands, "start": "16:45", "note": "In parts"}, of).wanted.note == "In parts"
    assert read({"shown": "no"}, of).wanted.is_shown is False


def test_row_that_removes_wants_nothing():
    held = {(1, 10): coverage.Showing(10, starts_at=datetime.datetime(2026, 1, 1, tzinfo=UTC))}
    exported = {"remove": "yes", "day": "2026-01-01", "start": "01:00", "shown": "no", "timing": "live"}
    assert read(exported, world(held=held)).wanted is None


# Which listing


def test_listing_is_named_by_its_id_alone():
    bare = {"listing": "1", "broadcaster": "", "country": ""}
    assert read(bare).listing == NORWAY


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ({"channel": "EXAMPLE 1"}, 1),
        ({"channel": "Example 2"}, 2),
        ({"country": "", "group": "Nordic"}, 3),
        ({"country": "swe"}, 4),
    ],
)
def test_listing_is_named_by_what_tells_it_from_others(cells, key):
    several = world(
        listing(1, channel="Example 1"),
        listing(2, channel="Example 2"),
        listing(3, country="", group="Nordic"),
        listing(4, country="SWE"),
        listing(5, country="SWE", ends_on=DAY - datetime.timedelta(1)),
    )
    assert read(cells, several).listing.key == key


def test_several_listings_are_counted_with_their_ids():
    several = world(listing(12), listing(3, channel="Example 1"))
    assert complaints({}, of=several) == [
        "row 2, column listing: 2 such listings cover World Cup 1, Stavanger 2025/26, Session 1: write which of 3, 12"
    ]


def test_listings_that_do_not_cover_the_session_are_counted_with_their_ids():
    assert complaints({"country": "SWE"}) == [
        "row 2, column session: 0 of 1 such listings (9) cover World Cup 1, Stavanger 2025/26, Session 1"
    ]


def test_row_that_removes_means_the_listing_that_says_something():
    held = {(12, 10): coverage.Showing(10, is_shown=False)}
    assert read({"remove": "yes"}, world(listing(3), listing(12), held=held)).listing.key == 12


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({"broadcaster": "other"}, "column broadcaster: example-tv"),
        ({"country": "FIN"}, "column country: NOR"),
        ({"country": "", "group": "Nordic"}, "column group: none"),
        ({"channel": "Example 1"}, "column channel: none"),
    ],
)
def test_words_beside_an_id_agree_with_its_listing(cells, error):
    column, held = error.split(": ")
    (said,) = complaints({"listing": "1", **cells})
    name = next(iter(each for each in cells.values() if each))
    assert said == f"row 2, {column}: Example TV, NOR (listing 1) has {held}, not {name}"


@pytest.mark.parametrize(
    "right",
    [
        {"season": 2},
        {"events": frozenset([2])},
        {"except_events": frozenset([1])},
        {"except_held_in": frozenset(["NOR"])},
        {"starts_on": DAY + datetime.timedelta(1)},
        {"ends_on": DAY - datetime.timedelta(1)},
    ],
    ids=["season", "other event", "excepted", "held there", "begins after it", "ends before it"],
)
def test_session_that_the_listing_does_not_cover_is_refused(right):
    of = world(listing(1, **right))
    title = "World Cup 1, Stavanger 2025/26, Session 1"
    assert complaints({"listing": "1"}, of=of) == [
        f"row 2, column session: Example TV, NOR (listing 1) does not cover {title}"
    ]


def test_first_and_last_day_are_covered():
    assert complaints({}, of=world(listing(1, starts_on=DAY, ends_on=DAY))) == []


def test_what_stands_outside_the_listing_may_stay_and_go_and_not_change():
    """A listing or a session may have changed since: an export still comes back."""
    held = {(9, 10): coverage.Showing(10, is_shown=False, note="Football")}
    stands = {"country": "SWE", "shown": "no", "note": "Football"}
    assert read(stands, world(held=held)).wanted == held[9, 10]
    assert read({**stands, "remove": "yes"}, world(held=held)).wanted is None
    assert complaints({**stands, "note": "Tennis"}, of=world(held=held)) == [
        "row 2, column session: Example TV, SWE (listing 9) does not cover World Cup 1, Stavanger 2025/26, Session 1"
    ]


# What is refused


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({"season": ""}, "column season: empty"),
        ({"season": "2030-31"}, "column season: '2030-31' is not a season with events, such as 2025-26"),
        ({"event": "9"}, "column event: 2025-26 has no event 9"),
        ({"event": "x"}, "column event: 'x' is not a whole number from 1 to 999"),
        ({"event": "2"}, "column session: event 2 of 2025-26 has no session 1, it has none"),
        ({"session": "7"}, "column session: event 1 of 2025-26 has no session 7, only 1, 2"),
        ({"session": "0"}, "column session: '0' is not a whole number from 1 to 999"),
        ({"listing": "77"}, "column listing: there is no listing 77"),
        ({"listing": "x"}, f"column listing: 'x' is not a whole number from 1 to {10**18 - 1}"),
        ({"broadcaster": "nobody"}, "column broadcaster: 'nobody' is not a broadcaster"),
        ({"broadcaster": ""}, "column broadcaster: empty: name it, or the id of the listing"),
        ({"broadcaster": "other"}, "column broadcaster: there is no listing of other NOR"),
        ({"country": ""}, "column country: fill either country or group, as the listing has it"),
        ({"group": "Nordic"}, "column country: fill either country or group, as the listing has it"),
        ({"country": "XYZ"}, "column country: 'XYZ' is not the code of a country"),
        ({"country": "", "group": "X"}, "column group: 'X' is not a group of countries"),
        ({"channel": "Example 9"}, "column broadcaster: there is no listing of example-tv NOR Example 9"),
        ({"shown": "maybe"}, "column shown: 'maybe' is neither yes nor no"),
        ({"remove": "maybe"}, "column remove: 'maybe' is neither yes nor no"),
        ({"day": "28.3.2026", "start": "12:00"}, "column day: Invalid isoformat string: '28.3.2026'"),
        ({"day": "2026-03-29"}, "column start: empty, while the day is not the session's, 2026-03-28"),
        ({"start": "25:00"}, "column start: '25:00' is not a time of day, which is from 00:00 to 23:59"),
        ({"start": "soon"}, "column start: 'soon' is not a clock time such as 18:30"),
        (
            {"day": "2026-03-29", "start": "2:30"},
            "column start: Clocks in Europe/Oslo are put forward on 29 March 2026 and never show 02:30.",
        ),
        ({"timing": "sometimes"}, "column timing: 'sometimes' is not one of empty, live, delayed, highlights"),
        ({"own_channel": "x" * 81}, "column own_channel: 81 characters, of which 80 fit"),
        (
            {"link": "javascript:alert(1)"},
            "column link: 'javascript:alert(1)' is not an address such as https://example.org/",
        ),
        ({"note": "x" * 201}, "column note: 201 characters, of which 200 fit"),
        ({"shown": "no", "start": "12:00"}, "column start: a session that is left out has none"),
        ({"shown": "no", "timing": "live"}, "column timing: a session that is left out has none"),
        ({"shown": "no", "own_channel": "x"}, "column own_channel: a session that is left out has none"),
        ({"shown": "no", "link": "https://example.org/"}, "column link: a session that is left out has none"),
        ({"shown": "no", "day": "2026-03-29"}, "column day: a session that is left out has none"),
    ],
)
def test_wrong_cell_is_named(cells, error):
    assert complaints({"session": "2"}, cells) == [f"row 3, {error}"]


def test_every_wrong_cell_of_every_row_is_named():
    wrong = {
        "broadcaster": "x", "country": "XYZ", "group": "X", "season": "x", "event": "x", "session": "x", "shown": "?",
        "day": "x", "start": "x", "timing": "x", "link": "x", "remove": "?", "listing": "x", "channel": "x" * 81,
        "own_channel": "x" * 81, "note": "x" * 201,
    }  # fmt: skip
    columns = [said.split(":")[0].split("column ")[1] for said in complaints(wrong)]
    assert sorted(columns) == sorted(TABLE.columns)
    said = complaints({"country": "SWE", "timing": "x"}, {"shown": "no", "link": "https://example.org/", "day": "x"})
    assert [each.split(":")[0] for each in said] == [
        "row 2, column session", "row 2, column timing", "row 3, column day", "row 3, column link"
    ]  # fmt: skip


def test_same_showing_twice_is_refused_however_it_is_named():
    assert complaints({}, {"session": "2"}, {"listing": "1", "remove": "yes"}) == [
        "row 4, column session: the same showing as row 2"
    ]


# What is said of it


def test_showing_and_its_changes_are_said_in_words():
    at = datetime.datetime(2026, 3, 28, 17, 30, tzinfo=UTC)
    early = coverage.Showing(10, starts_at=at, channel="Example 2")
    assert facts(early, ONE) == ("start: Sat 28 March 18:30", "channel: Example 2")
    assert facts(coverage.Showing(10), ONE) == ("shown as the listing says",)
    assert facts(coverage.Showing(10, is_shown=False, note="Football"), ONE) == ("left out", "note: Football")
    later = replace(early, starts_at=at + datetime.timedelta(1), channel="", timing="delayed")
    assert differences(early, later, ONE) == (
        "start: Sat 28 March 18:30 → Sun 29 March 19:30",
        "timing: none → delayed",
        "channel: Example 2 → none",
    )
    out = coverage.Showing(10, is_shown=False)
    assert differences(early, out, ONE) == (
        "shown: yes → no",
        "start: Sat 28 March 18:30 → with the session",
        "channel: Example 2 → none",
    )


def test_hour_that_clocks_show_twice_is_told_apart():
    autumn = session(date=datetime.date(2025, 10, 26))
    first = coverage.Showing(10, starts_at=datetime.datetime(2025, 10, 26, 0, 30, tzinfo=UTC))
    second = replace(first, starts_at=datetime.datetime(2025, 10, 26, 1, 30, tzinfo=UTC))
    assert differences(first, second, autumn) == ("start: Sun 26 October 02:30+02:00 → Sun 26 October 02:30+01:00",)


# Properties

TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=20).map(line)
CELL = TEXT | st.sampled_from(
    ["", "1", "2", "9", "yes", "no", "2025-26", "example-tv", "NOR", "SWE", "Nordic", "2026-03-29", "02:30", "18:30",
     "live", "https://example.org/", "0001-01-01", "9999-12-31", "9" * 5000],
)  # fmt: skip
WHEN = st.datetimes(
    datetime.datetime(2025, 10, 1), datetime.datetime(2026, 11, 1), timezones=st.just(UTC)
)  # the clocks of most zones are put back and forward in it, and most of it is far from the session


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(TABLE.columns, CELL)), max_size=4))
def test_any_cells_are_read_or_named(given_cells):
    made = [Row("any", number, dict(cells)) for number, cells in enumerate(given_cells, 2)]
    read, errors = read_rows(made, world())
    assert {error.row for error in errors} | {each.row.number for each in read} == {row.number for row in made}
    if not errors:
        assert [each.row for each in read] == made
        assert all(each.listing.right.covers(each.session.leg, each.session.date) or not each.wanted for each in read)
        assert len({each.pair for each in read}) == len(made)


@st.composite
def showings(draw) -> coverage.Showing:
    note = draw(TEXT)
    if draw(st.booleans()):
        return coverage.Showing(10, is_shown=False, note=note)
    link = draw(st.sampled_from(["", "https://example.org/live?a=1&b=2"]))
    timing = draw(st.sampled_from(["", "live", "delayed", "highlights"]))
    return coverage.Showing(10, True, draw(st.none() | WHEN), timing, draw(TEXT), link, note)


@given(
    showings(),
    st.sampled_from(["Europe/Oslo", "America/Edmonton", "Asia/Tokyo", "Australia/Lord_Howe"]),
    st.sampled_from([NORWAY, OVER, listing(3, country="", group="Nordic", channel="=1+1")]),
    st.sampled_from(sorted(WRITERS)),
)
def test_whatever_is_written_is_read_back(showing, zone, of, kind):
    """To the part of a second, in an hour that clocks show twice, far from the session and outside the listing."""
    on = session(zone=zone)
    write, _ = WRITERS[kind]
    back = read_here(TABLE, write(TABLE, [as_row(of, on, showing)]), "sessions")
    (found,), errors = read_rows(back, world(of, held={(of.key, 10): showing}, sessions=[on]))
    assert ([str(error) for error in errors], found.wanted, found.listing) == ([], showing, of)
