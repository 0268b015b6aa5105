"""Rows of single sessions that are refused, each wrong cell by its name."""

import pytest

from events.broadcast.showings.rows import TABLE
from tests.events.broadcast.showings.lookups import complaints

# What is refused


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({"season": ""}, "column season: empty"),
        ({"season": "2030-31"}, "column season: '2030-31' is not a season with events, such as 2025-26"),
        ({"event": "9"}, "column event: 2025-26 has no event 9"),
        ({"event": "x"}, "column event: 'x' is not a whole number from 1 to 999"),
        ({"event": "2"}, "column session: event 2 of 2025-26 has no sessions"),
        ({"session": "7"}, "column session: event 1 of 2025-26 has no session 7, only 1, 2"),
        ({"session": "0"}, "column session: '0' is not a whole number from 1 to 999"),
        ({"listing": "77"}, "column listing: there is no listing 77"),
        ({"listing": "x"}, f"column listing: 'x' is not a whole number from 1 to {10**18 - 1}"),
        ({"broadcaster": "nobody"}, "column broadcaster: 'nobody' is not a broadcaster"),
        ({"broadcaster": ""}, "column broadcaster: empty: name it, or give the id of the listing"),
        ({"broadcaster": "other"}, "column broadcaster: there is no listing of other NOR"),
        ({"country": ""}, "column country: fill either country or group, as the listing has it"),
        ({"group": "Nordic"}, "column country: fill either country or group, as the listing has it"),
        (
            {"country": "XYZ"},
            "column country: “XYZ” is no country or territory that is known here. Give its name, "
            "or a code such as NED.",
        ),
        ({"country": "", "group": "X"}, "column group: 'X' is not a group of countries"),
        ({"channel": "Example 9"}, "column broadcaster: there is no listing of example-tv NOR Example 9"),
        ({"shown": "maybe"}, "column shown: 'maybe' is neither yes nor no"),
        ({"remove": "maybe"}, "column remove: 'maybe' is neither yes nor no"),
        ({"day": "28.3.2026", "start": "12:00"}, "column day: '28.3.2026' is not a date such as 2025-11-18"),
        ({"day": "2026-03-29"}, "column start: empty, although the day is not the session's, 2026-03-28"),
        ({"start": "25:00"}, "column start: '25:00' is not a time of day, which is from 00:00 to 23:59"),
        ({"start": "soon"}, "column start: 'soon' is not a clock time such as 18:30"),
        (
            {"day": "2026-03-29", "start": "2:30"},
            "column start: Clocks in Europe/Oslo are put forward on 29 March 2026 and never show 02:30.",
        ),
        (
            {"timing": "sometimes"},
            "column timing: 'sometimes' is not one of empty, live, delayed, on demand, highlights",
        ),
        ({"own_channel": "x" * 81}, "column own_channel: 81 characters, of which 80 fit"),
        (
            {"link": "javascript:alert(1)"},
            "column link: 'javascript:alert(1)' is not an address such as https://example.org/",
        ),
        ({"note": "x" * 201}, "column note: 201 characters, of which 200 fit"),
        ({"shown": "no", "start": "12:00"}, "column start: must be empty for a session that is left out"),
        ({"shown": "no", "timing": "live"}, "column timing: must be empty for a session that is left out"),
        ({"shown": "no", "own_channel": "x"}, "column own_channel: must be empty for a session that is left out"),
        ({"shown": "no", "link": "https://example.org/"}, "column link: must be empty for a session that is left out"),
        ({"shown": "no", "day": "2026-03-29"}, "column day: must be empty for a session that is left out"),
    ],
)
def test_wrong_cell_is_named(cells, error):
    assert complaints({"session": "2"}, cells) == [f"row 3, {error}"]


def test_every_wrong_cell_of_every_row_is_named():
    wrong = {
        "broadcaster": "x", "country": "XYZ", "group": "X", "season": "x", "event": "x", "session": "x", "shown": "?",
        "day": "x", "start": "x", "timing": "x", "link": "x", "remove": "?", "listing": "x", "channel": "x" * 81,
        "own_channel": "x" * 81, "note": "x" * 201, "part": "x" * 81,
    }  # fmt: skip
    columns = [said.split(":")[0].split("column ")[1] for said in complaints(wrong)]
    assert sorted(columns) == sorted(TABLE.columns)
    said = complaints({"country": "SWE", "timing": "x"}, {"shown": "no", "link": "https://example.org/", "day": "x"})
    assert [each.split(":")[0] for each in said] == [
        "row 2, column session", "row 2, column timing", "row 3, column day", "row 3, column link"
    ]  # fmt: skip


def test_same_showing_twice_is_refused_however_it_is_named():
    assert complaints({}, {"session": "2"}, {"listing": "1", "remove": "yes"}) == [
        "row 4, column session: the same listing and session as row 2"
    ]
