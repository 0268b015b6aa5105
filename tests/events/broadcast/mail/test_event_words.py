"""Events of a season as mails name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.broadcast.mail.event_words import NamedEvent, read_events

CITIES = ["Calgary", "Salt Lake City", "Heerenveen", "Hamar", "Calgary"]
EVENTS = [NamedEvent(10 + number, number, city, is_final=number == 5) for number, city in enumerate(CITIES, 1)]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", []),
        ("World Cup 2 to 4", [12, 13, 14]),
        ("world cups 2–4", [12, 13, 14]),
        ("2-4", [12, 13, 14]),
        ("WC2 to WC4", [12, 13, 14]),
        ("World Cup 2 until World Cup 3", [12, 13]),
        ("WC1, WC3 and the Final", [11, 13, 15]),
        ("1; 2 & 4", [11, 12, 14]),
        ("#3", [13]),
        ("World Cup Final", [15]),
        ("heerenveen, Salt Lake City", [12, 13]),
        ("Calgary", [11, 15]),
        ("4, 1, 4-5", [11, 14, 15]),
    ],
)
def test_events_are_read(text, keys):
    assert read_events(text, EVENTS) == keys


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("9", "The season has no World Cup 9."),
        ("2-9", "The season has no World Cup 9."),
        ("4-2", "“4-2” ends before it begins."),
        (
            "Inzell",
            "“inzell” is not an event of the season: write World Cup 2 to 4, 2-4, Final or a city "
            "(Calgary, Salt Lake City, Heerenveen, Hamar).",
        ),
        ("x" * 401, "401 characters, of which 400 are read."),
    ],
)
def test_what_is_no_event_is_said(text, error):
    with pytest.raises(ValueError) as caught:
        read_events(text, EVENTS)
    assert str(caught.value) == error


@given(st.sets(st.integers(1, 5)), st.sampled_from([", ", " and ", "; ", " & "]))
def test_numbers_are_read_back(numbers, separator):
    assert read_events(separator.join(map(str, numbers)), EVENTS) == [10 + number for number in sorted(numbers)]
