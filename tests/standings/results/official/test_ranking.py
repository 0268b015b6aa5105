import pytest
from hypothesis import given
from hypothesis import strategies as st

from standings.results.official.comparison import Difference, Ours, compare
from standings.results.official.ranking import Ranked, RankingError, read_ranking

LINES = """World Cup 500m Women after event 2
Rank Name Country Points
1 Femke KOK NED 60 60 120
2. Erin JACKSON (USA) 108
3 JPN Yukino YOSHIDA 91
Page 1 of 1
"""


def test_lines_as_copied_from_a_page_are_read():
    assert read_ranking(LINES.encode()) == [
        Ranked(3, 1, "Femke KOK", "NED", 120),
        Ranked(4, 2, "Erin JACKSON", "USA", 108),
        Ranked(5, 3, "Yukino YOSHIDA", "JPN", 91),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_table_is_read_by_its_header(delimiter):
    text = "Rank,Name,NOC,Points\n1,Femke Kok,NED,120\nR2,Norway,Norway,88\n".replace(",", delimiter)
    assert read_ranking(text.encode()) == [
        Ranked(2, 1, "Femke Kok", "NED", 120),
        Ranked(3, None, "Norway", "", 88),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "No line of it is a place"),
        (b"hello", "No line of it is a place"),
        (b"1 Femke Kok\n", "Line 1 begins with a place, but no name, country and points follow"),
        (b"rank,name,points\n1,Kok,many\n", "Row 2: 'many' is not a number of points."),
        (b"rank,name,points\n1,Kok\n", "Row 2 has 2 cells, the header 3."),
        (b"name,points\nKok,1\n", "Its header needs columns for the place and the points."),
        (b"\xff\xfe\x00", "It is not text in UTF-8"),
        (b"1 " + b"x" * (1 << 20), "larger than 1 MB"),
    ],
)
def test_text_that_is_no_ranking_is_refused_with_the_reason(data, reason):
    with pytest.raises(RankingError, match=reason):
        read_ranking(data)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_rubbish_is_read_or_refused(data):
    try:
        assert read_ranking(data)
    except RankingError as error:
        assert str(error)


KOK = Ours(1, "Femke Kok", "NED", 1, 120, (60, 60))
JACKSON = Ours(2, "Erin Jackson", "USA", 2, 108, (54, 54))
YOSHIDA = Ours(3, "Yukino Yoshida", "JPN", 3, 97, (54, 43))
PERGHER = Ours(4, "Serena Pergher", "ITA", 3, 97, (43, 54))
OURS = [KOK, JACKSON, YOSHIDA, PERGHER]


def rows(*changes: tuple[int, str, object]) -> list[Ranked]:
    """Our own standing as a list, with changes of (row, field, value)."""
    made = [{"row": o.id, "place": o.rank, "name": o.name, "noc": o.noc, "points": o.total} for o in OURS]
    for row, field, value in changes:
        made[row - 1][field] = value
    return [Ranked(**each) for each in made]


def kinds(listed: list[Ranked]) -> list[str]:
    found = compare(listed, OURS, {row.row: row.row for row in listed if row.row <= len(OURS)})
    return [each.kind for each in found if not each.is_remark]


def test_list_that_is_ours_has_no_difference_and_tells_the_tie():
    (tie,) = compare(rows(), OURS, {n: n for n in range(1, 5)})
    text = "Yukino Yoshida and Serena Pergher: equal in every result; the list shares the place."
    assert (tie, tie.is_remark) == (Difference("not decided", text), True)


def test_tie_that_no_rule_decides_may_be_numbered():
    assert kinds(rows((4, "place", 4))) == []


@pytest.mark.parametrize(
    ("change", "kind"),
    [((1, "points", 121), "points"), ((1, "place", 2), "place"), ((3, "place", 5), "place"), ((2, "row", 2), None)],
)
def test_single_change_is_the_single_difference(change, kind):
    assert kinds(rows(change)) == ([kind] if kind else [])


def test_who_is_not_here_and_who_is_not_listed_are_told():
    stranger = Ranked(9, 5, "Somebody Else", "CAN", 12)
    found = compare([*rows()[:3], stranger], OURS, {1: 1, 2: 2, 3: 3})
    assert [(each.kind, each.text) for each in found] == [
        ("not here", "Somebody Else (CAN): listed with 12, not in our standing."),
        ("not listed", "Serena Pergher: 97 points here, not listed."),
    ]


def test_places_are_compared_among_those_who_are_listed():
    without_second = [row for row in rows((3, "place", 2), (4, "place", 2)) if row.row != 2]
    assert kinds(without_second) == []


def test_section_that_is_ordered_by_time_is_not_compared_by_place():
    listed = [Ranked(1, 2, "Femke Kok", "NED", 120, "Ranking by times")]
    assert kinds(listed) == []


@given(st.permutations(range(4)))
def test_every_other_order_of_places_is_a_difference_but_that_of_the_tie(order):
    listed = rows(*((n + 1, "place", place + 1) for n, place in enumerate(order)))
    expected = order[0] == 0 and order[1] == 1
    assert (kinds(listed) == []) == expected
