import pytest
from hypothesis import given
from hypothesis import strategies as st

from standings.spelling.times import parse_time, time_text


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("36.48", (3648, None)),
        ("1:15.60", (7560, None)),
        ("1:48.983", (10898, 3)),
        ("13:05.03", (78503, None)),
        (" 9.00 ", (900, None)),
    ],
)
def test_parse_time_reads_hundredths_and_the_thousandth_digit(text, time):
    assert parse_time(text) == time


@pytest.mark.parametrize(
    "text", ["", "36", "36.4", "1:5.60", "1:60.00", "75.60", "36,48", "1:02:03.44", "-1.00", "+0.39"]
)
def test_parse_time_refuses_what_is_no_time(text):
    with pytest.raises(ValueError, match="is not a time"):
        parse_time(text)


@given(st.integers(0, 100 * 6000 - 1))
def test_time_text_is_read_back(hundredths):
    assert parse_time(time_text(hundredths)) == (hundredths, None)
