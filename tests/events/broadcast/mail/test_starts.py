"""When a broadcast begins, as mails and schedules write it."""

import datetime
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.broadcast.mail.starts import read_start, write_start
from events.coverage.start_times import SessionTimes
from events.time.moments import Clocks

UTC = datetime.UTC
CALGARY, BERLIN, OSLO = (zoneinfo.ZoneInfo(name) for name in ("America/Edmonton", "Europe/Berlin", "Europe/Oslo"))
SATURDAY = datetime.date(2025, 12, 6)
START = datetime.datetime(2025, 12, 6, 23, 45, tzinfo=UTC)  # 16:45 in Calgary, Sunday 00:45 in Berlin
TIMES = SessionTimes(SATURDAY, (START, START + datetime.timedelta(hours=3)), Clocks(CALGARY, "Calgary"))
UNKNOWN = SessionTimes(SATURDAY, None, Clocks(CALGARY, "Calgary"))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("17:15", 30),
        ("17.15", 30),
        ("17h15", 30),
        ("5:15 pm", 30),
        ("Sat 17:15", 30),
        ("6/12 17:15", 30),
        ("6.12.2025 17:15", 30),
        ("2025-12-06T17:15", 30),
        ("6 Dec 2025, 17:15", 30),
        ("+30", 30),
        ("+ 30 min", 30),
        ("+0:30", 30),
        ("+1h30", 90),
        ("00:30", 7 * 60 + 45),
        ("12:30 a.m.", 7 * 60 + 45),
        ("Sun 00:30", 7 * 60 + 45),
        ("Sunday 7 December 00:30", 7 * 60 + 45),
        ("Mon 16:45", 2 * 24 * 60),
        ("17:15-07:00", 30),
    ],
)
def test_start_is_read_by_the_venue_s_clocks(text, minutes):
    assert read_start(text, "delayed", TIMES, CALGARY) == START + datetime.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "minutes"), [("01:15", 30), ("Sun 01:15", 30), ("23:45", 23 * 60), ("7/12 02:45", 120)]
)
def test_start_is_read_by_the_broadcaster_s_clocks(text, minutes):
    assert read_start(text, "delayed", TIMES, BERLIN) == START + datetime.timedelta(minutes=minutes)


def test_live_broadcast_may_begin_ahead_of_the_racing():
    assert read_start("15:00", "live", TIMES, CALGARY) == START - datetime.timedelta(minutes=105)
    assert read_start("15:00", "delayed", TIMES, CALGARY) == START + datetime.timedelta(minutes=1335)


@pytest.mark.parametrize(
    ("text", "times", "error"),
    [
        ("x", TIMES, "“x” is not a time such as 18:30, Sun 00:30 or +30."),
        ("25:00", TIMES, "“25:00” is not a time of day, which is from 00:00 to 23:59."),
        ("13:00 pm", TIMES, "“13:00 pm” is not a time of day."),
        ("1:2", TIMES, "“1:2” is not a time such as 18:30, Sun 00:30 or +30."),
        ("Mon 7 Dec 00:30", TIMES, "“Mon 7 Dec”: that day is a Sunday."),
        (
            "32/12 00:30",
            TIMES,
            "“32/12” is not a date: write 31/12/2025, 31.12.2025, 31 Dec 2025 or 2025-12-31.",
        ),
        (
            "21/12 00:30",
            TIMES,
            "The session is on Sat 6 December, the broadcast can’t be on Sun 21 December.",
        ),
        ("17:15", UNKNOWN, "The session has no start yet: write the day, too, Sat 6 Dec 18:30."),
        (
            "+30",
            UNKNOWN,
            "The session has no start yet, from which minutes could be counted: write 18:30.",
        ),
        ("1" * 61, TIMES, "61 characters are too long for a time such as 18:30."),
    ],
)
def test_what_is_no_start_is_said(text, times, error):
    with pytest.raises(ValueError) as caught:
        read_start(text, "delayed", times, CALGARY)
    assert str(caught.value) == error


def test_day_alone_is_enough_where_the_session_has_no_start():
    assert read_start("Sat 18:30", "live", UNKNOWN, CALGARY) == datetime.datetime(2025, 12, 7, 1, 30, tzinfo=UTC)


def test_time_that_occurs_twice_is_asked_for_with_its_offset():
    saturday = datetime.date(2025, 10, 25)
    start = datetime.datetime(2025, 10, 25, 20, tzinfo=UTC)
    times = SessionTimes(saturday, (start, start + datetime.timedelta(hours=3)), Clocks(OSLO, "Hamar"))
    with pytest.raises(ValueError, match=r"Write 02:30\+02:00 or 02:30\+01:00\.$"):
        read_start("02:30", "delayed", times, OSLO)
    for text, hour in (("02:30+02:00", 0), ("Sun 02:30+01:00", 1)):
        at = datetime.datetime(2025, 10, 26, hour, 30, tzinfo=UTC)
        assert read_start(text, "delayed", times, OSLO) == at
        assert read_start(write_start(at, saturday, OSLO), "delayed", times, OSLO) == at


def test_start_is_written_with_its_day_where_that_is_another():
    assert write_start(START, SATURDAY, CALGARY) == "16:45"
    assert write_start(START, SATURDAY, BERLIN) == "Sun 7 Dec 00:45"
    assert write_start(START, None, CALGARY) == "Sat 6 Dec 16:45"
    assert read_start("Sat 6 Dec 16:45", "live", UNKNOWN, CALGARY) == START


@given(
    st.integers(0, 13 * 24 * 60),
    st.sampled_from(["delayed", "on demand", "highlights"]),
    st.sampled_from([CALGARY, BERLIN, zoneinfo.ZoneInfo("Asia/Tokyo"), zoneinfo.ZoneInfo("Pacific/Auckland")]),
)
def test_start_that_is_written_is_read_back(minutes, timing, zone):
    at = START + datetime.timedelta(minutes=minutes)
    assert read_start(write_start(at, SATURDAY, zone), timing, TIMES, zone) == at


@given(st.integers(-119, 179), st.sampled_from([CALGARY, BERLIN, zoneinfo.ZoneInfo("Asia/Tokyo")]))
def test_start_of_a_live_broadcast_is_read_back(minutes, zone):
    at = START + datetime.timedelta(minutes=minutes)
    assert read_start(write_start(at, SATURDAY, zone), "live", TIMES, zone) == at


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        assert read_start(text, "delayed", TIMES, CALGARY).tzinfo is not None
    except ValueError as error:
        assert str(error)
