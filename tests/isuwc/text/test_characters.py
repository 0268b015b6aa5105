"""Which characters damage a text, what becomes of them, and the words that say so."""

import re
import time
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.text.characters import MOST_MARKS, Cleaned, clean, clean_markup, composed, line, lines, tidy

ODD = "\x00\x01\t\n\v\f\r\x1b\x7f\x85\x9f\xad\u0301\u0316\u200b\u200d\u200f\u2028\u2029\u202e\u2066\u2069\ufdd0\ufeff"
ODD += "\u0e01\u0e38\u1025\u102e\u103a\ufa19\U0002f800\ufffc\uffff\U0001f3f4\U000e0067\U000e007f\U0001fffe\ud800 "
TEXT = st.text(st.one_of(st.sampled_from(ODD), st.characters(), st.sampled_from("ab <>&/br\"'")), max_size=60)


def read_as_xml(text: str) -> str:
    """The text within a document that a strict reader accepts."""
    read: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = read.append
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parser.Parse(f"<t>{escaped}</t>".encode(), True)
    return "".join(read)


@given(TEXT)
def test_every_clean_text_is_xml_and_composed(text):
    cleaned = lines(text)
    assert read_as_xml(cleaned) == cleaned
    assert composed(cleaned) == cleaned


@given(TEXT, st.booleans())
def test_cleaning_what_is_clean_changes_nothing_and_says_nothing(text, is_line):
    once = clean(text, is_line).text
    assert clean(once, is_line) == Cleaned(once, is_line=is_line)
    assert clean(once, is_line).words == ""


@given(TEXT)
def test_a_line_has_no_line_break(text):
    assert len(line(text).splitlines()) <= 1


@given(TEXT)
def test_clean_markup_stays_clean(text):
    once = clean_markup(text).text
    assert clean_markup(once).text == once == lines(once)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\ufffc"), max_size=40))
def test_letters_figures_signs_and_spaces_stay(text):
    assert lines(text) == composed(text)


@pytest.mark.parametrize("soft_return", ["\v", "\f", "\x85", "\u2028", "\u2029"])
def test_a_soft_return_becomes_a_line_break_or_a_space_in_a_line(soft_return):
    text = f"Gold{soft_return}for Kok"
    assert clean(text) == Cleaned("Gold\nfor Kok", breaks=1)
    assert clean(text).words == "a soft return became a line break"
    assert clean(text, is_line=True) == Cleaned("Gold for Kok", breaks=1, is_line=True)
    assert clean(text, is_line=True).words == "a line break became a space"


@pytest.mark.parametrize("removed", list("\x00\x07\x1b\x7f\x80\x9f\ud800\udfff\ufdd0\ufff9\ufffc\uffff\U0010fffe"))
def test_a_control_character_is_removed(removed):
    assert clean(f"Go{removed}ld") == Cleaned("Gold", controls=1)
    assert clean(f"Go{removed}ld").words == "a control character was removed"


@pytest.mark.parametrize("hidden", list("\xad\u200b\u2060\u202a\u202e\u2066\u2069\u206f\ufeff\U000e0041"))
def test_an_invisible_character_is_removed(hidden):
    assert clean(f"Go{hidden}ld") == Cleaned("Gold", invisible=1)
    assert clean(f"Go{hidden}ld").words == "an invisible character was removed"


@pytest.mark.parametrize(
    "kept",
    [
        "می\u200cخواهم",  # Persian: a zero-width non-joiner within a word
        "\U0001f469\u200d\U0001f680",  # an emoji of two, joined
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # the flag of England
        "שלום\u200f!",
        "World\u00a0Cup 1\u202f000 m",
        "❤\ufe0f",
        "การแข่งขัน\u200bสเก็ต\u200bน้ำแข็ง",  # Thai: where a line may break
        "ນ້ຳ\u200bກ້ອນ",  # Lao
        "ស្គី\u200bទឹកកក",  # Khmer
        "ရေခဲ\u200bပြင်",  # Myanmar
        "\ufa19谷\ufa11",  # ideographs of names in their own forms
        "\U0002f81a",
        "a\tb\n\nc",
    ],
)
def test_what_writing_needs_stays(kept):
    assert clean(kept) == Cleaned(kept)


def test_letters_are_composed_without_a_word():
    assert clean("Z\u0307urek") == Cleaned("Żurek")
    assert clean("\ufa19Z\u0307\ufa11e\u0301") == Cleaned("\ufa19Ż\ufa11é")


@pytest.mark.parametrize("hidden", ["ก\u200ba", "a\u200bก", "ก\u200b", "\u200bก", "ก\u200b ก", "ก\u200b\u0e38"])
def test_a_zero_width_space_elsewhere_than_between_letters_of_such_a_writing_is_removed(hidden):
    assert clean(hidden) == Cleaned(hidden.replace("\u200b", ""), invisible=1)


def test_of_several_zero_width_spaces_one_stays():
    assert clean("ก\u200b\u200bข") == Cleaned("ก\u200bข", invisible=1)


def test_line_ends_of_every_system_are_one_without_a_word():
    assert clean("a\r\nb\rc\nd") == Cleaned("a\nb\nc\nd")


def test_several_are_counted_in_words():
    said = clean("a\x00\x01b\xad\u200bc\vd\ve").words
    assert said == (
        "2 control characters were removed, 2 invisible characters were removed, 2 soft returns became line breaks"
    )


def test_marks_piled_on_one_letter_are_few_and_quickly_composed():
    began = time.perf_counter()
    cleaned = clean("a" + "\u0316\u0301" * 100_000)
    assert time.perf_counter() - began < 20  # composing all of them would take minutes
    assert cleaned.marks == 200_000 - MOST_MARKS
    assert cleaned.words == f"{200_000 - MOST_MARKS} accents piled on others were removed"
    assert clean("a" + "\u0316" * (MOST_MARKS + 1)).words == "an accent piled on others was removed"
    assert clean("a" + "\u0316" * MOST_MARKS).words == ""


@pytest.mark.parametrize("worst", [" ", "\n", "\t ", "\v", "<", "<a ", "\U0001f3f4\U000e0067", "\u0316\u0301", "\xad"])
def test_no_text_takes_long(worst):
    text = "a" + worst * (200_000 // len(worst)) + "b"
    began = time.perf_counter()
    clean(text), clean(text, is_line=True), clean_markup(text)
    assert time.perf_counter() - began < 20


def test_markup_gets_breaks_in_words_and_none_in_tags():
    assert clean_markup('<p>a\vb</p>\n<a href="x\vy">c\u202e</a>').text == '<p>a<br>b</p>\n<a href="xy">c</a>'


def test_plain_data_are_tidied_at_every_depth():
    data = {"a": ["b\x01", {"c": "d\v"}, 1, None, True], "e": ("f\ufeff",)}
    assert tidy(data) == {"a": ["b", {"c": "d\n"}, 1, None, True], "e": ("f",)}


def test_every_forbidden_character_of_xml_is_removed():
    allowed = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
    kept = [code for code in range(0x110000) if not allowed.match(chr(code)) and lines(f"a{chr(code)}b") != "ab"]
    assert [chr(code) for code in kept] == ["\v", "\f"]  # which become line breaks
