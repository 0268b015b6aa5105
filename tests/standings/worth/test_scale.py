"""What a place is worth: exact, whatever the multiplier."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standings.scoring.points import Line, ScoredRace, score_cup
from standings.worth.scale import ScaleRule, exact, for_json, in_points

FINAL = ScaleRule((60, 54, 48, 43), multiplier=Decimal("1.5"))


@pytest.mark.parametrize(
    ("rank", "points", "text"), [(1, 90, "90"), (2, 81, "81"), (4, Decimal("64.5"), "64.5"), (5, 0, "0"), (0, 0, "0")]
)
def test_final_that_counts_one_and_a_half_times_brings_exact_points(rank, points, text):
    assert (FINAL.at(rank), str(FINAL.at(rank))) == (points, text)


@pytest.mark.parametrize(
    ("value", "more", "text"),
    [(1, "", "1 point"), (0, "", "0 points"), (64, "", "64 points"),
     (Decimal("0.5"), "", "0.5 points"), (1, " more", "1 more point"), (51, " more", "51 more points")],
)  # fmt: skip
def test_one_point_is_not_called_points(value, more, text):
    assert in_points(value, more) == text


def test_win_is_the_best_of_a_scale_and_nothing_of_an_empty_one():
    assert (FINAL.best, ScaleRule(()).best) == (90, 0)


@given(st.integers(0, 400), st.decimals(1, 9, places=2))
def test_number_is_an_int_where_it_is_whole_and_loses_nothing(points, multiplier):
    value = exact(points * multiplier)
    assert value == points * multiplier
    assert isinstance(value, int) == (value == int(value))
    assert "E" not in str(value)
    assert for_json(value) == pytest.approx(float(points * multiplier), abs=0)


def test_half_a_point_decides_a_place_and_equal_halves_share_it():
    """90 + 43 against 64.5 + 60: half points add up, and 64.5 + 54 twice is a tie in every result."""
    plain = ScaleRule((60, 54, 48, 43))
    races = [
        ScoredRace(1, "first", "A", plain, (Line(1, 4), Line(2, 1), Line(3, 2), Line(4, 2))),
        ScoredRace(2, "final", "A", FINAL, (Line(1, 1), Line(2, 4), Line(3, 4), Line(4, 4))),
    ]
    places = score_cup(races).tables[-1].places
    assert [(each.competitor, each.rank, each.total, each.gap) for each in places] == [
        (1, 1, 133, 0),
        (2, 2, Decimal("124.5"), Decimal("8.5")),
        (3, 3, Decimal("118.5"), Decimal("14.5")),
        (4, 3, Decimal("118.5"), Decimal("14.5")),
    ]
