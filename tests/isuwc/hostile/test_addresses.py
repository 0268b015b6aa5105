"""No address ends in an error of ours: the test client raises what a view raises."""

import pytest

from tests.isuwc.hostile.asking import wrong, wrong_and_whether_asked
from tests.isuwc.hostile.conftest import VISITORS
from tests.isuwc.hostile.routes import Route, addressed
from tests.isuwc.hostile.values import IN_ADDRESSES, IN_QUERIES, some


@pytest.fixture(scope="module")
def alike() -> set[str]:
    """Patterns whose answer to somebody who was signed in was right and made without a look at who they are, nor at
    their session: it is the same for everybody who is signed in."""
    return set()


@pytest.mark.parametrize("name", VISITORS)
def test_every_address_answers_every_visitor(visitor, alike, name):
    found = []
    for route, values in addressed():
        if route.pattern in alike and name != "nobody":
            continue
        said, looked = wrong_and_whether_asked(visitor[name], "GET", route.address(values))
        found.append(said)
        if name != "nobody" and not said and not looked:
            alike.add(route.pattern)
    assert list(filter(None, found)) == []
    assert all(not pattern.startswith("admin/") for pattern in alike)
    assert all(not pattern.startswith("admin/") for pattern in alike)


def test_bad_part_of_an_address_is_not_found_or_refused(visitor):
    found = [
        wrong(by(visitor, route), "GET", route.address({**values, parameter: bad}))
        for number, (route, values) in enumerate(addressed())
        for parameter in values
        for bad in some(IN_ADDRESSES, number, 1 if "admin" in route.pattern else 6)
    ]
    assert list(filter(None, found)) == []


METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "\u00c9")


def test_other_methods_are_answered(visitor):
    found = [
        wrong(by(visitor, route), method, route.address(values))
        for number, (route, values) in enumerate(addressed())
        for method in ("POST", METHODS[number % len(METHODS)])[number % 2 :]
    ]
    assert list(filter(None, found)) == []


# Every name that a public page or a page of the staff reads from its query, in whatever view
NAMES = ["q", "page", "season", "event", "noc", "race", "after", "type", "tag", "kind", "version", "edition", "next",
         "distance", "category", "term", "app_label", "model_name", "field_name", "show", "filter", "cup", "listing",
         "country", "answer", "e", "_popup", "_to_field", "_changelist_filters", "h", "zone", "at", "day"]  # fmt: skip


def test_bad_query_is_answered(visitor):
    found = [
        wrong(by(visitor, route), "GET", f"{address}?" + "&".join(f"{name}={value}" for name in NAMES))
        for number, (route, values) in enumerate(addressed())
        for address in [route.address(values)]
        for value in some(IN_QUERIES, number, 1 if "admin" in route.pattern else 3)
    ]
    assert list(filter(None, found)) == []


def test_each_parameter_alone_is_answered(visitor):
    """Of many bad ones a view may refuse the first and never read the others."""
    found = [
        wrong(visitor["nobody"], "GET", f"{address}?{name}={value}")
        for number, (route, values) in enumerate(addressed())
        if "admin" not in route.pattern
        for address in [route.address(values)]
        for place, name in enumerate(NAMES[number % 4 :: 4])
        for value in some(IN_QUERIES, number + place, 1)
    ]
    assert list(filter(None, found)) == []


def by(visitor, route: Route):
    """Who gets furthest."""
    return visitor["administrator" if "admin" in route.pattern else "nobody"]
