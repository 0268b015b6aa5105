import html

from hypothesis import given
from hypothesis import strategies as st

from isuwc.site.views.search.closeness import plain
from isuwc.site.views.search.snippets import LONGEST, Piece, as_html, marked, snippet

TEXT = st.text(st.sampled_from("abżé .!\n<>&'\"ßkok"), max_size=600)


def words(pieces) -> str:
    return "".join(piece.text for piece in pieces)


def test_sentence_is_the_first_with_most_of_the_words():
    text = "Kok began. Then Kok won in 37.05 over 500m!\nKok and 500m again."
    assert snippet(text, ("kok", "500m")) == (
        Piece("Then "),
        Piece("Kok", is_marked=True),
        Piece(" won in 37.05 over "),
        Piece("500m", is_marked=True),
        Piece("!"),
    )


def test_accents_and_beginnings_are_marked_and_other_words_are_not():
    assert as_html(marked("Żurek, ŻUREKs, Kokżurek", ("zurek",))) == "<mark>Żurek</mark>, <mark>ŻUREKs</mark>, Kokżurek"


def test_text_without_the_words_has_no_snippet():
    assert (snippet("Nothing here.", ("kok",)), snippet("", ("kok",))) == ((), ())


def test_long_sentence_is_cut_around_the_word():
    found = words(snippet(f"{'before ' * 100}Kok {'after ' * 100}", ("kok",)))
    assert found.startswith("… before") and "Kok" in found and found.endswith("after …")
    assert len(found) <= LONGEST + 4
    assert len(words(snippet(f"Kok{'k' * 5_000}", ("kok",)))) <= LONGEST + 4


@given(TEXT, st.lists(st.sampled_from(["a", "kok", "ze", "ss", "b"]), max_size=3))
def test_marks_change_no_letter_and_let_no_markup_through(text, asked):
    pieces = marked(text, asked)
    assert words(pieces) == text
    shown = as_html(pieces)
    assert html.unescape(shown.replace("<mark>", "").replace("</mark>", "")) == text
    assert shown.count("<") == 2 * sum(piece.is_marked for piece in pieces)


@given(TEXT, st.lists(st.sampled_from(["a", "kok", "ze"]), min_size=1, max_size=3))
def test_snippet_has_a_marked_word_wherever_the_text_has_one(text, asked):
    has_one = any(word.startswith(wanted) for word in plain(text) for wanted in asked)
    assert any(piece.is_marked for piece in snippet(text, asked)) == has_one
