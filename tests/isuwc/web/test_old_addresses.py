"""How addresses of the replaced site are written and looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.web.old_addresses import plain, spellings
from isuwc.web.own_pages import Answer, answer
from tests.factories.news import article, edition

NOTHING = Answer(False)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.old.example/news/2019/a-story/", "/news/2019/a-story"),
        ("//old.example/x", "/x"),
        ("/x/", "/x"),
        ("x", "/x"),
        (" /x#part ", "/x"),
        ("/show.asp?id=7&lang=en", "/show.asp?id=7&lang=en"),
        ("/x/?a=/", "/x?a=/"),
        ("/%C5%81%C3%B3d%C5%BA%20win", "/Łódź win"),
        ("https://old.example", "/"),
        ("", "/"),
        ("http://[", ""),
    ],
)
def test_address_is_plain(address, expected):
    assert plain(address) == expected


def test_request_is_looked_up_with_its_query_first():
    assert spellings("/show.asp", "id=7") == ["/show.asp?id=7", "/show.asp"]
    assert spellings("/100% sure/", "") == ["/100% sure"]


@pytest.mark.parametrize(("path", "query"), [("/a\x00b", ""), ("/a", "b=\x00"), ("/a\n", "")])
def test_request_with_control_characters_is_not_looked_up(path, query):
    assert spellings(path, query) == []


@given(st.text(alphabet="/a%2Fż .?#:", max_size=12))
def test_what_is_stored_is_found_again(path):
    stored = plain(path)
    if stored and "%" not in stored:
        assert stored in spellings(*stored.partition("?")[::2])


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/about/", Answer(True)),
        ("/about/?x=1#top", Answer(True)),
        ("/about", NOTHING),
        ("/", Answer(True)),
        ("/nowhere/", NOTHING),
        ("/news/?page=99", NOTHING),
        ("/admin/", NOTHING),
        ("/q/abc/", NOTHING),
        ("/news/tag/UPPER/", Answer(False, "/news/tag/upper/")),
        ("https://example.org/about/", NOTHING),
        ("//example.org/about/", NOTHING),
        ("about/", NOTHING),
    ],
)
def test_answer_is_what_a_visitor_gets(db, address, expected):
    assert answer(address) == expected


PAGES = (
    *(
        "/",
        "/events/",
        "/events/2025-26/",
        "/standings/",
        "/standings/2025-26/women/500m/",
        "/skaters/",
        "/nations/ned/",
    ),
    *("/where-to-watch/", "/where-to-watch/ned/", "/search/?q=kok", "/about/", "/news/", "/news/rss/", "/sitemap.xml"),
)


@pytest.mark.parametrize("address", PAGES)
def test_every_kind_of_page_can_be_asked(season, address):
    assert answer(address) == Answer(True)


def test_answer_of_an_article_follows_its_publication(db):
    written = article()
    assert answer(f"/news/2026/{written.slug}/") == NOTHING
    assert answer(edition(written).get_absolute_url()) == Answer(True)
