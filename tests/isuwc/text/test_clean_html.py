"""HTML from people, cleaned of markup that is not allowed and of characters that damage it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.text.characters import clean_markup
from isuwc.text.html import clean_html

MARKUP = [
    '<ol start="2">',
    "</ol>",
    "<p>",
    "</p>",
    '<a href="',
    '">',
    "</a>",
    "<br>",
    "<",
    ">",
    '"',
    "&amp;",
    "&lt;",
    "&#60;",
]
WORDS = ["java", "script:", "alert(1)", "https://a.example/", "a", " "]
HIDDEN = ["\u200b", "&#x200b;", "&#8203;", "&shy;", "\x01", "&#1;", "&#0;", "\v", "&#11;", "\u202e", "&#xfeff;"]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_no_address_becomes_a_script_by_losing_a_hidden_character(hidden):
    for at in ("java{}script:alert(1)", "{}javascript:alert(1)", "javascript{}:alert(1)"):
        assert 'href="javascript:' not in clean_html(f'<p><a href="{at.format(hidden)}">x</a></p>')


def test_an_address_is_kept_without_them():
    html = '<p><a href="https://a.example/&#x200b;b">x</a></p>'
    assert clean_html(html) == '<p><a href="https://a.example/b" rel="noopener">x</a></p>'


def test_soft_returns_are_line_breaks_also_where_they_are_written_as_numbers():
    assert clean_html("<p>One.\vTwo.&#11;Three.&#x2028;Four.</p>") == "<p>One.<br>Two.<br>Three.<br>Four.</p>"


@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        ('start="4" type="a"', ' start="4" type="a"'),
        ('type="I"', ' type="I"'),
        ('type="disc" start="-1"', ""),
        ('start="1000" type="aa"', ""),
        ('start="0" class="x" onclick="x()"', ""),
    ],
)
def test_list_keeps_what_it_begins_with_and_nothing_else(attributes, kept):
    assert clean_html(f"<ol {attributes}><li>a</li></ol>") == f"<ol{kept}><li>a</li></ol>"
    assert clean_html(f'<ul {attributes}><li type="a">a</li></ul>') == "<ul><li>a</li></ul>"
    assert clean_html(f"<ol {attributes}><li> </li></ol>") == ""


@given(st.lists(st.sampled_from(MARKUP + WORDS + HIDDEN), max_size=14).map("".join))
def test_what_is_clean_stays_as_it_is(html):
    cleaned = clean_html(html)
    assert clean_html(cleaned) == cleaned
    assert clean_markup(cleaned).text == cleaned
    assert 'href="javascript' not in cleaned
