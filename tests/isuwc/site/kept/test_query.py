"""Only what a page looks at of a query makes another page of it."""

import pytest

from isuwc.site.kept.query import ALL, NotedQuery, looked_at

WHOLE = [
    list,
    len,
    dict,
    lambda query: query.items(),
    lambda query: query.keys(),
    lambda query: query.values(),
    lambda query: query.lists(),
    lambda query: query.dict(),
    lambda query: query.copy(),
    lambda query: query.urlencode(),
    lambda query: [*query],
]
PARTS = [
    lambda query: query["q"],
    lambda query: query.get("q"),
    lambda query: query.get("q", ""),
    lambda query: query.getlist("q"),
    lambda query: "q" in query,
]


@pytest.mark.parametrize("look", PARTS)
def test_name_that_is_asked_for_is_noted(look):
    noted = set()
    look(NotedQuery("q=kok&utm_source=mail", noted))
    assert noted == {"q"}


@pytest.mark.parametrize("look", WHOLE)
def test_query_that_is_read_as_a_whole_is_noted_as_that(look):
    noted = set()
    look(NotedQuery("q=kok&utm_source=mail", noted))
    assert ALL in noted


def test_it_reads_as_any_other_query():
    query = NotedQuery("q=kok&q=blok&page=2", set())
    assert (query["q"], query.getlist("q"), query.get("none", "x")) == ("blok", ["kok", "blok"], "x")
    assert query.urlencode() == "q=kok&q=blok&page=2"
    copied = query.copy()
    copied["page"] = "3"
    assert (copied.urlencode(), query["page"]) == ("q=kok&q=blok&page=3", "2")


@pytest.mark.parametrize(
    ("names", "one", "other", "is_same"),
    [
        ({"q"}, "q=kok&utm_source=mail", "fbclid=1&q=kok", True),
        ({"q"}, "q=kok", "q=blok", False),
        ({"q"}, "q=a&q=b", "q=b&q=a", False),
        ({"q"}, "q=", "", False),
        ({"q"}, "q=%6Bok", "q=kok", True),
        (set(), "q=kok", "", True),
        ({ALL, "q"}, "q=kok&a=1", "q=kok&a=2", False),
        ({ALL}, "q=%6Bok", "q=kok", False),
    ],
)
def test_key(names, one, other, is_same):
    names = frozenset(names)
    assert (looked_at(one, names) == looked_at(other, names)) is is_same
