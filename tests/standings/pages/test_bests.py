"""Which times are bests: the pure part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standings.pages.races.bests import Bests, EarlierTime, find_bests

SEASON, VENUE = 7, 3
ANN, EVA = 1, 2


def earlier(time, competitor=ANN, season=SEASON, venue=VENUE) -> EarlierTime:
    return EarlierTime(competitor, season, venue, time)


@pytest.mark.parametrize(
    ("time", "bests"),
    [((3700, 1), Bests(season=True, venue=True)), ((3700, 2), Bests()), ((3700, 3), Bests())],
    ids=["better by a thousandth", "equalled", "slower by a thousandth"],
)
def test_best_is_better_than_all_earlier_times_and_not_as_good(time, bests):
    assert find_bests({ANN: time}, [earlier((3700, 2)), earlier((3800, 0))], SEASON, VENUE) == {ANN: bests}


@pytest.mark.parametrize(
    ("held", "bests"),
    [
        ([], Bests()),
        ([earlier((3800, 0), season=SEASON - 1, venue=VENUE + 1)], Bests(personal=True)),
        ([earlier((3800, 0), venue=VENUE + 1)], Bests(season=True)),
        (
            [earlier((3800, 0), season=SEASON - 1), earlier((3750, 0))],
            Bests(personal=True, season=True, venue=True),
        ),
        ([earlier((3800, 0), competitor=EVA)], Bests(venue=True)),
        ([earlier((3600, 0), season=SEASON - 1), earlier((3800, 0))], Bests(season=True)),
        ([earlier((3600, 0), season=SEASON - 1, venue=VENUE + 1), earlier((3800, 0))], Bests(season=True, venue=True)),
    ],
    ids=[
        "first time",
        "another season elsewhere",
        "elsewhere",
        "both seasons",
        "another skater",
        "faster last season",
        "and elsewhere",
    ],
)
def test_best_is_of_the_skater_the_season_and_the_oval_each_by_itself(held, bests):
    assert find_bests({ANN: (3700, 0)}, held, SEASON, VENUE) == {ANN: bests}


def test_record_of_the_oval_is_of_the_fastest_and_of_all_who_share_its_time():
    held = [earlier((3800, 0), competitor=9)]
    times = {ANN: (3700, 0), EVA: (3700, 0), 4: (3700, 1)}
    assert {who: each.venue for who, each in find_bests(times, held, SEASON, VENUE).items()} == {
        ANN: True,
        EVA: True,
        4: False,
    }


TIMES = st.tuples(st.integers(3600, 3610), st.integers(0, 2))


@given(st.lists(st.builds(earlier, TIMES, st.sampled_from([ANN, EVA]), st.integers(6, 7), st.integers(3, 4))), TIMES)
def test_bests_do_not_depend_on_the_order_of_earlier_times(held, time):
    found = find_bests({ANN: time}, held, SEASON, VENUE)[ANN]
    assert find_bests({ANN: time}, held[::-1], SEASON, VENUE)[ANN] == found
    own = [each for each in held if each.competitor == ANN]
    is_known_elsewhere = any(each.season != SEASON for each in own)
    assert found.personal == (is_known_elsewhere and time < min(each.time for each in own))
    assert found.personal <= (found.season or not [each for each in own if each.season == SEASON])
