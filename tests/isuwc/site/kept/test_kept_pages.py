"""What stands around the application: pages given from the shelf are those that would be made now."""

import gzip
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import brotli
import pytest
from django.core.wsgi import get_wsgi_application
from django.utils import timezone

from events.models import Country, Series
from isuwc.clock.shown import shown_at
from isuwc.freshness.marks import Marks, current_marks
from isuwc.site.kept.query import NOTED
from isuwc.site.kept.wsgi import CACHING, KeptPages
from tests.factories import events
from tests.isuwc.site.kept.stage import HTML, Answer, Site, Watching
from tests.together import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def kept(site):
    return KeptPages(site, size=1_000_000, watcher=Watching())


def test_page_is_made_once(site, kept):
    first, second = Answer(kept), Answer(kept)
    assert len(site.asked) == 1
    assert first.body == second.body == site.answer({})
    assert second.headers["Content-Type"] == "text/html; charset=utf-8"
    assert second.headers["Content-Length"] == str(len(second.body))
    assert second.headers["Cache-Control"] == CACHING
    assert second.headers["Vary"] == "Accept-Encoding"
    assert (kept.figures.made, kept.figures.given) == (1, 1)


def test_page_is_compressed_for_those_who_take_it(site, kept):
    plain = Answer(kept).body
    packed = Answer(kept, HTTP_ACCEPT_ENCODING="gzip, deflate, zstd")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain
    packed = Answer(kept, HTTP_ACCEPT_ENCODING="gzip, deflate, br, zstd")
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.body) == plain
    for accepted in ("", "identity", "gzip;q=0", "zstd"):
        assert "Content-Encoding" not in Answer(kept, HTTP_ACCEPT_ENCODING=accepted).headers
    assert len(site.asked) == 1
    assert "HTTP_ACCEPT_ENCODING" not in site.asked[0]


def test_head_has_the_headers_of_the_page_alone(site, kept):
    page, head = Answer(kept), Answer(kept, method="HEAD")
    assert (head.body, head.headers["Content-Length"]) == (b"", page.headers["Content-Length"])
    assert site.asked[0]["REQUEST_METHOD"] == "GET"


def test_browser_that_has_it_is_told_so_in_no_bytes(kept):
    tag = Answer(kept).headers["ETag"]
    again = Answer(kept, HTTP_IF_NONE_MATCH=f'"another", {tag}')
    assert (again.status, again.body) == ("304 Not Modified", b"")
    assert again.headers["ETag"] == tag
    assert "Content-Length" not in again.headers
    assert Answer(kept, HTTP_IF_NONE_MATCH='W/"another"').status == "200 OK"


def test_last_modified_counts_where_a_page_has_one(site, kept):
    site.headers = [*HTML, ("Last-Modified", "Fri, 14 Nov 2025 12:00:00 GMT")]
    asked = {"HTTP_IF_MODIFIED_SINCE": "Fri, 14 Nov 2025 12:00:00 GMT"}
    assert Answer(kept, **asked).status.startswith("304")
    asked = {"HTTP_IF_MODIFIED_SINCE": "Fri, 14 Nov 2025 11:59:59 GMT"}
    assert Answer(kept, **asked).status.startswith("200")


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/admin/", {}),
        ("/q/abcd2345/", {}),
        ("/media/photos/a.jpg", {}),
        ("/healthz", {}),
        ("/news/preview/abc/", {}),
        ("/", {"HTTP_COOKIE": "sessionid=abc"}),
        ("/", {"HTTP_COOKIE": "theme=dark; sessionid=abc"}),
        ("/", {"HTTP_RANGE": "bytes=0-1"}),
        ("/", {"method": "POST"}),
        ("/", {"method": "OPTIONS"}),
    ],
)
def test_what_goes_past(site, kept, path, headers):
    for _ in range(2):
        Answer(kept, path, **headers)
    assert len(site.asked) == 2
    assert NOTED not in site.asked[0]


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", [("Set-Cookie", "a=b")]),
        ("200 OK", [("Vary", "Cookie")]),
        ("200 OK", [("Cache-Control", "private, no-store")]),
        ("200 OK", [("Cache-Control", "no-cache")]),
        ("302 Found", [("Location", "/")]),
        ("404 Not Found", []),
        ("500 Internal Server Error", []),
    ],
)
def test_what_is_not_kept(site, kept, status, headers):
    site.status, site.headers = status, [*HTML, *headers]
    answers = [Answer(kept) for _ in range(2)]
    assert len(site.asked) == 2
    assert answers[0].status == status
    assert dict(headers).items() <= answers[0].headers.items()


def test_page_of_a_table_that_nobody_watches_is_not_kept(kept, site, django_user_model):
    site.answer = lambda environ: str(django_user_model.objects.count()).encode()
    Answer(kept), Answer(kept)
    assert len(site.asked) == 2


def test_page_says_its_own_caching(site, kept):
    site.headers = [*HTML, ("Cache-Control", "public, max-age=86400")]
    Answer(kept)
    assert Answer(kept).headers["Cache-Control"] == "public, max-age=86400"
    assert len(site.asked) == 1


def test_page_is_made_anew_when_what_it_was_made_of_has_changed(site, kept):
    site.answer = lambda environ: Series.objects.get().name.encode()
    series = events.series()
    kept.watcher.seen = replace(kept.watcher.seen, marks=current_marks())
    assert Answer(kept).body == series.name.encode()
    Country.objects.filter(noc="NOR").update(name="Norge")
    kept.watcher.seen = replace(kept.watcher.seen, marks=current_marks())
    Answer(kept)
    assert len(site.asked) == 1  # it has no countries
    kept.watcher.seen = replace(kept.watcher.seen, marks=Marks({"programme": 7}))
    Series.objects.update(name="Another")
    assert Answer(kept).body == b"Another"


def test_page_in_which_the_time_has_a_part_lasts_until_the_next_moment(site, kept):
    site.answer = lambda environ: str(shown_at()).encode() if environ["PATH_INFO"] == "/" else b"the same"
    pages = {path: Answer(kept, path).body for path in ("/", "/about/")}
    assert {path: Answer(kept, path).body for path in pages} == pages
    kept.watcher.seen = replace(kept.watcher.seen, window=1)
    assert Answer(kept).body != pages["/"]
    assert Answer(kept, "/about/").body == pages["/about/"]
    assert len(site.asked) == 3


@pytest.mark.django_db(transaction=True)
def test_what_a_page_does_not_look_at_makes_no_other_page():
    kept = KeptPages(get_wsgi_application(), size=1_000_000, watcher=Watching())
    kept.watcher.seen = replace(kept.watcher.seen, marks=current_marks())

    def asked(path):
        assert together(lambda: Answer(kept, path).status) == ["200 OK"]  # in a thread, as the server does
        return kept.figures.made, kept.figures.given

    assert asked("/skaters/?q=kok") == (1, 0)
    assert asked("/skaters/?q=kok&utm_source=mail") == (1, 1)
    assert asked("/skaters/?fbclid=1&q=kok") == (1, 2)
    assert asked("/skaters/?q=blok") == (2, 2)


def test_pages_of_hosts_and_schemes_are_apart(site, kept):
    for headers in ({"HTTP_HOST": "a.example"}, {"HTTP_HOST": "b.example"}, {"HTTP_X_FORWARDED_PROTO": "https"}):
        Answer(kept, **headers)
    assert len(site.asked) == 3


@contextmanager
def held(site):
    """The site answers no sooner than the block ends."""
    begun, go_on, answer = threading.Event(), threading.Event(), site.answer

    def slowly(environ):
        begun.set()
        go_on.wait(10)
        return answer(environ)

    site.answer = slowly
    yield begun
    go_on.set()


def test_herd_makes_a_page_once(site, kept):
    answers = []
    with held(site) as begun:
        herd = [threading.Thread(target=lambda: answers.append(Answer(kept).body)) for _ in range(40)]
        for each in herd:
            each.start()
        begun.wait(10)
    for each in herd:
        each.join()
    assert len(site.asked) == 1
    assert len(answers) == 40
    assert set(answers) == {answers[0]}


def test_others_get_the_last_page_while_it_is_made_anew(site, kept):
    first = Answer(kept).body
    kept.watcher.seen = replace(kept.watcher.seen, window=1, marks=Marks({"news": 1}))
    page = next(iter(kept.shelf._pages.values()))
    page.scopes, page.states = ("news",), (0,)
    site.answer = lambda environ: b"the next one"
    with held(site) as begun:
        maker = threading.Thread(target=Answer, args=[kept])
        maker.start()
        begun.wait(10)
        assert Answer(kept).body == first
    maker.join()
    assert Answer(kept).body == b"the next one"
    assert len(site.asked) == 2


def test_last_page_is_given_while_the_database_is_away_and_an_error_otherwise(site, kept):
    first = Answer(kept).body
    next(iter(kept.shelf._pages.values())).window = 5
    site.status = "503 Service Unavailable"
    assert (Answer(kept).status, Answer(kept).body) == ("200 OK", first)
    assert len(site.asked) == 3
    kept.watcher.cut_off = True
    assert Answer(kept).body == first
    assert len(site.asked) == 3  # nobody waits for a database that doesn't answer
    kept.watcher.cut_off = False
    site.status = "500 Internal Server Error"
    assert Answer(kept).status.startswith("500")
    assert Answer(kept, "/another/").status.startswith("500")


def test_nothing_is_kept_where_that_is_switched_off_or_nothing_was_seen_yet(site):
    for pages in (KeptPages(site, size=0, watcher=Watching()), KeptPages(site, size=1_000, watcher=Watching())):
        if pages.shelf.size:
            pages.watcher.seen = None
        site.asked.clear()
        Answer(pages), Answer(pages)
        assert len(site.asked) == 2


@pytest.mark.django_db(transaction=True)
def test_change_shows_within_a_second():
    kept = KeptPages(get_wsgi_application(), size=1_000_000)
    try:
        first = together(lambda: Answer(kept, "/where-to-watch/countries.json"))[0]
        assert together(lambda: Answer(kept, "/where-to-watch/countries.json"))[0].body == first.body
        assert kept.figures.made == 1
        Country.objects.filter(noc="NOR").update(name="Norge")
        until = timezone.now() + timedelta(seconds=1)
        while (
            timezone.now() < until
            and together(lambda: Answer(kept, "/where-to-watch/countries.json"))[0].body == first.body
        ):
            threading.Event().wait(0.02)
        assert b"Norge" in together(lambda: Answer(kept, "/where-to-watch/countries.json"))[0].body
        assert kept.figures.made == 2
    finally:
        kept.watcher.stop()


def test_page_that_is_given_has_a_number_and_a_line_of_its_own(site, kept, caplog):
    site.headers = [*HTML, ("X-Request-ID", "of-the-one-that-made-it")]
    with caplog.at_level("INFO", "isuwc.access"):
        numbers = [Answer(kept, "/news/?q=secret").headers["X-Request-ID"] for _ in range(3)]
    assert len(set(numbers)) == 3
    assert "of-the-one-that-made-it" not in numbers
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 3
    assert all(line.startswith("GET /news/ 200 ") and "secret" not in line for line in lines)
