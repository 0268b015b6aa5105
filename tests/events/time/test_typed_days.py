"""Days as people write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.time.typed_days import read_day, weekday_number

DAY = datetime.date(2025, 12, 6)


@pytest.mark.parametrize(
    "text",
    [
        "2025-12-06", "6/12/2025", "06/12/2025", "6.12.2025", "06.12.25", "6-12-2025", "6 Dec 2025", "6 December 2025",
        "6th December 2025", "Dec 6, 2025", "December 6 2025", "Sat 6 Dec 2025", "Saturday, 6.12.2025", "6. Dec. 2025",
    ],
)  # fmt: skip
def test_day_is_read_with_the_day_before_the_month(text):
    assert read_day(text) == DAY


@pytest.mark.parametrize("text", ["6/12", "6.12.", "6 Dec", "Dec 6", "Sat 6 Dec"])
def test_day_without_a_year_is_the_nearest(text):
    assert read_day(text, datetime.date(2026, 2, 1)) == DAY
    with pytest.raises(ValueError, match="is not a date: write 31/12/2025"):
        read_day(text)


def test_leap_day_without_a_year_is_in_a_year_that_has_one():
    assert read_day("29/2", datetime.date(2025, 3, 1)) == datetime.date(2024, 2, 29)
    with pytest.raises(ValueError, match="is not a date"):
        read_day("29/2", datetime.date(2026, 3, 1))


@pytest.mark.parametrize(
    "text", ["", "x", "31.2.2025", "12/31/2025", "2025-13-01", "6 Foo 2025", "1 2 3 4", "٦/١٢/٢٠٢٥"]
)
def test_what_is_no_day_is_said(text):
    with pytest.raises(ValueError) as caught:
        read_day(text)
    assert str(caught.value) == f"“{text}” is not a date: write 31/12/2025, 31.12.2025, 31 Dec 2025 or 2025-12-31."


def test_weekday_has_to_be_right():
    with pytest.raises(ValueError, match=r"^“Sun 6 Dec 2025”: that day is a Saturday\.$"):
        read_day("Sun 6 Dec 2025")


@pytest.mark.parametrize(
    ("name", "number"),
    [("Mon", 0), ("thurs", 3), ("Sun.", 6), ("sunday", 6), ("su", None), ("sundae", None), ("", None)],
)
def test_weekday_is_read(name, number):
    assert weekday_number(name) == number


@given(
    st.dates(datetime.date(1990, 1, 1)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %b %Y", "%a %d %B %Y"]),
)
def test_day_is_read_back(day, written):
    assert read_day(day.strftime(written)) == day
