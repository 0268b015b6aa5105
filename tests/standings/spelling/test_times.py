import pytest
from hypothesis import given
from hypothesis import strategies as st

from standings.spelling.times import exact, read_time, time_text


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("36.48", (3648, None)),
        ("1:15.60", (7560, None)),
        ("1:48.983", (10898, 3)),
        ("1:48.98(3)", (10898, 3)),
        ("13:05.03", (78503, None)),
        (" 9.00 ", (900, None)),
    ],
)
def test_printed_times_are_read_anywhere(text, time):
    assert read_time(text, as_printed=True) == time
    assert read_time(text) == time


@pytest.mark.parametrize(
    "text", ["", "36", "36.4", "1:5.60", "36,48", "1.15.60", "1:02:03.44", "36.4800", "-1.00", "+0.39", "٣٧.٢٠"]
)
def test_time_that_no_timekeeper_prints_so_is_refused_on_a_sheet(text):
    with pytest.raises(ValueError) as refused:  # its words are compared
        read_time(text, as_printed=True)
    assert str(refused.value) == f"“{text}” is not a time such as 36.48 or 1:15.60."


@pytest.mark.parametrize(("text", "right"), [("1:60.00", "2:00.00"), ("75.60", "1:15.60")])
def test_printed_time_of_too_many_seconds_is_told_the_right_one(text, right):
    with pytest.raises(ValueError, match=f"has more than 59 seconds: write {right}"):
        read_time(text, as_printed=True)


@given(st.integers(0, 100 * 6000 - 1), st.none() | st.integers(0, 9))
def test_time_text_is_read_back(hundredths, thousandth):
    text = time_text(hundredths, thousandth)
    assert read_time(text, as_printed=True) == (hundredths, thousandth)
    assert exact(text) == (hundredths, thousandth or 0)


def test_what_is_no_time_is_compared_with_none():
    assert (exact("37,2"), exact("37.205"), exact("DNF"), exact("")) == ((3720, 0), (3720, 5), None, None)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("37,20", (3720, None)),
        ("37.3", (3730, None)),
        ("37.305", (3730, 5)),
        ("37.34(3)", (3734, 3)),
        ("1.15,60", (7560, None)),
        ("1:15.60", (7560, None)),
        ("1:15,6", (7560, None)),
        ("1.15.60", (7560, None)),
        ("1'15\"60", (7560, None)),
        ("1’15”60", (7560, None)),
        ("1′15″60", (7560, None)),
        ("13:05.03", (78503, None)),
        ("00:01:15,60", (7560, None)),  # as spreadsheets copy it
        ("00:01:15.600000", (7560, None)),
    ],
)
def test_times_are_read_as_people_write_them(text, time):
    assert read_time(text) == time


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("37", "“37” is not a time such as 36.48, 36,48 or 1:15.60."),
        ("1:15", "“1:15” is not a time such as 36.48, 36,48 or 1:15.60."),
        ("36:48", "“36:48” is not a time such as 36.48, 36,48 or 1:15.60."),
        ("75,60", "“75,60” has more than 59 seconds: write 1:15.60."),
        ("37.3(4)", "“37.3(4)”: a thousandth in brackets follows two decimals, as in 37.34(3)."),
        ("٣٧.٢٠", "“٣٧.٢٠” is not a time such as 36.48, 36,48 or 1:15.60."),
        ("", "“” is not a time such as 36.48, 36,48 or 1:15.60."),
    ],
)
def test_what_is_no_time_is_told_what_would_be(text, said):
    with pytest.raises(ValueError) as refused:  # its words are compared
        read_time(text)
    assert str(refused.value) == said


@given(st.integers(1, 99 * 6000 + 5999), st.none() | st.integers(0, 9))
def test_times_are_read_as_they_are_written(hundredths, thousandth):
    text = time_text(hundredths, thousandth)
    for written in (
        text,
        text.replace(".", ","),
        text.replace(":", ".").replace(".", ",") if ":" not in text else text,
    ):
        assert read_time(written) == (hundredths, thousandth)
