"""Sessions take new times without overlapping on the way."""

import datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from events.programme.moves import waves


def span(start: int, end: int):
    day = datetime.datetime(2025, 11, 14, tzinfo=datetime.UTC)
    return day + datetime.timedelta(hours=start), day + datetime.timedelta(hours=end)


def test_those_who_are_in_nobody_s_way_move_together():
    now = {1: span(10, 12), 2: span(14, 16), 3: None}
    then = {1: span(11, 13), 2: span(15, 17), 3: span(18, 19)}
    assert list(waves(now, then)) == [([1, 2, 3], True)]


def test_who_is_in_the_way_moves_first():
    now = {1: span(10, 12), 2: span(12, 14)}
    assert list(waves(now, {1: span(12, 14), 2: span(14, 16)})) == [([2], True), ([1], True)]


def test_of_two_who_swap_one_gives_up_its_time_for_a_moment():
    now = {1: span(10, 12), 2: span(14, 16), 3: span(20, 21)}
    assert list(waves(now, {1: span(14, 16), 2: span(10, 12)})) == [([1], False), ([2], True), ([1], True)]


def test_a_session_is_not_in_its_own_way():
    assert list(waves({1: span(10, 12)}, {1: span(11, 13)})) == [([1], True)]


SPANS = st.lists(st.integers(0, 40), unique=True, min_size=8, max_size=8).map(
    lambda hours: [span(a, b) for a, b in zip(sorted(hours)[::2], sorted(hours)[1::2], strict=True)]
)


@given(SPANS, SPANS, st.permutations(range(4)), st.sets(st.integers(0, 3)), st.sets(st.integers(0, 3)))
def test_nobody_overlaps_at_any_moment_and_everybody_arrives(before, after, order, unknown_now, unknown_then):
    now = {key: None if key in unknown_now else before[key] for key in range(4)}
    then = {key: None if key in unknown_then else after[order[key]] for key in range(4)}
    held, written = dict(now), []
    for keys, moves in waves(now, then):
        for key in keys:  # one by one: a database looks after every row
            held[key] = then[key] if moves else None
            known = sorted(each for each in held.values() if each)
            assert all(a[1] <= b[0] for a, b in pairwise(known))
        written += keys if moves else []
    assert held == then
    assert sorted(written) == [0, 1, 2, 3]
