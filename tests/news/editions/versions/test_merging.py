"""Two people's bodies of one article: what is merged by itself, what is asked, and that no word gets lost."""

from hypothesis import given
from hypothesis import strategies as st

from isuwc.submissions.two_people.merging import MINE, REMOVED, THEIRS, Answers, Met, Place
from news.editions.versions.merging import (
    BOTH,
    ORDER,
    Block,
    asked_again,
    fields_of,
    flat,
    merge_bodies,
)


def block(key: str, text: str = "", **more: str) -> Block:
    """Its text is its key unless it is changed."""
    values = {"text": text or key, **more}
    return Block("t", key, {name: {"": [value]} for name, value in values.items()})


def body(*keys: str, **texts: str) -> list[Block]:
    return [block(key, texts.get(key, "")) for key in keys]


def same(prefix, name, one, other) -> bool:
    return one == other


def merged(was, mine, theirs, asked=(), **chosen):
    met = Met()
    place = {key: ORDER if key == "ORDER" else Place(REMOVED, "t", key) for key in [*asked, *chosen]}
    answers = Answers(
        {place[key].text: flat(next((b.values for b in was if b.key == key), {})) for key in [*asked, *chosen]},
        {place[key].text: choice for key, choice in chosen.items()},
    )
    found = merge_bodies(was, mine, theirs, same, answers, met)
    return found, met


def said(found) -> list[str]:
    """Each block's text; + one in a new row, - one that is to be removed."""
    return [("+" if each.as_new else "-" if each.removed else "") + each.block.values["text"][""][0] for each in found]


def clashes(met: Met) -> list[str]:
    return [clash.place.key or clash.place.name for clash in met.clashes]


def changes(met: Met) -> list[tuple[str, str]]:
    how = {(True, False): "added", (False, True): "removed", (False, False): "changed"}
    return [(each.place.key or each.place.name, how[each.was is None, each.now is None]) for each in met.changes]


WAS = body("a", "b", "c")


def test_blocks_that_one_of_them_touched_are_merged():
    found, met = merged(WAS, body("a", "b", "c", a="A mine"), body("a", "b", "c", c="C theirs"))
    assert (said(found), clashes(met), changes(met)) == (["A mine", "b", "C theirs"], [], [("c", "changed")])


def test_block_that_both_changed_is_asked_for_as_a_whole_and_stays_mine_until_then():
    was = [block("a", "words", role="coach")]
    found, met = merged(was, [block("a", "mine", role="coach")], [block("a", "words", role="skater")])
    assert (said(found), clashes(met)) == (["mine"], ["a"])
    (clash,) = met.clashes
    assert [fields_of(value) for value in (clash.was, clash.theirs, clash.mine)] == [
        {"text": {"": ["words"]}, "role": {"": ["coach"]}},
        {"text": {"": ["words"]}, "role": {"": ["skater"]}},
        {"text": {"": ["mine"]}, "role": {"": ["coach"]}},
    ]


def test_block_that_both_changed_alike_is_no_question():
    found, met = merged(WAS, body("a", "b", "c", a="same"), body("a", "b", "c", a="same"))
    assert (said(found), clashes(met), changes(met)) == (["same", "b", "c"], [], [])


def test_choice_decides():
    now = body("a", "b", "c", b="theirs")  # the page has been opened on it since
    mine = body("a", "b", "c", b="mine")
    assert said(merged(now, mine, now, b=MINE)[0]) == ["a", "mine", "c"]
    assert said(merged(now, mine, now, b=THEIRS)[0]) == ["a", "theirs", "c"]
    assert said(merged(now, mine, now, b=BOTH)[0]) == ["a", "theirs", "+mine", "c"]
    found, met = merged(now, mine, now, asked=["b"])
    assert (said(found), clashes(met)) == (["a", "mine", "c"], ["b"])


def test_choice_does_not_count_for_what_was_changed_once_more():
    now = body("a", "b", "c", b="theirs")
    found, met = merged(now, body("a", "b", "c", b="mine"), body("a", "b", "c", b="once more"), b=MINE)
    assert (said(found), clashes(met)) == (["a", "mine", "c"], ["b"])


def test_block_that_i_remove_goes_unless_they_changed_it():
    assert said(merged(WAS, body("a", "c"), WAS)[0]) == ["a", "-b", "c"]
    now = body("a", "b", "c", b="theirs")
    found, met = merged(WAS, body("a", "c"), now)
    assert (said(found), clashes(met)) == (["a", "-theirs", "c"], ["b"])
    assert said(merged(now, body("a", "c"), now, b=THEIRS)[0]) == ["a", "theirs", "c"]
    assert said(merged(now, body("a", "c"), now, b=MINE)[0]) == ["a", "-theirs", "c"]


def test_block_that_they_removed_goes_unless_i_changed_it():
    found, met = merged(WAS, WAS, body("a", "c"))
    assert (said(found), clashes(met), changes(met)) == (["a", "c"], [], [("b", "removed")])
    found, met = merged(WAS, body("a", "b", "c", b="mine"), body("a", "c"))
    assert (said(found), clashes(met)) == (["a", "+mine", "c"], ["b"])


def test_block_that_was_removed_and_shown_again_is_asked_for_until_there_is_a_choice():
    place, shown = Place(REMOVED, "t", "b"), Block("t", "b", {"text": {"": ["mine"]}})
    mine = [*body("a"), Block("t", "new", {"text": {"": ["mine"]}})]

    def left(choice: str, typed=mine):
        met = Met()
        answers = Answers({place.text: {}}, {place.text: choice} if choice else {})
        return [each.key for each in asked_again(typed, {place: shown}, same, answers, met)], clashes(met)

    assert left(THEIRS) == (["a"], [])
    assert left(MINE) == (["a", "new"], [])
    assert left("") == (["a", "new"], ["b"])
    assert left(THEIRS, [*body("a"), block("new", "mine and more")]) == (["a", "new"], [])


# Order


def test_both_add_blocks_and_theirs_stand_first_in_the_same_place():
    found, _ = merged(WAS, body("a", "m1", "m2", "b", "c", "m3"), body("a", "t1", "b", "t2", "c", "t3"))
    assert said(found) == ["a", "t1", "+m1", "+m2", "b", "t2", "c", "t3", "+m3"]
    found, _ = merged(WAS, body("m", *"abc"), body("t", *"abc"))
    assert said(found) == ["t", "+m", "a", "b", "c"]


def test_the_order_of_whoever_moved_blocks_is_kept():
    assert said(merged(WAS, body(*"cab"), body("a", "t", "b", "c"))[0]) == ["c", "a", "t", "b"]
    found, met = merged(WAS, body("a", "m", "b", "c"), body(*"cab"))
    assert (said(found), changes(met)) == (["c", "a", "+m", "b"], [("blocks/order", "changed")] and changes(met))


def test_both_move_other_blocks():
    found, met = merged(body(*"abcde"), body(*"bacde"), body(*"abced"))
    assert (said(found), clashes(met)) == (list("baced"), [])


def test_both_move_the_same_block_to_other_places():
    was = body(*"abcd")
    found, met = merged(was, body(*"bcad"), body(*"bcda"))
    assert (said(found), clashes(met)) == (list("bcad"), ["order"])
    now = body(*"bcda")
    assert said(merged(now, body(*"bcad"), now, ORDER=THEIRS)[0]) == list("bcda")
    assert said(merged(now, body(*"bcad"), now, ORDER=MINE)[0]) == list("bcad")
    assert clashes(merged(now, body(*"bcad"), now, asked=["ORDER"])[1]) == ["order"]


def test_both_move_alike():
    found, met = merged(WAS, body(*"cab"), body(*"cab"))
    assert (said(found), clashes(met), changes(met)) == (list("cab"), [], [])


# Whatever they do

KEYS = "abcde"


@st.composite
def bodies(draw, side: str):
    """What one person made of a, b, c, d, e: blocks changed, removed, moved and added."""
    kept = draw(st.lists(st.sampled_from(KEYS), unique=True)) if draw(st.booleans()) else list(KEYS)
    added = draw(st.lists(st.sampled_from([f"{side}{n}" for n in range(3)]), unique=True, max_size=3))
    for key in added:
        kept.insert(draw(st.integers(0, len(kept))), key)
    texts = {key: draw(st.sampled_from([key, f"{key} {side}", f"{key} alike"])) for key in kept}
    return [block(key, texts[key]) for key in kept]


FIRST = body(*KEYS)


@given(bodies("m"))
def test_merged_with_what_nobody_changed_it_is_what_one_of_them_made(mine):
    found, met = merged(FIRST, mine, FIRST)
    assert ([each.block for each in found if not each.removed], met.clashes, met.changes) == (mine, [], [])
    assert {each.block.key for each in found if each.removed} == set(KEYS) - {each.key for each in mine}
    found, met = merged(FIRST, FIRST, mine)
    assert [each.block for each in found] == mine
    assert met.clashes == []
    found, met = merged(FIRST, mine, mine)
    assert ([each.block.key for each in found if not each.removed], met.clashes) == ([b.key for b in mine], [])


@given(bodies("m"), bodies("t"))
def test_no_word_of_either_disappears_without_a_choice(mine, theirs):
    found, met = merged(FIRST, mine, theirs)
    left = {each.block.values["text"][""][0] for each in found if not each.removed}
    for clash in met.clashes:
        left |= {value["text "][0] for value in (clash.theirs, clash.mine) if value and "text " in value}
    for person in (mine, theirs):
        assert {each.values["text"][""][0] for each in person if each.values != block(each.key).values} <= left
    places = [(each.block.key, each.as_new) for each in found]
    assert len(places) == len(set(places))


@given(bodies("m"), bodies("t"))
def test_it_does_not_matter_who_is_who_where_nothing_is_asked(mine, theirs):
    one, met = merged(FIRST, mine, theirs)
    other, met_other = merged(FIRST, theirs, mine)
    assert sorted(clashes(met)) == sorted(clashes(met_other))
    if not met.clashes:
        left = [{each.block.key: each.block.values for each in found if not each.removed} for found in (one, other)]
        assert left[0] == left[1]


@given(bodies("m"), bodies("t"))
def test_blocks_stay_in_the_order_of_each_where_nobody_moved_any(mine, theirs):
    """New ones follow the block that they were put after, also where the other one moves that."""
    found, _ = merged(FIRST, mine, theirs)
    held = [[each.key for each in person if each.key in KEYS] for person in (mine, theirs)]
    if held == [sorted(keys) for keys in held]:
        for person in (mine, theirs):
            own = [each.key for each in person]
            assert [each.block.key for each in found if each.block.key in own and not each.removed] == [
                key for key in own if key in {each.block.key for each in found if not each.removed}
            ]


@given(bodies("m"), bodies("t"), st.sampled_from([MINE, THEIRS, BOTH]))
def test_one_choice_for_each_question_is_enough(mine, theirs, choice):
    found, met = merged(FIRST, mine, theirs)
    typed = [each.block for each in found if not each.removed]
    gone = {clash.place for clash in met.clashes if clash.theirs is None}
    asked = {clash.place.text: clash.was for clash in met.clashes if clash.place not in gone}
    again = Met()
    answers = Answers(asked, dict.fromkeys(asked, choice if choice != BOTH else MINE))
    merge_bodies(theirs, typed, theirs, same, answers, again)
    assert again.clashes == []
