from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standings.scoring.points import Line, Place, Points, ScaleRule, ScoredRace, newest_places, rank, score_cup

A = ScaleRule((60, 54, 48, 43, 40, 38, 36, 34, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21), dnf_scores=True)
B = ScaleRule((28, 24, 21, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1))
MASS_START_A = ScaleRule((*A.points, 20, 19, 18, 17), dnf_scores=True)
MASS_START_B = ScaleRule(tuple(range(20, 0, -1)))


def sheet(*lines, race=1, round="1", part="A", scale=A, is_partial=False):
    """A sheet whose lines are (competitor, rank) or (competitor, rank, status)."""
    return ScoredRace(race, round, part, scale, tuple(Line(*line) for line in lines), is_partial)


def points(*sheets, combination="best"):
    return {(each.race, each.competitor): each.points for each in score_cup(sheets, combination).points}


def table(*sheets, combination="best"):
    """The last table: competitor, rank and total, in its order."""
    return [(place.competitor, place.rank, place.total) for place in score_cup(sheets, combination).tables[-1].places]


def test_dead_heat_shares_the_better_points_and_the_next_rank_is_skipped():
    # World Cup 1 of 2025/26, 1000m men: Wennemars and McLeod both ninth, 1:07.01(2).
    assert points(sheet((1, 8), (2, 9), (3, 9), (4, 11))) == {(1, 1): 34, (1, 2): 32, (1, 3): 32, (1, 4): 30}


def test_dnf_in_division_a_gets_the_points_of_the_last_place():
    # World Cup 3, 500m women: Jackson twentieth, DNF, 21 points.
    scored = score_cup([sheet((1, 1), (2, 20, "DNF"))])
    assert scored.points[1] == Points(1, 2, 21, True, "DNF: ranked last, 20th place: 21 points")


def test_dnf_is_ranked_before_the_place_that_a_disqualification_empties():
    # World Cup 3, 500m men: Wennemars DNF with rank 19, since the twentieth starter was disqualified.
    assert points(sheet((1, 19, "DNF"), (2, None, "DQ"))) == {(1, 1): 22, (1, 2): 0}


def test_dnf_without_a_place_on_the_sheet_gets_nothing():
    # World Cup 3, 1000m women: Jackson's line has neither rank nor points; nobody has said why.
    assert score_cup([sheet((1, None, "DNF"))]).points == (
        Points(1, 1, 0, True, "DNF without a place on the sheet: no points"),
    )


def test_dnf_in_division_b_gets_nothing_even_with_a_rank():
    assert points(sheet((1, 19, "DNF"), part="B", scale=B)) == {(1, 1): 0}


def test_disqualification_with_a_printed_rank_gets_nothing():
    # World Cup 2, mass start men: Di Stefano rank 24, DQ T25.
    scored = score_cup([sheet((1, 24, "DQ"), scale=MASS_START_A)])
    assert scored.points == (Points(1, 1, 0, True, "Disqualified: no points for the printed place 24"),)


@pytest.mark.parametrize("status", ["DNS", "WDR"])
def test_no_start_gets_nothing_and_is_not_in_the_table(status):
    scored = score_cup([sheet((1, 1), (2, None, status))])
    assert [each.points for each in scored.points] == [60, 0]
    assert [place.competitor for place in scored.tables[-1].places] == [1]


def test_mass_start_in_both_divisions_counts_once_and_the_better():
    # World Cup 1 and 2, men: Cepuran 17 in B; then 19 in B and 32 in A, of which A counts. Official total: 49.
    first = sheet((1, 4), race=1, round="1", part="B", scale=MASS_START_B)
    second_b = sheet((1, 2), race=2, round="2", part="B", scale=MASS_START_B)
    second_a = sheet((1, 9), race=3, round="2", part="A", scale=MASS_START_A)
    scored = score_cup([first, second_b, second_a])
    assert [place.total for place in scored.tables[-1].places] == [49]
    assert scored.points[1:] == (
        Points(2, 1, 19, False, "Does not count: A 32 counts"),
        Points(3, 1, 32, True, "Counts once: A 32 rather than B 19"),
    )


def test_mass_start_in_both_divisions_counts_b_where_b_is_better():
    # World Cup 3, men: Dyrset 24th of A (17) and third of B (18).
    parts = [sheet((1, 3), race=1, part="B", scale=MASS_START_B), sheet((1, 24), race=2, scale=MASS_START_A)]
    assert table(*parts) == [(1, 1, 18)]


def test_mass_start_with_semi_finals_adds_both():
    # 2022/23: Blondin's last race brought 80, third in the final and first in her semi-final.
    semi = ScaleRule((32, 28, 25, 21, 20))
    parts = [sheet((1, 1), race=1, part="Semi-final 1", scale=semi), sheet((1, 3), race=2, part="Final")]
    assert table(*parts, combination="sum") == [(1, 1, 80)]


def test_multiplier_doubles_a_final():
    assert points(sheet((1, 1), scale=ScaleRule((100, 80), multiplier=2))) == {(1, 1): 200}


def test_rank_beyond_the_scale_gets_nothing():
    assert points(sheet((1, 20), (2, 21), part="B", scale=B)) == {(1, 1): 1, (1, 2): 0}


def test_winner_of_division_b_gets_more_than_the_last_of_division_a():
    assert table(sheet((1, 20)), sheet((2, 1), race=2, part="B", scale=B)) == [(2, 1, 28), (1, 2, 21)]


def test_countback_goes_on_to_the_second_best_race():
    # 500m women after World Cup 2, all on 124: Daleman's best is 40, Pergher has 36 and 34, Baran 36 and 32.
    places = rank({"baran": [32, 26, 30, 36], "daleman": [28, 28, 28, 40], "pergher": [34, 25, 29, 36]}, {})
    assert [(place.competitor, place.rank, place.tie) for place in places] == [
        ("daleman", 1, "Countback: 40"),
        ("pergher", 2, "Countback: 36, 34"),
        ("baran", 3, "Countback: 36, 32"),
    ]


def test_equal_results_share_the_place_and_the_next_is_skipped():
    # 5000m men after World Cup 2: Loubineaud 60 + 43, Dawson 43 + 60.
    assert rank({1: [60, 43], 2: [43, 60], 3: [54, 48]}, {1: 1}) == (
        Place(1, 1, 103, 0, 1, "Equal in every result: place shared"),
        Place(2, 1, 103, 0, None, "Equal in every result: place shared"),
        Place(3, 3, 102, 1, None, ""),
    )


def test_without_countback_equal_totals_share_the_place():
    assert [place.rank for place in rank({1: [60, 0], 2: [40, 20]}, {}, countback=False)] == [1, 1]


def test_no_points_are_no_tie():
    assert [(place.rank, place.tie) for place in rank({1: [0], 2: [0]}, {})] == [(1, ""), (1, "")]


def test_table_after_each_round_knows_the_one_before():
    scored = score_cup([sheet((1, 1), (2, 2)), sheet((2, 1), (3, 2), race=2, round="2")])
    assert [table.race for table in scored.tables] == [1, 2]
    assert scored.tables[1].places == (
        Place(2, 1, 114, 0, 2, ""),
        Place(1, 2, 60, 54, 1, ""),
        Place(3, 3, 54, 60, None, ""),
    )


def test_every_race_has_its_table_and_divisions_move_from_the_race_before_them():
    first = [sheet((1, 1), (2, 2), (3, 3), race=1)]
    second = [
        sheet((4, 1), (3, 2), race=2, round="2", part="B", scale=B),
        sheet((2, 1), (1, 2), race=3, round="2"),
    ]
    after_first, after_b, after_a = score_cup(first + second).tables
    assert [table.race for table in (after_first, after_b, after_a)] == [1, 2, 3]
    assert [(p.competitor, p.rank, p.total, p.previous_rank) for p in after_b.places] == [
        (3, 1, 72, 3),
        (1, 2, 60, 1),
        (2, 3, 54, 2),
        (4, 4, 28, None),
    ]
    assert [(p.competitor, p.rank, p.total, p.previous_rank) for p in after_a.places] == [
        (1, 1, 114, 1),
        (2, 1, 114, 2),
        (3, 3, 72, 3),
        (4, 4, 28, None),
    ]


def test_mass_start_b_counts_until_the_a_of_the_round_is_skated():
    parts = [
        sheet((1, 3), race=1, part="B", scale=MASS_START_B),
        sheet((1, 9), race=2, scale=MASS_START_A),
    ]
    assert [[place.total for place in table.places] for table in score_cup(parts).tables] == [[18], [32]]


def test_tables_end_before_a_race_that_is_known_in_part():
    scored = score_cup(
        [sheet((1, 1)), sheet((1, 1), race=2, round="2", is_partial=True), sheet((1, 1), race=3, round="3")]
    )
    assert [table.race for table in scored.tables] == [1]
    assert [each.points for each in scored.points] == [60, 60, 60]


# Seasons: up to five rounds of a Division A and B, whose sheets hold any starters in any order of ranks with dead heats


@st.composite
def seasons(draw):
    sheets = []
    for number in range(draw(st.integers(1, 5))):
        starters = draw(st.permutations(range(12)))
        cut = draw(st.integers(0, 6))
        for race, (part, scale, competitors) in enumerate((("B", B, starters[cut:10]), ("A", A, starters[:cut]))):
            lines, at = [], 1
            for line, competitor in enumerate(competitors, 1):
                at = at if lines and draw(st.booleans()) else line
                status = draw(st.sampled_from(["OK", "OK", "OK", "DNF", "DQ", "DNS"]))
                lines.append((competitor, None if status == "DNS" else at, status))
            sheets.append(sheet(*lines, race=2 * number + race, round=str(number), part=part, scale=scale))
    return sheets


@given(seasons())
def test_ranks_are_1_1_3_in_every_table(sheets):
    for each in score_cup(sheets).tables:
        ranks = [place.rank for place in each.places]
        assert ranks == [1 + sum(other < own for other in ranks) for own in ranks]


@given(seasons())
def test_no_competitor_is_lost(sheets):
    started = {line.competitor for each in sheets for line in each.lines if line.status != "DNS"}
    assert {place.competitor for place in score_cup(sheets).tables[-1].places} == started


@given(seasons())
def test_totals_are_the_sums_of_the_points_that_count(sheets):
    scored = score_cup(sheets)
    totals = {place.competitor: place.total for place in scored.tables[-1].places}
    assert totals == {
        competitor: sum(p.points for p in scored.points if p.competitor == competitor and p.counts)
        for competitor in totals
    }


@given(seasons(), st.randoms())
def test_standings_do_not_depend_on_the_order_of_lines(sheets, random):
    shuffled = [
        ScoredRace(s.race, s.round, s.part, s.scale, tuple(random.sample(s.lines, len(s.lines))), s.is_partial)
        for s in sheets
    ]
    tables = [frozenset(table.places) for table in score_cup(sheets).tables]
    assert [frozenset(table.places) for table in score_cup(shuffled).tables] == tables


@given(seasons(), st.sampled_from(["best", "sum"]), st.booleans(), st.integers(0, 9))
def test_newest_places_are_those_of_the_last_table(sheets, combination, countback, partial):
    known = [replace(sheet, is_partial=at == partial) for at, sheet in enumerate(sheets)]
    tables = score_cup(known, combination, countback).tables
    last = [replace(place, previous_rank=None) for place in tables[-1].places] if tables else []
    found = newest_places(known, combination, countback)
    assert sorted(found, key=lambda place: place.competitor) == sorted(last, key=lambda place: place.competitor)


@given(seasons())
def test_better_total_is_never_ranked_behind(sheets):
    places = score_cup(sheets).tables[-1].places
    assert [place.total for place in places] == sorted((place.total for place in places), reverse=True)
    assert all(place.gap == places[0].total - place.total for place in places)


def test_points_by_rank_are_multiplied():
    assert ScaleRule((60, 54, 48), multiplier=2).by_rank == (120, 108, 96)
    assert ScaleRule(()).by_rank == ()
