"""A moment as people write it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.clock.words import EARLIEST, LATEST, NoMomentError, in_address, moment_of


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-02-15T12:00Z", "2026-02-15T12:00:00Z"),
        ("2026-02-15t12:00z", "2026-02-15T12:00:00Z"),
        ("2026-02-15T12:00", "2026-02-15T12:00:00Z"),  # as a field for day and time sends it
        ("2026-02-15 12:00:30", "2026-02-15T12:00:30Z"),
        ("2026-02-15T12:00+01:00", "2026-02-15T11:00:00Z"),
        ("2026-02-15T12:00 01:00", "2026-02-15T11:00:00Z"),  # the same out of an address
        ("2026-02-15T12:00-0500", "2026-02-15T17:00:00Z"),
        (" 2026-02-15 ", "2026-02-15T00:00:00Z"),
        ("1985-07-01", "1985-07-01T00:00:00Z"),
        ("2101-06-30T23:59:59", "2101-06-30T23:59:59Z"),
    ],
)
def test_moment_is_read_as_utc_unless_a_zone_is_given(text, moment):
    assert in_address(moment_of(text)) == moment


WRITTEN = "A moment is written as a day and a time in UTC, such as 2026-02-15T12:00Z."
NO_DAY = "There is no such day or time."
OUTSIDE = "The site can show moments from July 1985, when the World Cup began, to June 2101."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", WRITTEN),
        ("now", WRITTEN),
        ("yesterday", WRITTEN),
        ("15.2.2026", WRITTEN),
        ("2026-02-15T12", WRITTEN),
        ("2026-02-15T12:00Europe/Oslo", WRITTEN),
        ("2026-02-15T12:00Z; DROP TABLE events_race", WRITTEN),
        ("٢٠٢٦-٠٢-١٥", WRITTEN),
        ("9" * 100_000, WRITTEN),
        ("2026-02-30", NO_DAY),
        ("2026-13-01T12:00Z", NO_DAY),
        ("2026-02-15T25:00Z", NO_DAY),
        ("2026-02-15T12:60Z", NO_DAY),
        ("2026-02-15T12:00+99:99", NO_DAY),
        ("0000-01-01", NO_DAY),
        ("0001-01-01T00:00+14:00", OUTSIDE),
        ("9999-12-31T23:59:59-14:00", OUTSIDE),
        ("1985-06-30T23:59:59Z", OUTSIDE),
        ("2101-07-01", OUTSIDE),
    ],
)
def test_what_is_no_moment_is_refused_in_words(text, why):
    with pytest.raises(NoMomentError) as refused:
        moment_of(text)
    assert str(refused.value) == why


@given(st.datetimes(EARLIEST.replace(tzinfo=None), LATEST.replace(tzinfo=None) - datetime.timedelta(seconds=1)))
def test_moment_is_read_as_it_is_written(at):
    at = at.replace(tzinfo=datetime.UTC, microsecond=0)
    assert moment_of(in_address(at)) == at


@given(st.text(max_size=40))
def test_any_other_text_is_refused_and_nothing_else_happens(text):
    try:
        assert EARLIEST <= moment_of(text) < LATEST
    except NoMomentError as refused:
        assert str(refused) in {WRITTEN, NO_DAY, OUTSIDE}
