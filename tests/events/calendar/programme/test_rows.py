"""Rows read as programmes: what people write, clock times at the venue, and every error with its row and column."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.calendar.programme.entries import RaceEntry, SessionEntry
from events.calendar.programme.rows import TABLE, as_cells, read_rows
from events.naming.race import RaceIdentity
from isuwc.files.tables.spreadsheets import WRITERS
from isuwc.files.tables.tabular import Row
from tests.events.calendar.programme.reading import DAY, EVENTS, WC1, WC2, complaints, event_ref, read, utc
from tests.events.calendar.programme.tables import bare, programmes, rows
from tests.factories.spreadsheets import read_here

# What is read


def test_row_a_race_gives_sessions_and_races():
    programme = read(
        {
            "race": "2", "session_name": "Evening", "session_start": "17:30", "session_end": "20:00",
            "start": "18:15", "ordinal": "1",
        },
        {"race": "1", "category": "men", "distance": "mass-start", "phase": "final", "division": "", "start": "17:30"},
        bare(session="2", date="2025-11-15"),
    )  # fmt: skip
    assert programme.sessions == (
        SessionEntry(1, "Evening", DAY, utc(14, 16, 30), utc(14, 19)),
        SessionEntry(2, "", DAY.replace(day=15), None, None),
    )
    assert programme.races == (
        RaceEntry(RaceIdentity("men", "mass-start", phase="final"), 1, 1, utc(14, 16, 30)),
        RaceEntry(RaceIdentity("women", "500", "A", ordinal=1), 2, 1, utc(14, 17, 15)),
    )
    assert [race.title for race in programme.races] == ["Mass Start Men Final", "1st 500m Women Division A"]


def test_races_without_numbers_are_numbered_as_they_stand():
    programme = read({"distance": "1500"}, bare(), {"distance": "500"}, {"distance": "1000"})
    assert [(race.number, race.identity.distance) for race in programme.races] == [(1, "1500"), (2, "500"), (3, "1000")]


def test_session_may_be_described_in_one_of_its_rows_only():
    programme = read(
        {"date": "", "start": "17:45"},
        {"distance": "1000", "session_start": "17:30"},
        {"distance": "1500", "date": "", "session_start": "17:30:00"},
    )
    assert programme.sessions == (SessionEntry(1, "", DAY, utc(14, 16, 30), None),)


@pytest.mark.parametrize(
    ("column", "words", "value"),
    [
        ("category", ["women", "Women", "W", "Ladies", "Women's"], "women"),
        ("category", ["men", "M", "Men’s"], "men"),
        ("distance", ["500", "500m", "500 m", "500 metres"], "500"),
        ("distance", ["10000", "10,000m", "10 000 m", "10.000"], "10000"),
        ("distance", ["mass-start", "Mass Start", "MS", "mass start"], "mass-start"),
        ("division", ["B", "b", "Division B", "Div. B"], "B"),
        ("division", ["", "-", "—"], ""),
        ("phase", ["semi-final-1", "Semi-final 1", "Semifinal 1", "SF1"], "semi-final-1"),
        ("phase", ["final", "Final", "F"], "final"),
        ("phase", ["", "—"], ""),
    ],
)
def test_stored_values_and_what_people_write_are_understood(column, words, value):
    for word in words:
        quoted = f'"{word}"'  # a comma in it parts no cells
        assert [getattr(race.identity, column) for race in read({column: quoted}).races] == [value]


def test_mixed_relay_is_mixed():
    assert [race.identity.category for race in read({"distance": "Mixed Relay", "category": "x"}).races] == ["mixed"]


def test_row_s_own_event_goes_before_the_usual_one():
    programmes, errors = read_rows(rows({"event": "2"}, {}, {"season": "2025/26", "event": "1", "distance": "1000"}),
                                   EVENTS, WC1)  # fmt: skip
    assert errors == []
    assert [(each.event, len(each.races)) for each in programmes] == [(WC2, 1), (WC1, 2)]


# Errors


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"session": ""}, "column session: '' is not a whole number from 1 to 999"),
        ({"session": "0"}, "column session: '0' is not a whole number from 1 to 999"),
        ({"session": "2", "date": ""}, "column date: empty, and session 2 has a date in no other row"),
        ({"session": "2", "date": "14.11.2025"}, "column date: '14.11.2025' is not a date such as 2025-11-18"),
        ({"session": "2", "date": "2025-11-13"}, "column date: World Cup 1 is from 2025-11-14 to 2025-11-16"),
        ({"session": "2", "date": "2025-11-17"}, "column date: World Cup 1 is from 2025-11-14 to 2025-11-16"),
        ({"date": "2025-11-15"}, "column date: session 1 has '2025-11-14' in row 2"),
        ({"session_start": "17:31"}, "column session_start: session 1 has '17:30' in row 2"),
        ({"session_name": "Night"}, "column session_name: session 1 has 'Evening' in row 2"),
        ({"session": "2", "session_end": "19:00"}, "column session_end: session 2 has an end without a start"),
        (
            {"session": "2", "session_start": "20:00", "session_end": "20:00"},
            "column session_end: session 2 starts and ends at 20:00",
        ),
        (
            {"session": "2", "session_start": "18:59", "session_end": "21:00"},
            "column session_start: session 2 starts before session 1 has ended",
        ),
        ({"session": "2", "session_start": "6pm"}, "column session_start: '6pm' is not a clock time such as 18:30"),
        ({"start": "24:00"}, "column start: '24:00' is not a time of day, which is from 00:00 to 23:59"),
        ({"race": "1"}, "column race: 1 is the number of the race in row 2"),
        ({"race": ""}, "column race: empty, although other races have a number: number all of them or none"),
        ({"race": "0"}, "column race: '0' is not a whole number from 1 to 999"),
        ({"distance": "500m"}, "column distance: the same race as row 2: 500m Women Division A"),
        ({"distance": "500", "division": ""}, "column distance: the same race as row 2: 500m Women"),
        ({"distance": ""}, "column distance: empty: a distance, such as 500m or Mass Start"),
        ({"distance": "800"}, "column distance: '800' is not a distance, such as 500m or Mass Start"),
        ({"category": "girls"}, "column category: 'girls' is not women, men or mixed"),
        ({"category": "mixed"}, "column category: the mixed relay, and no other race, is mixed"),
        ({"distance": "mixed-relay"}, "column category: the mixed relay, and no other race, is mixed"),
        ({"division": "C"}, "column division: 'C' is not A, B or empty"),
        ({"phase": "heat"}, "column phase: 'heat' is not Semi-final 1, Semi-final 2, Final or empty"),
        ({"ordinal": "first"}, "column ordinal: 'first' is not a whole number from 1 to 999"),
        ({"session_name": "x" * 61}, "column session_name: 61 characters, of which 60 fit"),
        ({"season": "1999-00"}, "column season: '1999-00' is not a season with events, such as 2025-26"),
        ({"event": "3"}, "column event: 2025-26 has no event 3"),
        ({"event": "one"}, "column event: 'one' is not a whole number from 1 to 999"),
    ],
)
def test_wrong_cell_is_named(row, error):
    first = {"race": "1", "session_name": "Evening", "session_start": "17:30", "session_end": "19:00"}
    assert complaints(first, {"race": "2", "distance": "1000", **row}) == [f"row 3, {error}"]


def test_event_must_be_named_somewhere():
    assert complaints({}, {"season": "2025-26"}, default_event=None) == [
        "row 2, column season: empty: name the season, such as 2025-26",
        "row 3, column event: empty: give the number of the event",
    ]


def test_all_errors_are_named_at_once_in_the_order_of_the_rows():
    found = complaints({"distance": "x"}, {"session": "2", "date": "2025-12-01", "distance": "1000"}, {"category": "y"})
    assert found == [
        "row 2, column distance: 'x' is not a distance, such as 500m or Mass Start",
        "row 3, column date: World Cup 1 is from 2025-11-14 to 2025-11-16",
        "row 4, column category: 'y' is not women, men or mixed",
    ]


def test_sessions_may_meet_but_not_overlap():
    first = {"session_start": "17:30", "session_end": "19:00"}
    meeting = {"session": "2", "distance": "1000", "session_start": "19:00", "session_end": "20:00"}
    assert complaints(first, meeting) == []
    assert complaints(meeting, {**first, "session_end": "19:01"}) == [
        "row 2, column session_start: session 2 starts before session 1 has ended"
    ]


# Properties

ANY = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["1", "2", "2025-26", "2025-11-14", "2025-11-15", "0001-01-01", "9999-12-31", "18:00", "02:00",
                     "women", "500", "A", "9" * 5000]),
)  # fmt: skip


@given(st.lists(st.dictionaries(st.sampled_from(TABLE.columns), ANY), max_size=6), st.booleans())
def test_rubbish_gives_errors_or_programmes(given_rows, named):
    made = [
        Row("rubbish", number, {**dict.fromkeys(TABLE.columns, ""), **cells})
        for number, cells in enumerate(given_rows, 2)
    ]
    programmes, errors = read_rows(made, EVENTS, WC1 if named else None)
    assert all(str(error).startswith("rubbish, row ") for error in errors)
    for programme in programmes:
        for entries in (programme.sessions, programme.races):
            numbers = [entry.number for entry in entries]
            assert numbers == sorted(set(numbers))


# On the days on which clocks are changed, too.
ANY_SETTING = st.builds(
    event_ref,
    st.sampled_from([DAY, datetime.date(2025, 10, 25), datetime.date(2025, 11, 1), datetime.date(2026, 3, 28)]),
    zone=st.sampled_from(["Europe/Oslo", "America/Denver", "Asia/Tokyo"]),
)


@pytest.mark.parametrize("kind", WRITERS)
@given(programme=ANY_SETTING.flatmap(programmes))
def test_programme_written_is_read_the_same(kind, programme):
    write, _ = WRITERS[kind]
    data = write(TABLE, list(as_cells(programme)))
    of = programme.event
    assert read_rows(read_here(TABLE, data, "programme"), {(of.season, of.number): of}) == ([programme], [])
