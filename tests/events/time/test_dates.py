import datetime
import re
import zoneinfo

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from events.time import dates

DAY = datetime.date(2025, 11, 4)
AT = datetime.datetime(2025, 11, 4, 23, 30, tzinfo=datetime.UTC)
OSLO = zoneinfo.ZoneInfo("Europe/Oslo")


def test_days_in_words():
    assert dates.long_date(DAY) == "4 November 2025"
    assert dates.day_and_month(DAY) == "4 November"
    assert dates.weekday_date(DAY) == "Tue 4 November"
    assert dates.long_weekday_date(DAY) == "Tuesday 4 November"
    assert dates.short_date(DAY) == "Tue 4 Nov"


def test_start_is_by_the_zone_s_clocks():
    assert dates.short_start(DAY, AT, OSLO) == "Wed 5 Nov 00:30"
    assert dates.short_start(DAY, None, OSLO) == "Tue 4 Nov without a time"


def test_moments_are_in_utc_whatever_their_zone():
    for at in (AT, AT.astimezone(OSLO)):
        assert dates.utc_moment(at) == "4 November 2025, 23:30 UTC"
        assert dates.brief_moment(at) == "4 Nov 2025 23:30"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2022-11-11", "2022-11-11", "11 November 2022"),
        ("2022-11-11", "2022-11-13", "11–13 November 2022"),
        ("2025-11-30", "2025-12-02", "30 November – 2 December 2025"),
        ("2025-12-30", "2026-01-01", "30 December 2025 – 1 January 2026"),
    ],
)
def test_span_of_days(first, last, words):
    assert dates.date_span(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)) == words


@given(st.dates())
def test_month_is_found_in_its_words(day):
    for name in (f"{day:%B}", f"{day:%b}", f"{day:%b}.", f"{day:%B}".upper()):
        assert dates.month_number(name) == day.month


@pytest.mark.parametrize("name", ["", "no", "Brumaire", "13"])
def test_no_month(name):
    assert dates.month_number(name) is None


def test_months_are_written_here_alone():
    """Words for a day come from events.time.dates, so that the site writes each of them one way."""
    apps = [settings.BASE_DIR / app for app in ("events", "standings", "news", "isuwc")]
    sources = [path for app in apps for path in app.rglob("*.py")]
    found = [path for path in sources if re.search(r"%-?[bB]\b|%-d", path.read_text(encoding="utf-8"))]
    typed = settings.BASE_DIR / "isuwc" / "text" / "asked.py"  # how people may type a day, which it never writes so
    assert set(found) == {settings.BASE_DIR / "events" / "time" / "dates.py", typed}
