"""Dates as people write them: read, or a doubt, and never guessed."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.tables.matching.dates import AmbiguousDateError, order_in, read_day, read_span

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))
EIGHTEENTH = datetime.date(2025, 11, 18)


@pytest.mark.parametrize(
    "text",
    [
        "2025-11-18", "2025-11-18 00:00", "2025/11/18", "2025. 11. 18.", "2025年11月18日", "18.11.2025",
        "18. 11. 2025", "18.11.25", "18/11/2025", "11/18/2025", "18-11-2025", "18 Nov 2025", "18 November 2025",
        "18. November 2025", "18-Nov-25", "Nov 18, 2025", "November 18th, 2025", "Tue 18 Nov 2025",
        "Di., 18. Nov. 2025", "18 novembre 2025", "18 de noviembre de 2025", "18 listopada 2025",
        "marraskuu 18 2025",
    ],
)  # fmt: skip
def test_date_is_read(text):
    assert read_day(text) == EIGHTEENTH


@pytest.mark.parametrize("text", ["06/12/2025", "6-12-25", "12/6/2025"])
def test_either_number_may_be_the_day_until_somebody_says_which(text):
    with pytest.raises(AmbiguousDateError):
        read_day(text)
    days = {read_day(text, day_first=order) for order in (True, False)}
    assert days == {datetime.date(2025, 12, 6), datetime.date(2025, 6, 12)}


def test_the_same_number_twice_is_no_doubt():
    assert read_day("12/12/2025") == datetime.date(2025, 12, 12)


@pytest.mark.parametrize(
    ("text", "order", "why"),
    [
        ("31.02.2025", None, "there is no such day"),
        ("11/18/2025", True, "is no date with the day first"),
        ("18/11/2025", False, "is no date with the month first"),
        ("soon", None, "'soon' is not a date such as 2025-11-18"),
        ("18 11", None, "is not a date"),
        ("18 Nov", None, "is not a date"),
        ("x" * 100, None, "is not a date"),
    ],
)
def test_what_is_no_date_says_what_would_be_one(text, order, why):
    with pytest.raises(ValueError, match=why):
        read_day(text, order)


@pytest.mark.parametrize(
    "text",
    [
        "14.–16.11.2025", "14.11.–16.11.2025", "14.11.2025 - 16.11.2025", "14-16 Nov 2025", "14 Nov – 16 Nov 2025",
        "Nov 14-16, 2025", "14. bis 16. November 2025", "14 to 16 November 2025", "14 au 16 novembre 2025",
        "14/11/2025 - 16/11/2025", "2025-11-14 – 2025-11-16",
    ],
)  # fmt: skip
def test_two_days_are_read_from_one_cell(text):
    assert read_span(text) == (datetime.date(2025, 11, 14), datetime.date(2025, 11, 16))


def test_span_of_one_day_over_new_year_and_the_wrong_way_round():
    assert read_span("18.11.2025") == (EIGHTEENTH, EIGHTEENTH)
    assert read_span("30 Dec 2025 – 2 Jan 2026") == (datetime.date(2025, 12, 30), datetime.date(2026, 1, 2))
    with pytest.raises(ValueError, match="ends before it begins"):
        read_span("16.–14.11.2025")
    with pytest.raises(AmbiguousDateError):
        read_span("06/12/2025-07/12/2025")


def test_one_date_shows_the_order_of_all_and_two_that_differ_show_none():
    assert order_in(["06/12/2025", "18/11/2025"]) == (True, "18/11/2025", True)
    assert order_in(["06/12/2025", "11/18/2025"]) == (False, "11/18/2025", True)
    assert order_in(["11/18/2025", "18/11/2025"]) == (None, "", False)
    assert order_in(["06/12/2025"]) == (None, "", True)
    assert order_in(["2025-11-14", "14.11.2025", ""]) == (None, "", False)


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%B %d, %Y", "%A %d %B %Y", "%d-%b-%y"]))
def test_every_day_is_read_in_every_way_of_writing(day, way):
    assert read_day(day.strftime(way)) == day


@given(DAYS, st.booleans())
def test_with_the_order_known_every_date_with_slashes_is_read(day, is_day_first):
    assert read_day(day.strftime("%d/%m/%Y" if is_day_first else "%m/%d/%Y"), is_day_first) == day


@given(
    DAYS, DAYS, st.sampled_from(["%d.%m.%Y", "%d %B %Y", "%Y-%m-%d"]), st.sampled_from([" - ", " – ", " to ", " bis "])
)
def test_every_span_is_read(one, other, way, dash):
    first, last = sorted((one, other))
    assert read_span(f"{first.strftime(way)}{dash}{last.strftime(way)}") == (first, last)


@given(st.text(max_size=70), st.sampled_from([None, True, False]))
def test_rubbish_is_a_date_or_a_value_error(text, order):
    try:
        assert read_span(text, order) is not None
    except ValueError as error:
        assert str(error)
    order_in([text])
