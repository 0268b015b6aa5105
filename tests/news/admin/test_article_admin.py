import datetime

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from news.editions.publication import Publication, publication_of
from news.editions.publishing import publish, withdraw
from news.models import Article
from tests.factories import news as factories
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db

LATER = datetime.timedelta(hours=1)


def test_list_asks_the_same_few_queries_however_many_articles(admin_client, django_assert_num_queries):
    address = reverse("admin:news_article_changelist")
    factories.edition()
    admin_client.get(address)
    with django_assert_num_queries(10):
        admin_client.get(address)
    for _ in range(20):
        factories.edition()
    with django_assert_num_queries(10):
        text = admin_client.get(address).content.decode()
    assert text.count("Edition 1</a>") == 21


def test_publication_says_what_readers_see_and_what_waits():
    article = factories.article()
    assert publication_of(article) == Publication(None, [], None, False, None)
    first = publish(article, by=None)
    found = publication_of(article)
    assert (found.live.edition, found.waiting, found.has_unpublished_changes) == (first, [], False)
    second = publish(factories.revise(article), by=None, goes_live_at=timezone.now() + LATER)
    found = publication_of(article)
    assert (found.live.edition, [period.edition for period in found.waiting]) == (first, [second])
    withdraw(article, by=None)
    found = publication_of(article)
    assert (found.live, found.waiting, found.withdrawn.edition) == (None, [], first)


def test_change_since_the_last_edition_is_noticed():
    article = factories.article()
    publish(article, by=None)
    article.version += 1
    article.save()
    assert publication_of(article).has_unpublished_changes


@pytest.mark.parametrize(
    ("role", "edits", "withdraws"),
    [("Journalist", 200, 403), ("Editor", 200, 200), ("Results", 403, 403), ("Broadcast", 403, 403)],
)
def test_each_role_may_do_its_part(client, role, edits, withdraws):
    sign_in(client, role)
    article = factories.edition().article
    assert client.get(reverse("admin:news_article_change", args=[article.pk])).status_code == edits
    assert client.get(reverse("admin:news_article_publish", args=[article.pk])).status_code == edits
    assert client.get(reverse("admin:news_article_preview", args=[article.pk])).status_code == edits
    assert client.get(reverse("admin:news_article_withdraw", args=[article.pk])).status_code == withdraws


def test_preview_is_for_the_newsroom_and_kept_by_nobody(client, admin_client):
    address = reverse("admin:news_article_preview", args=[factories.article(title="A draft").pk])
    assert client.get(address).status_code == 302
    response = admin_client.get(address)
    assert "A draft" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_article_that_was_published_can_not_be_deleted(admin_client):
    draft, live = factories.article(), factories.edition().article
    assert admin_client.get(reverse("admin:news_article_delete", args=[draft.pk])).status_code == 200
    assert admin_client.get(reverse("admin:news_article_delete", args=[live.pk])).status_code == 403


def test_embargo_is_not_cut_short_by_a_journalist(client):
    sign_in(client, "Journalist")
    article = factories.article()
    publish(article, by=None, goes_live_at=timezone.now() + LATER)
    response = client.post(reverse("admin:news_article_publish", args=[article.pk]), {"version": article.version})
    assert response.status_code == 200
    assert "It is under embargo until" in response.content.decode()
    assert article.editions.count() == 1


def test_pulse_tells_whether_somebody_is_signed_in(client, admin_client):
    address = reverse("admin:news_article_pulse")
    assert client.get(address).json() == {"user": None}
    answer = admin_client.get(address)
    assert (answer.json()["user"], len(answer.json()["token"])) == ("admin", 64)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "changes", [{"is_staff": False}, {"is_active": False}, {"is_staff": False, "is_superuser": True}]
)
def test_pulse_gives_no_token_to_who_is_no_staff(client, changes):
    user = sign_in(client, "Journalist")
    User.objects.filter(pk=user.pk).update(**changes)
    assert client.get(reverse("admin:news_article_pulse")).json() == {"user": None}


@pytest.mark.django_db(transaction=True)
def test_actions_on_the_list_work_outside_a_transaction(client):
    """As on a server, where the list is in none: published articles stay, drafts go."""
    client.force_login(User.objects.create_superuser("boss", password="!"))
    draft, published = factories.article(title="A draft"), factories.edition().article
    address = reverse("admin:news_article_changelist")
    chosen = {"action": "delete_selected", "_selected_action": [draft.pk], "post": "yes"}
    assert client.post(address, chosen).status_code == 302
    assert client.post(address, {**chosen, "_selected_action": [published.pk]}).status_code in {200, 403}
    assert list(Article.objects.all()) == [published]
