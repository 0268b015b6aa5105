from hypothesis import given
from hypothesis import strategies as st

from isuwc.site.views.search.answer import MOST_BEST, SHOWN, Answer, Hit, Kind, ranked
from isuwc.site.views.search.closeness import Near

HITS = st.lists(st.tuples(st.sampled_from(Kind), st.sampled_from(Near)), max_size=40)


def hits(drawn):
    return [Hit(kind, near, f"{number}", f"/{number}/") for number, (kind, near) in enumerate(drawn)]


def test_nothing_is_an_empty_answer():
    assert (ranked([]), ranked([]).is_empty) == (Answer(), True)


def test_nearest_kind_comes_first_and_what_is_cut_is_said():
    found = hits([(Kind.NATION, Near.PART), *[(Kind.EVENT, Near.WORDS)] * 4, (Kind.SKATER, Near.BEGUN)])
    answer = ranked(found, [Kind.SKATER])
    assert answer.best == []
    assert [(group.kind, group.more) for group in answer.groups] == [
        (Kind.EVENT, False),
        (Kind.SKATER, True),
        (Kind.NATION, False),
    ]


def test_count_is_of_what_is_shown_and_says_where_more_matches():
    few = ranked(hits([(Kind.NATION, Near.WORDS), (Kind.EVENT, Near.PART)]))
    many = ranked(hits([(Kind.EVENT, Near.PART)] * (SHOWN + 1)))
    assert [each.count for each in (ranked([]), few, many)] == ["nothing found", "2 found", "more than 12 found"]


def test_typing_errors_and_stories_are_no_best_match():
    for near in (Near.MISSPELT, Near.TITLE, Near.TEXT):
        answer = ranked(hits([(Kind.STORY, near)]))
        assert (answer.best, answer.is_guess) == ([], near == Near.MISSPELT)


@given(HITS)
def test_everything_is_shown_once_and_the_nearest_first(drawn):
    found = hits(drawn)
    answer = ranked(found)
    shown = [*answer.best, *(hit for group in answer.groups for hit in group.hits)]
    assert len(set(map(id, shown))) == len(shown)
    assert len(answer.best) <= MOST_BEST
    nearest = min((hit.near for hit in found), default=None)
    assert {hit.near for hit in answer.best} <= {nearest}
    assert not found or shown[0].near == nearest
    for group in answer.groups:
        assert [hit.near for hit in group.hits] == sorted(hit.near for hit in group.hits)
        assert {hit.kind for hit in group.hits} == {group.kind}
        of_kind = [hit for hit in found if hit.kind == group.kind and hit not in answer.best]
        assert (len(group.hits), group.more) == (min(len(of_kind), SHOWN), len(of_kind) > SHOWN)
    heads = [group.hits[0].near for group in answer.groups]
    assert heads == sorted(heads)
