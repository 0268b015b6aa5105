"""The title race against a search through everything that can happen in small seasons."""

from collections.abc import Iterator
from itertools import product, takewhile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standings.scoring.open_rounds import OpenRound, Stage
from standings.scoring.points import rank
from standings.scoring.title_race import Chance, TitleRace, wins_needed

A = (60, 54, 48, 43, 40)


def race_of(results: dict[int, list[int]], *left: tuple[int, ...], countback: bool = True) -> TitleRace:
    """A cup with those points so far, and whole races left on those scales."""
    rounds = tuple(OpenRound((Stage((scale,)),)) for scale in left)
    return TitleRace({each: dict(enumerate(points)) for each, points in results.items()}, rounds, countback)


def states(race: TitleRace) -> dict[int, str]:
    return {chance.competitor: chance.state for chance in race.chances()}


def test_who_is_further_ahead_than_a_win_has_won_with_a_race_to_spare():
    assert states(race_of({1: [60, 60], 2: [54, 5]}, A)) == {1: "won", 2: "out"}


def test_exactly_a_win_behind_is_decided_by_countback():
    # 120 against 60 and a win to come: two wins against two wins, the cup is shared.
    assert states(race_of({1: [60, 60], 2: [60, 0]}, A)) == {1: "won", 2: "open"}
    # 114 against 54: the rival's win makes 60, 54 as well.
    assert states(race_of({1: [60, 54], 2: [54, 0]}, A)) == {1: "won", 2: "open"}
    # 102 against 42: the rival would have the win that the leader lacks.
    assert states(race_of({1: [54, 48], 2: [42, 0]}, A)) == {1: "open", 2: "open"}


def test_without_a_race_left_the_first_has_won_and_equals_share_it():
    assert states(race_of({1: [60], 2: [54]})) == {1: "won", 2: "out"}
    assert states(race_of({1: [60, 54], 2: [54, 60], 3: [48, 48]})) == {1: "won", 2: "won", 3: "out"}


def test_needs_in_the_last_race_are_places():
    leader, rival = race_of({1: [60, 60], 2: [54, 54]}, A).chances()
    # 12 ahead: fourth makes 163 against 168, third 168 against 168 with two wins against one.
    assert leader == Chance(1, 120, "open", least=0, least_place=0, sure_place=3)
    assert rival == Chance(2, 108, "open", least=40, least_place=5, sure_place=None)


def test_points_that_make_sure_know_that_a_race_has_one_winner():
    # Level with two races left. Whoever wins both is sure; a win and a second place leave the rival the same.
    first, second = race_of({1: [60, 54], 2: [54, 60]}, A, A).chances()
    assert (first.sure, second.sure) == (120, 120)
    # 6 ahead, a win and a second make 114 against 114 at most for the rival: 6 ahead, sure.
    ahead, behind = race_of({1: [60, 60], 2: [60, 54]}, A, A).chances()
    assert (ahead.sure, behind.sure) == (114, 120)


def test_a_half_done_round_leaves_nothing_to_those_who_skated_it():
    stage = Stage((A,), done={2: 28})
    race = TitleRace({1: {0: 60}, 2: {0: 60}, 3: {0: 54}}, (OpenRound((stage,)),))
    assert [(each.competitor, each.total, each.state) for each in race.chances()] == [
        (2, 88, "open"),
        (1, 60, "open"),
        (3, 54, "open"),
    ]
    mass_start = TitleRace({1: {0: 88}, 2: {0: 40}}, (OpenRound((Stage(((60, 54),), done={2: 20}, both=True),)),))
    assert mass_start.chances()[1] == Chance(2, 60, "open", least=34, least_place=2, sure_place=None)


@pytest.mark.parametrize(("gap", "wins"), [(0, 0), (1, 1), (60, 1), (61, 2), (120, 2)])
def test_wins_needed_where_the_programme_is_not_known(gap, wins):
    assert wins_needed({1: [60, 60, gap], 2: [60, 60]}, 2, win=60, countback=False) == wins


def finishes(starters: list[int], scale: tuple[int, ...]) -> Iterator[dict[int, int]]:
    """The places that each may take, counted from 0; places between are others', and who is without has nothing."""
    for places in product([*range(len(scale)), None], repeat=len(starters)):
        taken = [place for place in places if place is not None]
        if len(taken) == len(set(taken)):
            yield {each: place for each, place in zip(starters, places, strict=True) if place is not None}


def outcomes(stage: Stage, competitors: list[int]) -> Iterator[dict[int, int]]:
    """Everything that can come of a stage: who starts where, and who takes what place."""
    starters = [each for each in competitors if each not in stage.done or stage.both]
    for where in product(range(len(stage.races)), repeat=len(starters)):
        fields = [[c for c, at in zip(starters, where, strict=True) if at == n] for n in range(len(stage.races))]
        for finish in product(*(finishes(of, scale) for of, scale in zip(fields, stage.races, strict=True))):
            points = {each: stage.done.get(each, 0) for each in competitors}
            for scale, places in zip(stage.races, finish, strict=True):
                for competitor, place in places.items():
                    points[competitor] = max(points[competitor], scale[place])
            yield points


def searched(race: TitleRace) -> dict[int, dict[str, Any]]:
    """The same answers by looking at every end of the season."""
    competitors = list(race.results)
    now = {c: sum(r.now(c) for r in race.open_rounds) for c in competitors}
    ends: dict[int, list[tuple[int, bool, bool]]] = {c: [] for c in competitors}
    stages = [(r, stage) for r in race.open_rounds for stage in r.stages]
    for each in product(*(list(outcomes(stage, competitors)) for _, stage in stages)):
        final = {}
        for c in competitors:
            by_round = {id(r): r.points.get(c, 0) for r in race.open_rounds}
            for (r, _), points in zip(stages, each, strict=True):
                by_round[id(r)] += points[c]
            final[c] = [*race.results[c].values(), *by_round.values()]
        places = {place.competitor: place.rank for place in rank(final, {}, race.countback)}
        totals = {c: sum(points) for c, points in final.items()}
        for c in competitors:
            gained = totals[c] - sum(race.results[c].values()) - now[c]
            ahead = all(totals[c] > totals[other] for other in competitors if other != c)
            ends[c].append((gained, places[c] == 1, ahead))
    found = {}
    for c, of in ends.items():
        wins = [won for _, won, _ in of]
        state = "won" if all(wins) else "open" if any(wins) else "out"
        least = min((gained for gained, won, _ in of if won), default=None)
        not_ahead = max((gained for gained, _, ahead in of if not ahead), default=-1)
        sure = min((gained for gained, _, _ in of if gained > not_ahead), default=None)
        found[c] = {"state": state, "least": least, "sure": sure}
    return found


scales = st.lists(st.integers(1, 6), min_size=1, max_size=3, unique=True).map(lambda s: tuple(sorted(s, reverse=True)))
earlier = st.lists(st.integers(0, 6), min_size=0, max_size=2)


@st.composite
def small_seasons(draw) -> TitleRace:
    competitors = list(range(1, draw(st.integers(2, 3)) + 1))
    results = {c: dict(enumerate(draw(earlier))) for c in competitors}
    rounds = []
    for _ in range(draw(st.integers(0, 2))):
        races = tuple(draw(st.lists(scales, min_size=1, max_size=2)))
        done = draw(st.dictionaries(st.sampled_from(competitors), st.integers(0, 4), max_size=1))
        stages = [Stage(races, done, draw(st.booleans()))]
        rounds.append(OpenRound(tuple(stages), draw(st.dictionaries(st.sampled_from(competitors), st.integers(0, 4)))))
    return TitleRace(results, tuple(rounds), draw(st.booleans()))


@settings(deadline=None, max_examples=150)
@given(small_seasons())
def test_states_and_points_needed_are_those_that_a_search_finds(race):
    expected = searched(race)
    found = {
        each: {"state": race.state(each), "least": race.least(each), "sure": race.sure(each)} for each in race.results
    }
    assert found == expected


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_places_needed_in_the_last_race_are_those_that_a_search_finds(data):
    competitors = list(range(1, data.draw(st.integers(2, 4)) + 1))
    results = {c: dict(enumerate(data.draw(earlier))) for c in competitors}
    scale = data.draw(scales)
    race = TitleRace(results, (OpenRound((Stage((scale,)),)),), data.draw(st.booleans()))
    for chance in race.chances():
        if chance.state != "open":
            continue
        can: dict[int, bool] = {}
        must: dict[int, bool] = {}
        for places in finishes(competitors, scale):
            final = {c: [*results[c].values(), *([scale[places[c]]] if c in places else [])] for c in competitors}
            won = {each.competitor: each.rank for each in rank(final, {}, race.countback)}[chance.competitor] == 1
            place = places.get(chance.competitor, len(scale)) + 1
            can[place] = can.get(place, False) or won
            must[place] = must.get(place, True) and won
        assert chance.least_place == worst(can, len(scale))
        assert chance.sure_place == worst(must, len(scale))


def worst(good: dict[int, bool], last: int) -> int | None:
    """The worst place down to which all are good; 0 where not even a place is needed."""
    fine = list(takewhile(lambda place: good[place], sorted(good)))
    return None if not fine else 0 if fine[-1] > last else fine[-1]
