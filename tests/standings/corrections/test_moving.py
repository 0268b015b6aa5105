"""Who moves where when somebody is disqualified, or counts again."""

from hypothesis import given
from hypothesis import strategies as st

from standings.corrections.moving import Place, Standing, disqualified, in_order, place_by_time, reinstated


def sheet(*ranks):
    """A line for each place; the time follows from it."""
    return [Standing(n, n, rank, "OK", 3600 + 10 * rank) for n, rank in enumerate(ranks, 1)]


def placed(lines):
    return [(each.competitor, each.rank, each.status) for each in lines]


@st.composite
def results(draw):
    """Sheets with shared places, then perhaps a DNF on the last place and some without one."""
    ranks, next_ = [], 1
    for shared in draw(st.lists(st.integers(1, 3), min_size=1, max_size=6)):
        ranks += [next_] * shared
        next_ += shared
    lines = sheet(*ranks)
    if draw(st.booleans()):
        lines.append(Standing(len(lines) + 1, len(lines) + 1, next_, "DNF"))
    for status in draw(st.lists(st.sampled_from(["DNF", "WDR"]), max_size=2)):
        lines.append(Standing(len(lines) + 1, len(lines) + 1, None, status))
    return lines


def test_winner_disqualified_moves_all_up_and_stands_last():
    assert placed(disqualified(sheet(1, 2, 3), 1)) == [(2, 1, "OK"), (3, 2, "OK"), (1, None, "DQ")]


def test_one_of_two_on_a_shared_place_leaves_it_to_the_other():
    assert placed(disqualified(sheet(1, 2, 2, 4), 3)) == [(1, 1, "OK"), (2, 2, "OK"), (4, 3, "OK"), (3, None, "DQ")]


def test_dnf_on_the_last_place_moves_up_with_the_others():
    lines = [*sheet(1, 2), Standing(3, 3, 3, "DNF"), Standing(4, 4, None, "WDR")]
    assert placed(disqualified(lines, 2)) == [(1, 1, "OK"), (3, 2, "DNF"), (4, None, "WDR"), (2, None, "DQ")]


def test_line_without_a_place_moves_nobody():
    lines = [*sheet(1, 2), Standing(3, 3, None, "DNF")]
    assert placed(disqualified(lines, 3)) == [(1, 1, "OK"), (2, 2, "OK"), (3, None, "DQ")]


def test_place_by_time_is_shared_with_an_equal_time_and_unknown_without_times():
    out = disqualified(sheet(1, 2, 2, 4), 2)
    assert place_by_time(out, 2) == Place(2, shared=True)
    assert place_by_time(disqualified(sheet(1, 2, 3), 1), 1) == Place(1)
    assert place_by_time([Standing(1, 1, None, "DQ"), Standing(2, 2, 1, "OK", 3600)], 1) is None
    assert place_by_time([Standing(1, 1, None, "DQ", 3600), Standing(2, 2, 1)], 1) is None


@given(results(), st.data())
def test_who_counts_again_by_its_time_is_where_it_was(lines, data):
    who = data.draw(st.sampled_from([each.competitor for each in lines if each.status == "OK"]))
    out = disqualified(lines, who)
    back = reinstated(out, who, place_by_time(out, who))
    assert {each.competitor: each.rank for each in back} == {each.competitor: each.rank for each in lines}
    assert [each.competitor for each in out][-1] == who
    assert sorted(each.line for each in out) == list(range(1, len(lines) + 1))


@given(results(), st.data())
def test_places_of_those_who_remain_are_those_of_a_race_without_the_disqualified(lines, data):
    ranked = [each for each in lines if each.rank]
    for who in data.draw(st.lists(st.sampled_from([each.competitor for each in ranked]), unique=True, max_size=4)):
        lines = disqualified(lines, who)
    left = [each for each in lines if each.rank]
    before = {each.competitor: each.rank for each in ranked}
    expected = {
        each.competitor: 1 + sum(before[other.competitor] < before[each.competitor] for other in left) for each in left
    }
    assert {each.competitor: each.rank for each in left} == expected


def test_order_leaves_lines_without_a_place_as_they_stood():
    lines = [Standing(1, 1, None, "DQ"), Standing(2, 2, None, "WDR"), Standing(3, 3, 1), Standing(4, 4, None, "DNF")]
    assert [each.competitor for each in in_order(lines)] == [3, 2, 4, 1]
