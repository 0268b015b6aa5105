"""What is kept for everybody holds nothing that one visitor chose, and nothing of whoever is signed in."""

from collections.abc import Iterator

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction

from isuwc.site.kept.wsgi import KeptPages
from tests.isuwc.hostile.conftest import visitor, world  # noqa: F401 - fixtures
from tests.isuwc.hostile.routes import addressed
from tests.isuwc.hostile.test_public import public
from tests.isuwc.site.kept.stage import Answer, Watching

EVIL = "evil.example"
# What no key of a cache holds: hosts, schemes, addresses and methods as some proxies and frameworks believe them
UNKEYED = {
    "HTTP_X_FORWARDED_HOST": EVIL,
    "HTTP_X_FORWARDED_SERVER": EVIL,
    "HTTP_X_FORWARDED_PORT": "1337",
    "HTTP_X_FORWARDED_PREFIX": f"//{EVIL}",
    "HTTP_X_FORWARDED_SCHEME": "http",
    "HTTP_X_SCRIPT_NAME": f"//{EVIL}",
    "HTTP_X_ORIGINAL_URL": f"/{EVIL}",
    "HTTP_X_REWRITE_URL": f"/{EVIL}",
    "HTTP_X_HOST": EVIL,
    "HTTP_FORWARDED": f"host={EVIL};proto=http",
    "HTTP_X_HTTP_METHOD_OVERRIDE": "POST",
    "HTTP_X_FORWARDED_FOR": EVIL,
    "HTTP_REFERER": f"https://{EVIL}/",
    "HTTP_ORIGIN": f"https://{EVIL}",
    "HTTP_USER_AGENT": f"<script>{EVIL}",
    "HTTP_ACCEPT_LANGUAGE": f"{EVIL}, nl",
    "HTTP_ACCEPT": "application/json",
    "HTTP_X_REQUESTED_WITH": "XMLHttpRequest",
    "HTTP_AUTHORIZATION": f"Basic {EVIL}",
    "HTTP_COOKIE": f"shown={EVIL}; browser={EVIL}",
    "HTTP_X_REQUEST_ID": EVIL,
}
# As a cache that goes by the end of an address would take them for files
LOOKS_LIKE_A_FILE = ("x.css", "%2Fx.css", ";x.css", "%3Fx.css", "%0Ax.js", "..%2F..%2Fstatic%2Fx.css")
OWN = {"X-Request-ID", "Date"}


@pytest.fixture(autouse=True)
def _connection_stays() -> Iterator[None]:
    """A whole request ends the connection, and with it the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_header_that_no_cache_looks_at_changes_no_public_page(visitor):  # noqa: F811
    found, kept = {}, 0
    for route, values in public():
        address = route.address(values)
        answers = []
        for headers in ({}, UNKEYED):
            pages = KeptPages(WSGIHandler(), size=10_000_000, watcher=Watching())
            with transaction.atomic():
                answer = Answer(pages, address, **headers)
                transaction.set_rollback(True)
            head = {name: value for name, value in answer.headers.items() if name not in OWN}
            answers.append((answer.status, head, answer.body))
            kept += pages.shelf.held > 0
        if answers[0] != answers[1] or EVIL.encode() in answers[1][2]:
            found[address] = answers[0][1].items() ^ answers[1][1].items()
    assert found == {}
    assert kept > 20


def for_everybody(response) -> bool:
    caching = response.headers.get("Cache-Control", "")
    return (
        "public" in caching
        or "s-maxage" in caching
        or not {"private", "no-store", "no-cache"} & set(caching.split(", "))
    )


def test_no_page_of_the_newsroom_is_for_a_cache_whatever_its_address_looks_like(visitor):  # noqa: F811
    found, asked = {}, 0
    for number, (route, values) in enumerate(addressed()):
        if not route.pattern.startswith("admin/") or any(word in route.pattern for word in ("logout", "jsi18n")):
            continue
        address = route.address(values)
        for tail in ("", *LOOKS_LIKE_A_FILE[number % 18 : number % 18 + 1]):
            with transaction.atomic():
                response = visitor["administrator"].get(f"{address}{tail}")
                asked += response.status_code == 200
                if response.status_code == 200 and for_everybody(response):
                    found[f"{address}{tail}"] = response.headers.get("Cache-Control")
                transaction.set_rollback(True)
    assert asked > 80
    assert found == {}


def test_public_page_of_whoever_is_signed_in_is_neither_kept_nor_given(visitor):  # noqa: F811
    pages = KeptPages(WSGIHandler(), size=10_000_000, watcher=Watching())
    session = visitor["administrator"].cookies["sessionid"].value
    staff = Answer(pages, "/?at=2020-01-01T00:00Z", HTTP_COOKIE=f"sessionid={session}")
    assert b"2020" in staff.body
    assert pages.shelf.held == 0
    reader = Answer(pages, "/?at=2020-01-01T00:00Z")
    assert pages.shelf.held > 0
    assert reader.body != staff.body
