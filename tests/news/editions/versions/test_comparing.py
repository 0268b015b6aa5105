"""Two versions side by side: what is marked, which block became which, and that nothing is missing on either side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.text.html import clean_html
from news.blocks.kinds import read
from news.editions.snapshot import is_same
from news.editions.versions.comparing.compare import ComparedBlock, Comparison, compare, known
from news.editions.versions.comparing.markup import readable
from news.editions.versions.comparing.numerals import numeral
from news.editions.versions.comparing.pairing import Known, Pair, pairs
from news.editions.versions.comparing.parts import Words, parts
from news.editions.versions.comparing.summary import in_short
from news.editions.versions.comparing.words import Run, marked, near, tokens
from tests.news.editions.versions.contents import CONTENTS, LETTERS, content, photo, picture, quote, text


def compared(before, after) -> Comparison:
    return compare(before, after, {})


def blocks(*bodies) -> list[tuple[str, int | None, int | None, str]]:
    return [(block.name, block.before, block.after, how(block)) for block in compared(*bodies).blocks]


def how(block: ComparedBlock) -> str:
    return " ".join(word for word in ("added", "removed", "moved", "changed") if getattr(block, word)) or "same"


# Words


def test_words_of_one_text_alone_are_marked():
    assert marked("Femke Kok won in 36.09.", "Femke Kok won in 36.90, again.") == (
        (Run("Femke Kok won in ", False), Run("36.09", True), Run(".", False)),
        (Run("Femke Kok won in ", False), Run("36.90, again", True), Run(".", False)),
    )


def test_lone_spaces_between_words_that_differ_are_marked_with_them():
    before, after = marked("one two three four", "five six seven four")
    assert before == (Run("one two three", True), Run(" four", False))
    assert after == (Run("five six seven", True), Run(" four", False))


def test_short_word_that_a_sentence_written_anew_has_by_chance_is_marked_with_it():
    assert marked("A caption of its own.", "Two lanes: a study of the start.") == (
        (Run("A caption of its own", True), Run(".", False)),
        (Run("Two lanes: a study of the start", True), Run(".", False)),
    )


def test_long_stretches_that_both_have_are_cut_to_the_words_around_what_differs():
    before = Run("One two three four five. " * 20, False)
    after = Run(" Six seven eight nine ten." * 20, False)
    changed = Run("Words of one side." * 30, True)
    assert near((before, changed, after), around=30) == (
        Run("… One two three four five. ", False),
        changed,
        Run(" Six seven eight nine ten. …", False),
    )
    shortened = Run("One two three four five. One … One two three four five. ", False)
    assert near((changed, before, changed), around=30) == (changed, shortened, changed)
    assert near((before,), around=30) == (shortened,)
    assert near((Run("Short.", False), changed)) == (Run("Short.", False), changed)
    assert near(()) == ()


@given(st.lists(st.tuples(st.text(max_size=80), st.booleans()), max_size=8), st.integers(1, 20))
def test_no_word_that_differs_is_left_out(found, around):
    runs = tuple(Run(text, changed) for text, changed in found)
    shown = near(runs, around)
    assert [each for each in shown if each.changed] == [each for each in runs if each.changed]
    assert all(len(each.text) <= 2 * around + 3 for each in shown if not each.changed)


def test_text_that_is_new_is_marked_as_a_whole():
    assert marked("", "All of it.") == ((), (Run("All of it.", True),))
    assert marked("The same.", "The same.") == ((Run("The same.", False),), (Run("The same.", False),))
    assert marked("", "") == ((), ())


@given(LETTERS | st.text(), LETTERS | st.text())
def test_runs_joined_are_the_texts_and_what_is_not_marked_is_in_both(before, after):
    old, new = marked(before, after)
    assert ("".join(run.text for run in old), "".join(run.text for run in new)) == (before, after)
    shared = ["".join(run.text for run in runs if not run.changed) for runs in (old, new)]
    assert shared[0] == shared[1]
    assert (not any(run.changed for run in (*old, *new))) is (before == after)


@given(st.text())
def test_tokens_leave_nothing_out(text):
    assert "".join(tokens(text)) == text


# Markup


def test_markup_is_written_out_so_that_a_changed_link_is_a_changed_word():
    html = (
        '<h2>Sub</h2><p>A <strong>bold</strong> and <em>soft</em> <a href="/x">link</a>.</p>'
        "<ul><li>one<ul><li><p>inner</p></li></ul></li></ul><ol><li>first</li><li>second<br>line</li></ol>"
    )
    assert readable(html) == ("## Sub\nA **bold** and _soft_ link [/x].\n• one\n  • inner\n1. first\n2. second\nline")


@pytest.mark.parametrize(
    ("attributes", "markers"),
    [
        ("", "1. 2. 3."),
        (' start="9"', "9. 10. 11."),
        (' type="a"', "a. b. c."),
        (' start="25" type="A"', "Y. Z. AA."),
        (' type="i" start="3"', "iii. iv. v."),
        (' start="998" type="I"', "CMXCVIII. CMXCIX. M."),
        (' type="1" start="2"', "2. 3. 4."),
    ],
)
def test_items_have_the_numbers_that_their_list_gives_them(attributes, markers):
    items = "<li><p>one</p></li><li>two<ol><li>inner</li></ol></li><li><p>three</p><p>more</p></li>"
    one, two, three = markers.split()
    assert readable(f"<ol{attributes}>{items}</ol>") == f"{one} one\n{two} two\n  1. inner\n{three} three\nmore"


@pytest.mark.parametrize("attributes", ['start="2"', 'type="a"', 'type="A"', 'type="i"', 'type="I"'])
def test_list_that_is_numbered_otherwise_is_a_change(attributes):
    plain, other = ({"kind": "text", "html": f"<ol{each}><li>One.</li></ol>"} for each in ("", f" {attributes}"))
    assert clean_html(other["html"]) == other["html"]  # the site's rich text keeps it
    assert blocks(content(plain), content(other)) == [("text", 1, 1, "changed")]


@pytest.mark.parametrize(
    ("number", "letters", "roman"),
    [
        (1, "a", "i"),
        (26, "z", "xxvi"),
        (27, "aa", "xxvii"),
        (52, "az", "lii"),
        (53, "ba", "liii"),
        (444, "qb", "cdxliv"),
        (702, "zz", "dccii"),
        (703, "aaa", "dcciii"),
        (1999, "bxw", "mcmxcix"),
        (3999, "ewu", "mmmcmxcix"),
        (4000, "ewv", "4000"),
    ],
)
def test_numbers_are_written_as_browsers_write_them(number, letters, roman):
    assert [numeral(number, kind) for kind in "1aAiI"] == [
        str(number), letters, letters.upper(), roman, roman.upper()
    ]  # fmt: skip


def test_paragraph_that_looks_like_a_marker_is_one_of_the_item():
    assert readable("<ol><li><p>2.</p><p>3.</p></li></ol>") == "1. 2.\n3."


def test_link_that_leads_elsewhere_is_a_change():
    one, other = (content(text(f'A <a href="/{name}">link</a>')) for name in "xy")
    assert blocks(one, other) == [("text", 1, 1, "changed")]


# Blocks


def test_blocks_are_matched_when_they_move_change_come_and_go():
    one = content(text("The first words of it all stand here."), quote("“Said.”"), photo(1), text("Another matter."))
    other = content(
        photo(1),
        text("The first words of it all stood here."),
        quote("“Said.”"),
        {"kind": "watch", "event": None},
    )
    assert blocks(one, other) == [
        ("photo", 3, 1, "moved"),
        ("text", 1, 2, "changed"),
        ("quote", 2, 3, "same"),
        ("text", 4, None, "removed"),
        ("where to watch", None, 4, "added"),
    ]
    assert in_short(compared(one, other)) == "1 block changed, 1 added, 1 removed, 1 moved"


def test_block_that_was_written_anew_in_its_place_is_the_same_block():
    one = content(text("Kok."), photo(1), text("Leerdam."))
    other = content(text("Kok."), photo(2), text("Leerdam."))
    assert blocks(one, other) == [("text", 1, 1, "same"), ("photo", 2, 2, "changed"), ("text", 3, 3, "same")]
    (part,) = [part for part in compared(one, other).blocks[1].parts if part.changed]
    assert [shown.facts["photo"] for shown in (*part.pictures_before, *part.pictures_after)] == [1, 2]


def test_two_blocks_that_differ_in_nothing_are_told_apart_by_their_place():
    assert blocks(content(text("A."), text("A.")), content(text("A."))) == [
        ("text", 1, 1, "same"),
        ("text", 2, None, "removed"),
    ]


def test_facts_of_a_photo_are_compared_one_by_one():
    one, other = content(hero=picture()), content(hero=picture(caption="White ice.", alt="Snow", focus=[0.2, 0.4]))
    assert [part.label for part in compared(one, other).head if part.changed] == [
        "Hero: caption",
        "Hero: alternative text",
        "Hero: focal point",
    ]
    assert in_short(compared(one, other)) == "Hero"


def test_rows_are_called_by_their_names_and_those_that_are_gone_by_their_key():
    names = {("race", 3): "500m Women"}
    shown = [parts(read({"kind": "result", "race": key}), names)[0] for key in (3, 4)]
    assert shown == [Words("Race", "500m Women"), Words("Race", "no. 4, which is no longer there")]


def test_what_changed_is_said_in_short():
    one, other = content(text("A."), title="One"), content(text("B."), text("C."), title="Two", lead="Other.")
    assert in_short(compared(one, other)) == "Title, lead, 1 block changed, 1 added"
    assert in_short(compared(one, one)) == ""


@given(CONTENTS)
def test_content_compared_with_itself_differs_in_nothing(one):
    found = compared(one, one)
    assert (found.differs, in_short(found)) == (False, "")
    assert [how(block) for block in found.blocks] == ["same"] * len(one["body"])


@given(CONTENTS, CONTENTS)
def test_every_block_stands_once_on_its_side_with_all_of_its_words(one, other):
    found = compared(one, other)
    for side, body in (("before", one["body"]), ("after", other["body"])):
        places = [getattr(block, side) for block in found.blocks if getattr(block, side)]
        assert sorted(places) == list(range(1, len(body) + 1))
        for block in found.blocks:
            if place := getattr(block, side):
                shown = {part.label: "".join(run.text for run in getattr(part, side)) for part in block.parts}
                facts = read(body[place - 1])
                assert {label: said for label, said in shown.items() if said} == {
                    part.label: part.text for part in parts(facts, {}) if isinstance(part, Words) and part.text
                }
                assert block.name == facts.name
    assert [block.after for block in found.blocks if block.after] == list(range(1, len(other["body"]) + 1))


@given(CONTENTS, CONTENTS)
def test_comparison_finds_a_difference_wherever_readers_would(one, other):
    if not is_same(one, other):
        assert compared(one, other).differs
    assert compared(one, other).differs is compared(other, one).differs


KNOWN = st.builds(
    lambda kind, name, text: Known(kind, f"{kind}{name}", text),
    st.sampled_from("tq"),
    st.sampled_from("abc"),
    st.sampled_from(["one two", "two three", ""]),
)


@given(st.lists(KNOWN, max_size=7), st.lists(KNOWN, max_size=7))
def test_blocks_that_did_not_move_stand_in_the_same_order_in_both(one, other):
    found = pairs(one, other)
    assert sorted(row.before for row in found if row.before is not None) == list(range(len(one)))
    assert [row.after for row in found if row.after is not None] == list(range(len(other)))
    kept = [row.before for row in found if row.before is not None and row.after is not None and not row.moved]
    assert kept == sorted(kept)
    assert all(one[row.before].kind == other[row.after].kind for row in found if None not in {row.before, row.after})


@given(st.permutations(range(6)))
def test_the_fewest_blocks_are_said_to_have_moved(order):
    before = [Known("t", str(number), "") for number in range(6)]
    found = pairs(before, [before[number] for number in order])
    longest = max(map(len, _increasing(list(order))))
    assert sum(row.moved for row in found) == 6 - longest


def _increasing(order: list[int]) -> list[list[int]]:
    found: list[list[int]] = [[]]
    for number in order:
        found += [[*each, number] for each in found if not each or each[-1] < number]
    return found


def test_removed_block_stands_after_the_one_that_it_followed():
    a, b, c, d = (Known("t", name, "") for name in "abcd")
    assert pairs([a, b, c, d], [a, d]) == [Pair(0, 0), Pair(1, None), Pair(2, None), Pair(3, 1)]
    assert pairs([a, b], [b]) == [Pair(0, None), Pair(1, 0)]


def test_newsroom_s_name_of_a_photo_is_no_difference():
    assert known(read(photo(name="One"))) == known(read(photo(name="Other")))
    assert compared(content(photo(name="One")), content(photo(name="Other"))).differs is False
