"""The blocks that are made of a text in an article's form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.text.html import clean_html, elements, plain
from news.imports.written_text import WrittenBlock, blocks_of
from tests.factories import events, standings

QUOTE = "“It was a good race for me today,” said Jutta Leerdam."
LONG = (
    "She went into the last lap a tenth behind, and came out of it <strong>two tenths</strong> ahead of everybody else."
)


@pytest.mark.django_db
def test_words_keep_their_marks_and_links_and_quotes_get_their_skater():
    skater = standings.skater("Jutta Leerdam", country=events.country("NED"))
    link = f'<a href="https://example.org/" rel="noopener">{LONG}</a>'
    html = f"<p>{LONG}</p><ul><li><p>a</p></li></ul><p>{QUOTE}</p><p><strong>Second place</strong></p><p>{link}</p>"
    assert blocks_of(html) == [
        WrittenBlock("text", {"text": f"<p>{LONG}</p><ul><li><p>a</p></li></ul>"}),
        WrittenBlock("quote", {"text": QUOTE, "speaker_name": ""}, skater),
        WrittenBlock("text", {"text": f"<h2>Second place</h2><p>{link}</p>"}),
    ]


@pytest.mark.django_db
def test_speaker_who_is_no_skater_is_left_to_the_journalist():
    (block,) = blocks_of(f"<p>{QUOTE}</p>")
    assert (block.kind, block.speaker, block.values["speaker_name"]) == ("quote", None, "")
    assert block.doubt == "Who speaks? The text does not say for certain."


@pytest.mark.django_db
def test_text_without_any_of_it_stays_as_it_is():
    html = f"<p>{LONG}</p><p>{LONG}</p>"
    assert blocks_of(html) == [WrittenBlock("text", {"text": html})]
    assert blocks_of("") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "html",
    [
        '<p>“It was a <a href="https://example.org/" rel="noopener">good race</a> today,” said Jutta Leerdam.</p>',
        '<p>1 | <a href="https://example.org/" rel="noopener">Ada</a> | 1:15.60<br>2 | Berit | 1:15.82</p>',
        '<p><a href="https://example.org/" rel="noopener">https://youtu.be/dQw4w9WgXcQ</a></p>',
    ],
)
def test_link_is_not_lost_in_a_block_that_can_not_hold_it(html):
    assert [(block.kind, "https://example.org/" in block.values["text"]) for block in blocks_of(html)] == [
        ("text", True)
    ]


@pytest.mark.django_db
def test_address_that_its_editor_made_a_link_is_a_video():
    address = "https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=90"
    [block] = blocks_of(f'<p><a href="{address}">{address}</a></p>')
    assert block.kind == "video"


@given(st.text(st.sampled_from("<>/pulohi23 a&"), max_size=200))
def test_elements_are_all_of_the_html(text):
    html = clean_html(text)
    assert "".join(elements(html)) == html or plain("\n".join(elements(html))) == plain(html)
    assert all(each.strip() for each in elements(html))
