"""A season in numbers: only what the results that are known here prove."""

import pytest

from events.models.programme import ResultState
from standings.models import Competitor
from standings.pages.season_numbers import season_numbers
from tests.factories import events as calendar
from tests.factories import standings

pytestmark = pytest.mark.django_db


def race(session, *times, state=ResultState.OFFICIAL, **values):
    """A race whose first places have these times: hundredths, or hundredths with a thousandth."""
    made = calendar.race(session=session, result_state=state, ordinal=1 + session.races.count(), **values)
    for place, time in enumerate(times, 1):
        hundredths, thousandth = time if isinstance(time, tuple) else (time, None)
        name = f"Anna {'ABCDEFG'[place]}"
        skater = Competitor.objects.filter(name=name).first() or standings.skater(name)
        standings.result(made, skater, rank=place, line=place, hundredths=hundredths, thousandth=thousandth)
    return made


@pytest.fixture
def session():
    return calendar.session(event=calendar.event())


def closest(session):
    return [(each.race, each.gap) for each in season_numbers(session.event.season).closest]


def test_closest_races_are_told_in_thousandths_where_both_are_known(session):
    wide = race(session, 3700, 3712, 3800)
    exact = race(session, (3700, 1), (3700, 4))
    half = race(session, (3700, 1), 3701)
    race(session, 3700, 3700)  # what decided is not known
    assert closest(session) == [(exact, "0.003"), (half, "0.01"), (wide, "0.12")]


def test_closest_races_leave_out_what_time_does_not_decide_and_what_is_partly_known(session):
    race(session, 40000, 40001, distance="mass-start")
    race(session, 3700, 3701, division="B")
    race(session, 3700, 3701, state=ResultState.PARTIAL)
    race(session, 3700)
    known = race(session, 3700, 3705)
    found = season_numbers(session.event.season)
    assert closest(session) == [(known, "0.05")]
    assert (found.whole, found.races) == (4, 5)


def test_wins_are_counted_only_where_every_winner_is_known(session):
    race(session, 3700, 3710, 3720)
    race(session, 3700, 3710, 3720)
    found = season_numbers(session.event.season)
    assert [(rank, skater.name, wins) for rank, skater, wins in found.winners] == [(1, "Anna B", 2)]
    calendar.race(session=session, ordinal=3)  # over, and nothing known of it
    assert season_numbers(session.event.season).winners == []


def test_points_are_counted_by_whom_each_result_was_for(season, django_assert_max_num_queries):
    """Of the shipped season until Heerenveen."""
    with django_assert_max_num_queries(9):
        found = season_numbers(season)
    countries = [country.noc for _, country, _ in found.nations]
    points = [total for _, _, total in found.nations]
    assert [rank for rank, _, _ in found.nations] == [1 + points.index(total) for total in points]
    assert (countries[0], points) == ("NED", sorted(points, reverse=True))
    assert len(points) == 8
    assert 0 < found.whole < found.races


def test_who_is_level_shares_a_rank_and_unofficial_results_are_counted_as_such(session):
    for times in ((3700, 3710), (3700, 3710)):
        race(session, *times)
    first, second = (standings.skater(f"Ida {name}") for name in ("First", "Second"))
    for winner in (first, second, first, second, first):
        made = calendar.race(session=session, ordinal=9 + session.races.count(), result_state=ResultState.UNOFFICIAL)
        standings.result(made, winner, rank=1, line=1, hundredths=3700)
    found = season_numbers(session.event.season)
    assert [(rank, skater.name, wins) for rank, skater, wins in found.winners] == [
        (1, "Ida First", 3),
        (2, "Anna B", 2),
        (2, "Ida Second", 2),
    ]
    assert (found.whole, found.unofficial) == (7, 5)


def test_season_without_results_has_no_numbers(session):
    assert not season_numbers(session.event.season)
