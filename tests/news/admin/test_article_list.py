"""The list of articles: what it says, what it finds, and who may delete a draft."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from isuwc.history.models import Entry
from news.editions.publishing import plan, publish, withdraw
from news.models import Article, QuoteBlock, Revision
from tests.factories import events
from tests.factories import news as factories
from tests.factories.people import sign_in, staff
from tests.news.admin.pages import NOON, page, text

pytestmark = pytest.mark.django_db
LIST = "/admin/news/article/"


def found(client, **asked) -> list[str]:
    return sorted(article.title for article in client.get(LIST, asked).context["cl"].queryset)


def test_row_says_what_it_is_about_and_who_changed_it_when(client):
    user = sign_in(client, "Journalist")
    at = timezone.now() - datetime.timedelta(hours=2, minutes=1)
    factories.article(title="Kok wins", event=events.event(), changed_at=at, changed_by=user)
    shown = text(client.get(LIST))
    assert "Kok winsReport · World Cup 1, Stavanger 2025/26" in shown
    assert "2 hours ago, journalist" in shown


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("jilek", ["Jílek skates"]),
        ("JÍLEK skates", ["Jílek skates"]),
        ("żurek", ["Said", "Written"]),
        ("zurek fast", ["Said"]),
        ("WC2", ["Second"]),
        ("world cup 2", ["Second"]),
        ("wc2 preview", []),
        ("second wc2", ["Second"]),
        ("stavanger 2025/26", ["First", "Second"]),
        ("2", []),
        ("Jilek zurek", []),
    ],
)
def test_search_finds_by_words_without_accents_and_by_event(admin_client, typed, titles):
    factories.article(title="Jílek skates")
    factories.article(title="Written", text="<p>Andżelika Żurek.</p>")
    said = factories.article(title="Said")
    QuoteBlock.objects.create(parent=said, text="“Zurek is fast.”", ordering=1)
    QuoteBlock.objects.create(parent=said, text="“Zurek again.”", ordering=2)
    season = events.season()
    factories.article(title="First", event=events.event(season=season, number=1))
    factories.article(title="Second", event=events.event(season=season, number=2))
    assert found(admin_client, q=typed) == titles


def test_filters_by_whose_and_by_what_readers_see(client):
    user = sign_in(client, "Journalist")
    other = staff("Editor")
    factories.article(title="Mine", created_by=user, changed_by=other)
    factories.article(title="Mended", created_by=other, changed_by=user)
    factories.revise(factories.edition(title="Live, changed").article, lead="Other.")
    factories.edition(title="Live")
    gone = factories.edition(title="Gone").article
    withdraw(gone, None)
    assert found(client, whose="mine") == ["Mine"]
    assert found(client, whose="changed") == ["Mended"]
    assert found(client, public="changed") == ["Live, changed"]
    assert found(client, public="withdrawn") == ["Gone"]
    assert found(client, public="never") == ["Mended", "Mine"]


def test_story_withdrawn_as_planned_is_found_as_withdrawn(admin_client, monkeypatch):
    article = factories.edition(title="Over").article
    withdraw(article, None, at := timezone.now() + datetime.timedelta(hours=1))
    assert found(admin_client, public="withdrawn") == []
    monkeypatch.setattr(timezone, "now", lambda: at)
    assert found(admin_client, public="withdrawn") == ["Over"]
    assert "Withdrawn" in text(admin_client.get(LIST))


def test_list_asks_as_many_queries_whatever_it_has(admin_client, django_assert_num_queries):
    def fill(count):
        for _ in range(count):
            article = factories.edition(event=events.event()).article
            Article.objects.filter(pk=article.pk).update(changed_by=User.objects.get())
            publish(factories.revise(article), None, NOON)

    fill(1)
    admin_client.get(LIST)
    with django_assert_num_queries(QUERIES):
        admin_client.get(LIST)
    fill(3)
    with django_assert_num_queries(QUERIES):
        admin_client.get(LIST)


QUERIES = 10

# A draft of one's own


def delete(client, article, **data):
    return client.post(reverse("admin:news_article_delete", args=[article.pk]), data)


def test_journalist_deletes_a_draft_of_their_own_after_being_asked(client):
    user = sign_in(client, "Journalist")
    article = factories.article(title="Never mind", created_by=user, text="<p>Words.</p>")
    Revision.objects.create(article=article, version=1, content={"title": "Never mind"}, made_by=user)
    assert 'class="deletelink"' in client.get(page("change", article)).content.decode()
    asked = text(delete(client, article))
    assert "“Never mind” was never published nor scheduled. Deleting it takes all of this with it:" in asked
    assert ("Articles: 1" in asked, "Texts: 1" in asked, "Revisions: 1" in asked) == (True, True, True)
    assert ("Version 1" in asked, "Words." in asked) == (True, True)
    assert Article.objects.exists()
    assert delete(client, article, post="yes").status_code == 302
    assert not Article.objects.exists()
    entry = Entry.objects.newest_first()[0]
    removed = {change.table: change.before for change in entry.changes.all() if change.before and not change.after}
    assert removed["news_revision"]["content"] == {"title": "Never mind"}
    assert {"news_article", "news_textblock"} <= set(removed)


def test_draft_of_somebody_else_is_not_for_them_to_delete(client):
    sign_in(client, "Journalist")
    for author in (None, staff("Journalist", "ann")):
        article = factories.article(created_by=author)
        assert delete(client, article, post="yes").status_code == 403
        assert 'class="deletelink"' not in client.get(page("change", article)).content.decode()
    assert Article.objects.count() == 2


@pytest.mark.parametrize("step", ["live", "scheduled", "cancelled", "withdrawn"])
def test_what_was_ever_published_or_scheduled_stays(client, step):
    user = sign_in(client, "Editor")
    article = factories.article(created_by=user)
    publish(article, None, NOON if step in {"scheduled", "cancelled"} else None)
    if step in {"withdrawn", "cancelled"}:
        withdraw(article, None)
    assert delete(client, article, post="yes").status_code == 403
    assert Article.objects.exists()


def test_draft_that_is_planned_can_go(client):
    user = sign_in(client, "Journalist")
    article = factories.article(created_by=user)
    plan(article, NOON, None)
    assert delete(client, article, post="yes").status_code == 302


def test_who_lost_the_role_deletes_nothing(client):
    user = sign_in(client, "Journalist")
    article = factories.article(created_by=user)
    user.groups.clear()
    assert delete(client, article, post="yes").status_code == 403
