import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.naming.seasons import name_of_slug, season_name, season_slug, slug_of_name, slug_of_years, start_year_of
from tests.factories import events as factories

YEARS = st.integers(1985, 2100)


@pytest.mark.parametrize(
    ("year", "name", "slug"), [(2025, "2025/26", "2025-26"), (1999, "1999/00", "1999-00"), (2009, "2009/10", "2009-10")]
)
def test_season_is_named_by_both_years(year, name, slug):
    assert (season_name(year), season_slug(year)) == (name, slug)


@pytest.mark.parametrize(
    ("first", "second", "slug"),
    [
        ("2025", "26", "2025-26"),
        ("2025", "2026", "2025-26"),
        ("1999", "00", "1999-00"),
        ("1999", "2000", "1999-00"),
        ("2025", "27", ""),
        ("2025", "1926", ""),
        ("2025", "25", ""),
    ],
)
def test_two_years_are_a_season_where_the_second_follows(first, second, slug):
    assert slug_of_years(first, second) == slug


@given(YEARS)
def test_name_and_slug_are_each_other_s(year):
    assert slug_of_name(season_name(year)) == season_slug(year) == slug_of_name(season_slug(year))
    assert name_of_slug(season_slug(year)) == season_name(year)


@pytest.mark.parametrize(("month", "year"), [(6, 2024), (7, 2025), (12, 2025), (1, 2024)])
def test_season_starts_in_july(month, year):
    assert start_year_of(2025, month) == year


@pytest.mark.django_db
def test_season_of_the_model_runs_as_it_is_said():
    season = factories.season(2025)
    assert (season.name, season.slug) == ("2025/26", "2025-26")
    assert (season.first_day, season.last_day) == (datetime.date(2025, 7, 1), datetime.date(2026, 6, 30))
    for day in (season.first_day, season.last_day):
        assert start_year_of(day.year, day.month) == season.start_year
