import datetime
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.time.clocks import (
    RepeatedTimeError,
    SkippedTimeError,
    beginning,
    elsewhere,
    is_repeated,
    moment,
    moments,
    offset_words,
)

OSLO = zoneinfo.ZoneInfo("Europe/Oslo")
ZONES = ["Europe/Oslo", "America/Denver", "Asia/Tokyo", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"]


def utc(*parts: int) -> datetime.datetime:
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


def test_moment_is_in_utc():
    assert moment(datetime.date(2025, 12, 6), datetime.time(16, 30), OSLO) == utc(2025, 12, 6, 15, 30)


@pytest.mark.parametrize("time", [datetime.time(2, 0), datetime.time(2, 59, 59)])
def test_moment_refuses_a_skipped_time(time):
    with pytest.raises(SkippedTimeError) as refused:
        moment(datetime.date(2026, 3, 29), time, OSLO)
    assert str(refused.value) == f"Clocks in Europe/Oslo are put forward on 29 March 2026 and never show {time:%H:%M}."


@pytest.mark.parametrize(("time", "hour"), [(datetime.time(1, 59), 0), (datetime.time(3, 0), 1)])
def test_moment_beside_the_skipped_hour(time, hour):
    assert moment(datetime.date(2026, 3, 29), time, OSLO) == utc(2026, 3, 29, hour, time.minute)


def test_moment_asks_which_of_two():
    with pytest.raises(RepeatedTimeError) as asked:
        moment(datetime.date(2026, 10, 25), datetime.time(2, 30), OSLO)
    assert (asked.value.first, asked.value.second) == (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30))
    assert str(asked.value) == (
        "Clocks in Europe/Oslo are put back on 25 October 2026 and show 02:30 twice: "
        "UTC+02:00 (00:30 UTC) and UTC+01:00 (01:30 UTC)."
    )


@pytest.mark.parametrize(("hours", "hour"), [(2, 0), (1, 1)])
def test_offset_says_which_of_two(hours, hour):
    time = datetime.time(2, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=hours)))
    assert moment(datetime.date(2026, 10, 25), time, OSLO) == utc(2026, 10, 25, hour, 30)


@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        ((2026, 10, 25), (12, 0), "Clocks in Europe/Oslo are at UTC+01:00 at 12:00 on 25 October 2026."),
        ((2026, 10, 25), (2, 30), "Clocks in Europe/Oslo are at UTC+02:00 or UTC+01:00 at 02:30 on 25 October 2026."),
        ((2026, 3, 29), (2, 30), "Clocks in Europe/Oslo are put forward on 29 March 2026 and never show 02:30."),
    ],
)
def test_offset_that_clocks_have_not_is_refused(day, time, said):
    aware = datetime.time(*time, tzinfo=datetime.timezone(datetime.timedelta(hours=5)))
    with pytest.raises(ValueError) as refused:
        moment(datetime.date(*day), aware, OSLO)
    assert str(refused.value) == said


def test_elsewhere_clocks_show_the_same():
    denver = zoneinfo.ZoneInfo("America/Denver")
    assert elsewhere(utc(2025, 12, 5, 12, 46), OSLO, denver) == utc(2025, 12, 5, 20, 46)
    with pytest.raises(SkippedTimeError):
        elsewhere(utc(2026, 3, 29, 8, 30), denver, OSLO)  # 02:30, which they skip that night


def test_offset_words_tell_the_two_apart():
    assert offset_words(utc(2026, 10, 25, 0, 30), OSLO) == "UTC+02:00"
    assert offset_words(utc(2026, 10, 25, 1, 30), OSLO) == "UTC+01:00"


@given(
    at=st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2037, 1, 1), timezones=st.just(datetime.UTC)),
    name=st.sampled_from(ZONES),
)
def test_every_moment_is_among_those_of_its_own_clock_time(at, name):
    zone = zoneinfo.ZoneInfo(name)
    local = at.astimezone(zone)
    found = moments(local.date(), local.time(), zone)
    assert at in found
    assert len(found) == 2 if is_repeated(at, zone) else found == [at]


@given(
    at=st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2037, 1, 1), timezones=st.just(datetime.UTC)),
    name=st.sampled_from(ZONES),
)
def test_clock_time_with_its_offset_is_one_moment(at, name):
    zone = zoneinfo.ZoneInfo(name)
    local = at.astimezone(zone)
    aware = local.time().replace(tzinfo=datetime.timezone(local.utcoffset()))
    assert moments(local.date(), aware, zone) == [at]


@given(
    day=st.dates(datetime.date(2012, 1, 1), datetime.date(2037, 1, 1)),
    # In the last two clocks are changed at midnight
    name=st.sampled_from([*ZONES, "Asia/Beirut", "America/Havana"]),
)
def test_day_begins_when_the_one_before_it_ends(day, name):
    zone = zoneinfo.ZoneInfo(name)
    at = beginning(day, zone)
    before = at - datetime.timedelta(microseconds=1)
    assert (at.astimezone(zone).date(), before.astimezone(zone).date()) == (day, day - datetime.timedelta(days=1))
