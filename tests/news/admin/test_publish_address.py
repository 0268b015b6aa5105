"""An address that another article has: whose it is, which one is free, and taking that."""

import pytest

from news.editions.publishing import publish
from news.editions.snapshot import content_of, digest_of
from news.models import Article, Edition, Revision
from tests.factories import news as factories
from tests.factories.people import sign_in
from tests.news.admin.pages import NOON, moment, page, said, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return factories.edition(title="The first", slug="taken", goes_live_at=NOON).article


def send(client, article, **data):
    opened = client.get(page("publish", article)).context
    seen = {"version": article.version, "digest": opened["digest"], "looked": opened["asked"]}
    return client.post(page("publish", article), {**seen, **data})


def digest(article):
    return digest_of(content_of(Article.objects.get(pk=article.pk)))


def test_clash_is_said_before_anything_is_filled_in(admin_client, owner):
    factories.edition(slug="taken-2", goes_live_at=NOON)
    article = factories.article(slug="taken", not_before=NOON)
    response = admin_client.get(page("publish", article))
    assert "The address /news/2099/taken/ belongs to “The first”. Free is “taken-3”" in text(response)
    shown = response.content.decode()
    assert (f'<a href="{page("change", owner)}">' in shown, 'value="taken-3"' in shown) == (True, True)
    assert response.context["looks"].address.endswith(" › news › 2099 › taken-3")
    assert article.slug == "taken"  # nothing is changed by looking


def test_clash_that_a_moment_makes_keeps_what_was_typed_and_names_the_free_address(admin_client, owner):
    article = factories.article(slug="taken")
    response = send(admin_client, article, address="taken", **moment("2099-12-01", "14:00"))
    assert "The address /news/2099/taken/ belongs to “The first”. Free is “taken-2”" in text(response)
    shown = response.content.decode()
    assert ('value="14:00"' in shown, 'value="2099-12-01"' in shown, 'value="taken-2"' in shown) == (True, True, True)
    assert Edition.objects.filter(article=article).count() == 0


def test_free_address_is_taken_as_a_version_of_its_own(client, owner):
    by = sign_in(client, "Journalist")
    article = factories.article(slug="taken")
    response = send(client, article, address="taken-2", **moment("2099-12-01", "14:00"))
    assert said(client, response["Location"]) == "Edition 1 will go live on 1 December 2099, 14:00 UTC."
    article = Article.objects.get(pk=article.pk)
    kept = Revision.objects.get(article=article, version=2)
    assert (article.slug, article.version, article.changed_by, kept.content["slug"]) == ("taken-2", 2, by, "taken-2")
    assert (article.editions.get().version, article.editions.get().slug) == (2, "taken-2")


def test_address_is_not_taken_where_publishing_is_refused(client, owner):
    sign_in(client, "Journalist")
    article = factories.article(slug="own", not_before=NOON)
    response = send(client, article, address="mine")
    assert "It is under embargo until 1 December 2099, 12:00 UTC." in text(response)
    article.refresh_from_db()
    assert (article.slug, article.version, article.revisions.count()) == ("own", 1, 0)


def test_refusal_with_another_address_shows_the_version_that_is_there_so_that_it_can_be_sent_again(client):
    sign_in(client, "Journalist")
    article = factories.article(slug="own", not_before=NOON)
    refused = send(client, article, address="mine").context
    assert (refused["article"].version, refused["article"].slug, refused["digest"]) == (1, "own", digest(article))
    again = {"version": refused["article"].version, "digest": refused["digest"], "address": "mine"}
    late = moment("2099-12-01", "14:00")
    unticked = client.post(page("publish", article), {**again, **late})
    assert "Look at these, and tick that you have. Then publish." in text(unticked)
    done = client.post(page("publish", article), {**again, **late, "looked": refused["asked"]})
    assert said(client, done["Location"]) == "Edition 1 will go live on 1 December 2099, 14:00 UTC."
    assert (article.editions.get().version, article.editions.get().slug) == (2, "mine")


def test_address_is_not_taken_over_what_somebody_else_saved(admin_client):
    article = factories.article(slug="own")
    opened = admin_client.get(page("publish", article)).context
    factories.revise(article)
    data = {"version": 1, "digest": opened["digest"], "looked": opened["asked"], "address": "mine"}
    assert "Somebody saved the article after you opened this page." in text(
        admin_client.post(page("publish", article), data)
    )
    article.refresh_from_db()
    assert (article.slug, article.version) == ("own", 2)


def test_own_former_address_is_free_for_the_article(admin_client):
    article = factories.edition(slug="first").article
    publish(factories.revise(article, slug="second"), None)
    send(admin_client, article, address="first")
    assert article.editions.first().slug == "first"


@pytest.mark.parametrize("typed", ["Ähm", "a b", "a/b"])
def test_address_that_is_none_is_refused(admin_client, typed):
    article = factories.article()
    assert "Plain letters, digits and hyphens only" in text(send(admin_client, article, address=typed))
    assert Edition.objects.count() == 0
