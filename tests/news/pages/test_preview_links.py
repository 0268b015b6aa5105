"""Links by which people without an account read one version: for a time, revocable, and unseen by machines."""

import datetime

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from isuwc.history.acting import Way, acting
from isuwc.history.models import Entry
from isuwc.history.undo import CantTakeBackError, take_back
from news.editions.publishing import publish, withdraw
from news.models import Article, Photo, PreviewLink, PreviewOpening
from news.models.preview_link import MOST_LOGGED, SALT
from tests.factories import news as factories
from tests.factories.people import sign_in, staff
from tests.isuwc.submissions.forms import Window, forms_in
from tests.news.admin.pages import NOON, page, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(client):
    """Saved twice in the admin, with a hero."""
    sign_in(client, "Editor")
    made = factories.article(title="First title", hero=factories.photo(), text="<p>What only the link shows.</p>")
    for title in ("Second title", "Third title"):
        Window(client, page("change", made)).type(title=title).send()
    client.logout()
    return Article.objects.get()


def link_to(article: Article, **values) -> PreviewLink:
    now = timezone.now()
    defaults = {"version": 2, "given_to": "Radio", "made_at": now, "expires_at": now + datetime.timedelta(days=1)}
    return PreviewLink.objects.create(article=article, **{**defaults, **values})


def path(link: PreviewLink) -> str:
    return reverse("news:preview", args=[link.token])


def test_a_link_shows_its_version_to_anybody_and_says_that_it_is_not_published(article):
    answer = Client().get(path(link_to(article)))
    assert answer.status_code == 200
    assert "Second title" in answer.text
    assert "What only the link shows." in answer.text
    assert "Not published: this is version 2 of a story, for Radio, to be read here until" in text(answer)
    assert "Third title" not in answer.text
    assert "Under embargo" not in answer.text


def test_no_cache_search_engine_or_program_that_shows_links_gets_anything_of_it(article):
    answer = Client().get(path(link_to(article)))
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, noarchive"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, noarchive">' in answer.text
    for mark in ("og:", "twitter:", "application/ld+json"):
        assert mark not in answer.text
    head = answer.text.partition("</head>")[0]
    assert article.lead not in head
    assert "Second title" not in head


def test_an_embargo_is_said(article):
    publish(article, by=None, goes_live_at=NOON)
    assert "Under embargo until 1 December 2099, 12:00 UTC." in text(Client().get(path(link_to(article))))


def test_a_link_shows_no_picture_outside_its_rights(article):
    """Neither before they begin, though readers will see it at the embargo, nor where they end before that."""
    hour = datetime.timedelta(hours=1)
    publish(article, by=None, goes_live_at=NOON)
    address, now = path(link_to(article)), timezone.now()
    for begin, end, is_shown in (
        (None, None, True),
        (now - hour, NOON + hour, True),
        (now + hour, None, False),
        (None, NOON, False),
        (None, now, False),
    ):
        Photo.objects.update(rights_from=begin, rights_until=end)
        edition = Client().get(address).context["edition"]
        assert (edition.picture is not None) == is_shown, (begin, end)


def test_a_link_ends_with_the_withdrawal_of_its_story_and_says_what_readers_see(article):
    link = link_to(article)
    publish(article, by=None)
    assert "Not what readers see: this is version 2" in text(Client().get(path(link)))
    withdraw(article, by=None)
    assert Client().get(path(link)).status_code == 410
    assert Client().get(path(link_to(article))).status_code == 200  # given afterwards, on purpose


def test_a_revocation_is_not_taken_back(article):
    link, editor = link_to(article), staff("Editor")
    with acting(Way.FORM, "Preview links", editor):
        link.revoke(editor)
    with pytest.raises(CantTakeBackError, match="A link that was revoked stays revoked"):
        take_back(Entry.objects.filter(what="Preview links").get(), editor)


@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (0, 410), (1, 410)])
def test_a_link_works_until_its_moment(article, monkeypatch, seconds, status):
    link = link_to(article)
    at = link.expires_at + datetime.timedelta(seconds=seconds)
    monkeypatch.setattr(timezone, "now", lambda: at)
    answer = Client().get(path(link))
    assert answer.status_code == status
    assert ("What only the link shows." in answer.text) == (status == 200)
    assert ("This link no longer works" in answer.text) == (status == 410)


def test_a_revoked_link_works_no_more_for_good(article):
    link = link_to(article)
    link.revoke(staff("Editor"))
    link.revoke(staff("Journalist"))
    assert Client().get(path(link)).status_code == 410
    assert PreviewLink.objects.get().revoked_by == staff("Editor")
    assert not PreviewOpening.objects.exists()


def test_nobody_guesses_or_forges_a_link(article, settings):
    link = link_to(article)
    other = signing.dumps(link.pk, salt="another use")
    settings.SECRET_KEY, key = "another key", settings.SECRET_KEY
    forged = signing.dumps(link.pk, salt=SALT)
    settings.SECRET_KEY = key
    for token in (other, forged, link.token[:-1], link.token + "x", str(link.pk), signing.dumps("1", salt=SALT)):
        assert Client().get(reverse("news:preview", args=[token])).status_code == 404
    assert Client().get(reverse("news:preview", args=[signing.dumps(10**30, salt=SALT)])).status_code == 404


def test_each_opening_is_logged_with_its_program_and_no_address(article):
    link = link_to(article)
    Client().head(path(link))
    assert PreviewLink.objects.get().openings == 0
    Client().get(path(link), headers={"user-agent": "Browser " + "x" * 300})
    Client().get(path(link))
    first, second = PreviewOpening.objects.order_by("pk")
    assert (first.program, second.program) == ("Browser " + "x" * 192, "")
    assert PreviewLink.objects.get().openings == 2
    assert {field.name for field in PreviewOpening._meta.fields} == {"id", "link", "at", "program"}


def test_a_link_that_thousands_open_is_counted_and_not_logged_without_end(article):
    link = link_to(article, openings=MOST_LOGGED - 1)
    Client().get(path(link))
    Client().get(path(link))
    assert PreviewLink.objects.get().openings == MOST_LOGGED + 1
    assert PreviewOpening.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"given_to": ""}, {"expires_at": "made"}, {"revoked_by": True}])
def test_the_database_refuses_what_is_no_link(article, wrong):
    if "revoked_by" in wrong:
        wrong = {"revoked_by": staff("Editor")}
    if wrong.get("expires_at"):
        wrong = {"made_at": NOON, "expires_at": NOON}
    with pytest.raises(IntegrityError, match="preview_link_"), transaction.atomic():
        link_to(article, **wrong)


def test_a_link_is_made_of_the_newest_version_and_revoked_on_its_page(client, article):
    sign_in(client, "Journalist")
    forms = forms_in(client.get(page("links", article)))
    window = Window(client, page("links", article), next(form for form in forms if "given_to" in form.kinds))
    answer = window.type(given_to="Radio", days="3").send("_make")
    link = PreviewLink.objects.get()
    assert answer["Location"] == f"{page('links', article)}#link-{link.pk}"
    assert (link.version, link.given_to, link.made_by) == (3, "Radio", staff("Journalist"))
    assert link.expires_at - link.made_at == datetime.timedelta(days=3)
    shown = client.get(page("links", article)).text
    assert link.address in shown
    assert link.address.endswith(path(link))
    client.post(page("links", article), {"_revoke": link.pk})
    assert not PreviewLink.objects.get().works()
    assert link.address not in client.get(page("links", article)).text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"given_to": "", "days": "3"}, "This field is required."),
        ({"given_to": "Radio", "days": "0"}, "greater than or equal to 1"),
        ({"given_to": "Radio", "days": "31"}, "less than or equal to 30"),
        ({"given_to": "Radio", "days": "3", "version": "99"}, "This version is not there."),
        ({"given_to": "x" * 201, "days": "3"}, "at most 200 characters"),
    ],
)
def test_what_makes_no_link_is_said(client, article, values, words):
    sign_in(client, "Editor")
    answer = client.post(page("links", article), {"_make": "1", "version": "2", **values})
    assert words in answer.text
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"), [("Contributor", 403), ("Journalist", 200), ("Editor", 200), ("Results", 403)]
)
def test_links_are_made_by_those_who_publish(client, article, role, status):
    link = link_to(article)
    sign_in(client, role)
    assert client.get(page("links", article)).status_code == status
    client.post(page("links", article), {"_revoke": link.pk})
    assert PreviewLink.objects.get().works() == (status == 403)


def test_the_page_takes_a_fixed_number_of_queries(client, article, django_assert_num_queries):
    sign_in(client, "Editor")
    client.get(page("links", article))
    for _ in range(2):
        link = link_to(article)
        for _ in range(12):
            PreviewOpening.objects.create(link=link)
    with django_assert_num_queries(9):
        shown = client.get(page("links", article)).text
    assert shown.count("an unnamed program") == 20  # the last ten of each
