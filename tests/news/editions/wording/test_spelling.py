"""Quotation marks, times and links that an editor should look at, and those that are right."""

import pytest

from news.editions.wording.pieces import Piece
from news.editions.wording.spelling import links_in, spelling_doubts


def doubts(*paragraphs: str, html: str = "", **values) -> list[str]:
    return list(spelling_doubts(Piece("Block 1 (text)", paragraphs, block=1, html=html, **values)))


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("“It was windy,” she said. “I liked it.”",),
        ("“It was windy.", "“And it was cold.”"),  # speech over two paragraphs
        ("He called it “the ‘fast’ ice”.",),
        ("„Es war windig“, sagte sie.",),
        ('„Es war windig", sagte sie.',),
        ("”Det var kul”, sa hon.",),
        ("«Det var gøy», sa han.",),
        ('She said "yes".',),
        ('The blade is 17" long.',),
        ("It’s the skater’s choice.",),
        ("",),
    ],
)
def test_marks_that_pair(paragraphs):
    assert doubts(*paragraphs) == []


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [
        (("“It was windy, she said.",), "a quotation is opened by “ and not closed."),
        (("It was windy,” she said. “I liked it.”",), "a quotation is closed by ” that was not opened."),
        (("“It was “windy,” she said.",), "a quotation opens within another: “ … “."),
        (("„Es war windig, sagte sie.",), "a quotation is opened by „ and not closed."),
        (("Det var kul”, sa hon.",), "a quotation mark ” has no other to go with it."),
        (("Det var gøy», sa han.",), "the quotation marks « and » don’t pair."),
        (('She said "yes.',), 'a quotation mark " has no other to go with it.'),
    ],
)
def test_marks_that_do_not(paragraphs, words):
    assert doubts(*paragraphs) == [words]


def test_marks_in_a_table_are_left_alone():
    assert doubts("“Heading", is_prose=False) == []


@pytest.mark.parametrize(
    "text",
    [
        "She won in 1:15.60.",
        "34.08 was enough, 36.708 was not.",
        "on 15.11.25 and 1.2.2026",
        "at 20:15:30 local time",
        "laps of 28,29,30",
        "1,000m and 10,000m",
        "versions 1.15.2",
        "from 10:15 to 11:30.",
    ],
)
def test_times_and_dates_that_are_right(text):
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in 2;58.99", "2;58.99 is no time as the site writes it: 2:58.99?"),
        ("in 2:58,99 flat", "2:58,99 is no time as the site writes it: 2:58.99?"),
        ("in 2.58.99.", "2.58.99 is no time as the site writes it: 2:58.99?"),
        ("in 2:58:99", "2:58:99 is no time as the site writes it: 2:58.99?"),
        ("in 37;05", "37;05 is no time as the site writes it: 37.05?"),
        ("in 1:75.60", "no time has 75 seconds: 1:75.60."),
        ("in 1:60.00", "no time has 60 seconds: 1:60.00."),
    ],
)
def test_times_that_are_none(text, words):
    assert doubts(text) == [words]


def test_fifty_nine_seconds_is_the_last():
    assert doubts("in 1:59.99") == []


E = "https://example.org"


@pytest.mark.parametrize(
    ("address", "shown", "words"),
    [
        (f"{E}/a", "here", f"the link “here” does not say where it leads ({E}/a)."),
        (E, "Read more…", f"the link “Read more…” does not say where it leads ({E})."),
        (E, "", f"a link to {E} has no words."),
        ("https://example", "the list", "the link “the list” has no whole address (https://example)."),
        (f"http://{E}", "the list", f"the link “the list” has no whole address (http://{E})."),
        (f"{E}/a b", "the list", f"the link “the list” has an address that looks mistyped ({E}/a b)."),
        ("mailto:ann", "write to us", "the link “write to us” has no address of e-mail."),
        ("https://[", "the list", "the link “the list” has no address that a browser understands."),
        ("https://other.org", "www.example.org", "the link “www.example.org” leads to another site: other.org."),
    ],
)
def test_links_that_should_be_looked_at(address, shown, words):
    assert doubts("x", html=f'<p>See <a href="{address}">{shown}</a>.</p>') == [words]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org/list">the whole start list</a>',
        '<a href="https://www.example.org/list">example.org/list</a>',
        '<a href="/standings/2025-26/">the standings</a>',
        '<a href="mailto:press@example.org">press@example.org</a>',
        "no link at all",
    ],
)
def test_links_that_are_right(html):
    assert doubts("x", html=html) == []


def test_links_are_read_with_their_words():
    assert links_in('<p>See <a href="https://a.org?x=1&amp;y=2">the <em>big</em> list</a>.</p>') == [
        ("https://a.org?x=1&y=2", "the big list")
    ]
