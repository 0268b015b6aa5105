"""Who may look at the site at another moment, what is answered, and that nobody else finds a trace of it."""

import datetime
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.db import InternalError

from events.models import Event
from tests.factories import events as calendar
from tests.factories import news, people
from tests.isuwc.hostile.values import IN_QUERIES
from tests.markup import flat

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 29, 12, tzinfo=datetime.UTC)
UTC = datetime.UTC
FEBRUARY = "2026-02-15T12:00Z"
PRIVATE = ("private, no-store", "noindex", "2026-02-15T12:00:00Z")


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def staff(client):
    return people.sign_in(client, "Broadcast")


def headers(response):
    return tuple(response.headers.get(name) for name in ("Cache-Control", "X-Robots-Tag", "X-Shown-At"))


def bar(page):
    return page.text.count('class="clock-bar"')


def test_staff_see_the_page_at_the_moment_which_is_said_with_the_way_back(client, staff):
    page = client.get("/events/?page=1", {"at": FEBRUARY, "page": "1"})
    words = flat(unescape(page.text))
    assert (page.status_code, bar(page), headers(page)) == (200, 1, PRIVATE)
    assert "You see the site as it was on" in words
    assert '<time datetime="2026-02-15T12:00:00Z" data-local="dated" data-zone="UTC"' in words
    assert "Sunday 15 February 2026, 12:00 UTC</time>" in words
    assert '<a class="clock-bar-way" href="/events/?page=1&at=">Back to now</a>' in words
    assert '<input type="hidden" name="page" value="1">' in words
    assert 'name="at" id="clock-at" value="2026-02-15T12:00" required' in words
    assert '<link rel="canonical" href="http://127.0.0.1:8000/events/">' in words


def test_moment_to_come_is_said_as_one(client, staff):
    assert "You see the site as it will be on" in flat(client.get("/", {"at": "2027-01-01"}).text)


def test_moment_stays_for_the_walk_until_it_is_left(client, staff):
    client.get("/", {"at": FEBRUARY})
    cookie = client.cookies["shown-at"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Lax", "", "")
    for address in ("/events/", "/where-to-watch/", "/news/", "/standings/", "/skaters/", "/nations/", "/about/"):
        page = client.get(address)
        assert (page.status_code, bar(page), headers(page)) == (200, 1, PRIVATE)
    for address in ("/news/rss/", "/news/atom/", "/news/feed.json", "/events/calendar.ics", "/sitemap.xml"):
        assert headers(client.get(address)) == PRIVATE
    assert client.get("/events/", {"at": "2025-01-01"}).headers["X-Shown-At"] == "2025-01-01T00:00:00Z"
    left = client.get("/search/?q=kok&at=")
    assert (left.status_code, left.headers["Location"]) == (302, "/search/?q=kok")
    assert (left.headers["Cache-Control"], client.cookies["shown-at"].value) == ("private, no-store", "")
    assert bar(client.get("/events/")) == 0


def test_page_that_is_not_there_says_the_moment_too(client, staff):
    page = client.get("/events/1999-00/", {"at": FEBRUARY})
    assert (page.status_code, bar(page), headers(page)) == (404, 1, PRIVATE)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("yesterday", "A moment is written as a day and a time in UTC, such as 2026-02-15T12:00Z."),
        ("2026-02-30", "There is no such day or time."),
        ("9999-12-31", "The site can show moments from July 1985"),
        ("<script>alert(1)</script>", "A moment is written as a day"),
        ("9" * 5000, "A moment is written as a day"),
        ("２０２６-02-15", "A moment is written as a day"),
    ],
)
def test_staff_are_told_what_is_no_moment(client, staff, text, why):
    client.get("/", {"at": FEBRUARY})
    page = client.get("/events/", {"at": text, "page": "2"})
    assert (page.status_code, page.headers["Cache-Control"]) == (400, "private, no-store")
    assert "shown-at" not in page.cookies
    assert why in flat(page.text)
    assert "<script>alert" not in page.text
    assert '<a class="button" href="/events/?at=&page=2">The page as it is now</a>' in flat(unescape(page.text))


def test_anything_in_the_address_is_answered(client, staff):
    found = {client.generic("GET", f"/events/?at={value}").status_code for value in IN_QUERIES}
    assert found <= {200, 302, 400}


def test_second_moment_of_an_address_is_the_one_that_counts(client, staff):
    assert client.get("/?at=2025-01-01&at=2026-01-01").headers["X-Shown-At"] == "2026-01-01T00:00:00Z"
    assert client.get("/?at=2025-01-01&at=&q=1").headers["Location"] == "/?q=1"


@pytest.mark.parametrize(
    "address", ["/", "/events/", "/where-to-watch/", "/standings/", "/news/", "/events/calendar.ics"]
)
@pytest.mark.parametrize("text", [FEBRUARY, "", "yesterday"])
def test_visitors_get_the_ordinary_page_and_no_trace(client, address, text):
    ordinary = client.get(address)
    client.cookies["shown-at"] = "2026-02-15T12:00:00Z:forged"
    asked = client.get(address, {"at": text})
    for response in (ordinary, asked):
        del response.headers["X-Request-ID"]
    assert (asked.status_code, dict(asked.headers), asked.content) == (200, dict(ordinary.headers), ordinary.content)
    assert not asked.cookies


def test_account_that_is_not_staff_gets_the_ordinary_page(client):
    for values in ({"is_staff": False}, {"is_staff": True, "is_active": True}):
        user = User.objects.create(username=f"somebody{len(values)}", password="!", **values)
        client.force_login(user)
        page = client.get("/", {"at": FEBRUARY})
        assert (bar(page), page.headers.get("X-Shown-At")) == ((1, PRIVATE[2]) if user.is_staff else (0, None))
    User.objects.filter(pk=user.pk).update(is_staff=False)
    assert bar(client.get("/")) == 0  # whose cookie is still there


def test_cookie_is_of_one_account_and_can_not_be_forged(client, staff):
    client.get("/", {"at": FEBRUARY})
    kept = client.cookies["shown-at"].value
    client.force_login(people.staff("Editor"))
    assert bar(client.get("/")) == 0
    client.force_login(staff)
    for forged in ("2026-02-15T12:00:00Z", kept[:-1], kept.replace("2026", "2025"), "", "\x00", "x" * 4000):
        client.cookies["shown-at"] = forged
        assert bar(client.get("/")) == 0
    client.cookies["shown-at"] = kept
    assert bar(client.get("/")) == 1


def test_newsroom_files_and_codes_go_by_the_real_time(client, admin_client):
    code = news.qr_code(event=calendar.event())
    admin_client.get("/", {"at": FEBRUARY})
    for address in ("/admin/", f"/q/{code.code}/", f"/q/{code.code}.svg", "/healthz", "/readyz"):
        page = admin_client.get(address, {"at": FEBRUARY})
        assert (page.status_code in {200, 302}, page.headers.get("X-Shown-At")) == (True, None)
    assert code.scans.get().day == NOW.date()
    assert 'name="at"' in admin_client.get("/admin/").text


def test_copy_in_a_browser_is_never_taken_for_the_moments(client, staff):
    for address in ("/events/calendar.ics", "/news/rss/", "/news/feed.json"):
        ordinary = client.get(address)
        tag = {"HTTP_IF_NONE_MATCH": ordinary.headers["ETag"]}
        assert client.get(address, **tag).status_code == 304
        then = client.get(address, {"at": FEBRUARY}, **tag)
        assert (then.status_code, headers(then)) == (200, PRIVATE)
        assert {"ETag", "Last-Modified", "Expires"}.isdisjoint(then.headers)
        assert client.get(address, **tag).status_code == 200  # the walk goes on
        assert client.get(address, {"at": ""}).status_code == 302
        assert client.get(address, **tag).status_code == 304


def test_redirect_at_a_moment_is_not_kept_either(client, staff):
    page = client.get("/nations/NOR/", {"at": FEBRUARY})
    assert (page.status_code, headers(page)) == (301, PRIVATE)


def test_request_at_a_moment_can_not_write(client, staff, monkeypatch):
    event = calendar.event()
    monkeypatch.setattr("isuwc.site.views.about.TemplateResponse", lambda *given: event.save())
    with pytest.raises(InternalError, match="read-only transaction"):
        client.get("/about/", {"at": FEBRUARY})


def test_next_request_can_write_again(client, staff):
    client.get("/about/", {"at": FEBRUARY})
    event = calendar.event()
    assert list(Event.objects.all()) == [event]


def test_visitors_pay_no_query_and_staff_without_a_moment_none_either(client, django_assert_num_queries):
    calendar.series()  # an empty site tells staff what to do first, for which it asks who they are
    with django_assert_num_queries(2):
        client.get("/about/", {"at": FEBRUARY})
    people.sign_in(client, "Broadcast")
    with django_assert_num_queries(2):
        client.get("/about/")
    # Beside its own: the session, the account, the transaction's beginning and end, that it only reads, the races to
    # come, and what the person and the role may see
    with django_assert_num_queries(2 + 8):
        client.get("/about/", {"at": FEBRUARY})


LIVE, LATER = datetime.datetime(2026, 2, 1, tzinfo=UTC), datetime.datetime(2026, 12, 24, tzinfo=UTC)


@pytest.mark.parametrize("role", ["Journalist", "Editor", "Results", "Broadcast"])
def test_scheduled_stories_are_for_those_who_may_see_them(client, role):
    news.edition(goes_live_at=LIVE, title="Live")
    scheduled = news.edition(goes_live_at=LATER, title="Scheduled")
    people.sign_in(client, role)
    may = role in {"Journalist", "Editor"}
    assert titles(client, "2026-01-31T23:59:59Z") == set()
    assert titles(client, FEBRUARY) == {"Live"}
    assert titles(client, "2026-12-23T23:59Z") == {"Live"}
    assert titles(client, "2026-12-24T00:00Z") == {"Live"} | ({"Scheduled"} if may else set())
    address = f"/news/2026/{scheduled.slug}/"
    assert client.get(address).status_code == (200 if may else 404)
    for feed in ("/news/rss/", "/news/atom/", "/news/feed.json", "/", "/search/?q=scheduled", "/sitemap-newest.xml"):
        assert (address in client.get(feed).text) is may
    client.get("/", {"at": ""})
    assert titles(client) == {"Live"}


def titles(client, at=""):
    page = client.get("/news/", {"at": at} if at else {})
    return {edition.title for edition in page.context["page"].editions}
