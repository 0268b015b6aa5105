"""What in a result can't be as it stands."""

import pytest

from standings.corrections.contradictions import Kind, Placed, contradictions, lacking


def line(name="Kok", rank=1, time=3700, **values):
    return Placed(name, rank, hundredths=time, **values)


def test_result_in_order_has_none():
    lines = [
        line("Kok", 1, 3700, thousandth=3, pair=2),
        line("Leerdam", 2, 3700, thousandth=5, pair=1),
        line("Fata", 2, 3700, thousandth=5, pair=2),
        line("Takagi", 4, 3710, pair=1),
        line("Herzog", 5, None, status="DNF", pair=3),
        line("Jackson", None, None, status="DQ", pair=3),
    ]
    assert contradictions(lines, "official", Kind(fewest=12)) == []


def test_place_behind_a_slower_time_is_one():
    lines = [line("Kok", 1, 3705), line("Leerdam", 2, 3800), line("Fata", 3, 3700)]
    assert contradictions(lines, "official", Kind()) == [
        "Fata is on place 3 with 37.00, behind Leerdam on place 2 with 38.00."
    ]


def test_thousandths_decide_where_both_are_known():
    lines = [line("Kok", 1, 3700, thousandth=5), line("Leerdam", 2, 3700, thousandth=3)]
    assert contradictions(lines, "official", Kind()) == [
        "Leerdam is on place 2 with 37.00(3), behind Kok on place 1 with 37.00(5)."
    ]
    assert contradictions([lines[0], line("Leerdam", 2, 3700)], "official", Kind()) == []


def test_shared_place_with_different_times_is_one():
    assert contradictions([line("Kok", 1, 3700), line("Leerdam", 1, 3701)], "official", Kind()) == [
        "Kok and Leerdam share place 1 with different times."
    ]


def test_places_two_two_five_are_one():
    lines = [line("Kok", 2, 3700), line("Leerdam", 2, 3700), line("Fata", 5, 3800)]
    assert contradictions(lines, "official", Kind()) == ["Nobody is on places 1 and 4."]
    assert contradictions(lines, "unofficial", Kind()) == ["Nobody is on places 1 and 4."]
    assert contradictions(lines, "partial", Kind()) == []


@pytest.mark.parametrize("state", ["partial", "official"])
def test_place_after_a_shared_one_is_one_in_any_state(state):
    lines = [line("Kok", 1, 3700), line("Leerdam", 1, 3700), line("Fata", 2, 3800)]
    assert contradictions(lines, state, Kind()) == ["Place 1 is shared by 2, so nobody can be on place 2."]


def test_disqualified_before_others_is_one_and_behind_them_is_none():
    first = [line("Kok", 1, None, status="DQ"), line("Leerdam", 2, 3700)]
    assert contradictions(first, "official", Kind()) == [
        "Kok is disqualified and has place 1, before place 2.",
        "Nobody is on place 1.",
    ]
    last = [line("Leerdam", 1, 3700), line("Kok", 2, None, status="DQ"), line("Fata", 2, None, status="DNF")]
    assert contradictions(last, "official", Kind()) == []


def test_times_of_a_mass_start_do_not_decide():
    lines = [line("Kok", 1, 3800, pair=1), line("Leerdam", 2, 3700, pair=9)]
    assert contradictions(lines, "official", Kind(by_time=False)) == []


def test_missing_pairs_and_few_lines_show_that_starters_lack():
    lines = [line("Kok", 1, 3700, pair=5), line("Leerdam", 2, 3800, pair=2)]
    assert lacking(lines, Kind(fewest=20)) == [
        "Nobody is in pairs 1, 3 and 4.",
        "It has 2 lines; other results of this race in the season have 20 or more.",
    ]
    assert lacking(lines[:1], Kind(fewest=2)) == []  # half of the fewest, and one pair alone proves nothing
    assert lacking([], Kind()) == ["It has no line."]
