"""Redirects: what people may change again is kept by no browser, a rule of the site may be."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from news.editions.publishing import publish
from news.models import Edition
from tests.factories import events, news

pytestmark = pytest.mark.django_db


class Browser:
    """Follows redirects, and keeps the permanent ones that no Cache-Control forbids to keep, as browsers do."""

    def __init__(self) -> None:
        self.client, self.kept = Client(), dict[str, str]()

    def open(self, address: str) -> tuple[str, int]:
        """Where it ends, and with which status. Raises RecursionError for a circle."""
        for _ in range(10):
            if address in self.kept:
                address = self.kept[address]
                continue
            response = self.client.get(address)
            if response.status_code not in {301, 302, 307, 308}:
                return address, response.status_code
            is_kept = response.status_code in {301, 308}
            if is_kept and not {"no-cache", "no-store", "max-age=0"} & set(
                response.headers.get("Cache-Control", "").split(", ")
            ):
                self.kept[address] = response["Location"]
            address = response["Location"]
        raise RecursionError(address)


def test_an_article_that_gets_its_old_address_again_is_found_by_every_reader():
    article = news.edition(title="Gold", slug="a").article
    browser, year = Browser(), Edition.objects.live().get().year
    for slug in ("b", "a", "c", "b", "a"):
        before = {edition.get_absolute_url() for edition in Edition.objects.once_live()}
        article.slug = slug
        article.save()
        publish(article, by=None)
        now = f"/news/{year}/{slug}/"
        assert {browser.open(address) for address in [*before, now]} == {(now, 200)}
    assert browser.kept == {}


def test_a_moved_article_is_permanently_moved_for_search_engines(client):
    edition = news.edition(slug="a")
    edition.article.slug = "b"
    edition.article.save()
    publish(edition.article, by=None)
    response = client.get(edition.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, f"/news/{edition.year}/b/")
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/news/tag/SpeedSkating/?page=1", "/news/tag/speedskating/?page=1"),
        ("/news/tag/Z%CC%87urek/", "/news/tag/%C5%BCurek/"),  # a letter and its dot, composed
        ("/news/tag/speed%E2%80%8Bskating/", "/news/tag/speedskating/"),
        ("/where-to-watch/NOR/?season=2025-26", "/where-to-watch/nor/?season=2025-26"),
        ("/nations/NOR/?season=2025-26", "/nations/nor/?season=2025-26"),
    ],
)
def test_another_spelling_leads_to_the_one_address_with_its_query(client, address, expected):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, expected)
    assert response["Cache-Control"] == "public, max-age=86400"
    following = client.get(expected)
    assert following.status_code in {200, 404}  # and no further spelling


@pytest.mark.parametrize("tag", ["%E2%80%8B", "%20", "%01"])
def test_a_tag_without_letters_is_not_found(client, tag):
    assert client.get(f"/news/tag/{tag}/").status_code == 404


def test_a_code_is_never_kept(client):
    code = news.qr_code(event=events.event())
    response = client.get(code.get_absolute_url())
    assert (response.status_code, response["Cache-Control"]) == (302, "no-store")


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"])
def test_a_next_that_is_refused_at_sign_in_leads_to_the_newsroom(client, admin_user, wanted):
    admin_user.set_password("a long pass phrase")
    admin_user.save()
    values = {"username": admin_user.username, "password": "a long pass phrase", "next": wanted}
    response = client.post("/admin/login/", values)
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert client.get(response["Location"]).status_code == 200


def test_a_next_of_this_site_is_followed(client, admin_user):
    admin_user.set_password("a long pass phrase")
    admin_user.save()
    values = {"username": admin_user.username, "password": "a long pass phrase", "next": "/admin/news/article/"}
    assert client.post("/admin/login/", values)["Location"] == "/admin/news/article/"


def test_no_address_in_answers_names_the_host_that_was_asked(client, settings):
    """Only redirects within the site, which name none."""
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://www.example.org", ["testserver", "other.example"]
    edition = news.edition(event=events.event())
    pages = [
        "/",
        "/sitemap.xml",
        "/sitemap-newest.xml",
        "/sitemap-pages.xml",
        "/robots.txt",
        "/news/rss/",
        "/news/atom/",
        "/news/feed.json",
        "/events/calendar.ics",
        edition.get_absolute_url(),
        edition.event.get_absolute_url(),
    ]
    for page in pages:
        response = client.get(page, HTTP_HOST="other.example")
        assert response.status_code == 200
        assert "other.example" not in response.content.decode(), page
    moved = client.get("/news/tag/Gold/", HTTP_HOST="other.example")
    assert urlsplit(moved["Location"]).netloc == ""
