"""A number in a form or an address that belongs to somebody else's article opens and changes nothing of it."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from news.editions.live_blog import Words, post
from news.editions.publishing import publish
from news.editions.versions.keeping import keep_version
from news.models import Article, LiveEntry, TextBlock
from tests.factories import news
from tests.factories.people import sign_in
from tests.isuwc.hostile.routes import a_link
from tests.isuwc.submissions.forms import Window
from tests.news.admin.pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine() -> Article:
    return news.article(title="Mine", text="<p>My words.</p>")


@pytest.fixture
def theirs() -> Article:
    """With everything that an article may have: a block, a version, a live entry, a waiting edition, a link."""
    article = news.article(title="Theirs", text="<p>Their words.</p>", live_blog=True, hero=news.photo())
    keep_version(article, None)
    post(article, Words("Their entry", "<p>Their words.</p>"), None)
    publish(article, by=None, goes_live_at=timezone.now() + datetime.timedelta(days=1))
    a_link(article)
    return article


def state(article: Article) -> list[object]:
    """All that is stored of it."""
    rows = (
        Article.objects.filter(pk=article.pk),
        TextBlock.objects.filter(parent=article),
        article.revisions.all(),
        LiveEntry.objects.filter(article=article),
        article.editions.all(),
        article.periods.all(),
        article.preview_links.all(),
    )
    found = [list(each.order_by("pk").values()) for each in rows]
    assert all(found)
    return found


@pytest.mark.parametrize("deletes", [False, True])
def test_block_of_another_article_is_neither_changed_moved_nor_deleted(client, mine, theirs, deletes):
    sign_in(client, "Contributor")
    before, block = state(theirs), TextBlock.objects.get(parent=theirs)
    window = Window(client, f"/admin/news/article/{mine.pk}/change/")
    prefix = "news_textblock_set-0-"
    assert window.form.values[f"{prefix}id"] == [str(TextBlock.objects.get(parent=mine).pk)]
    window.form.values[f"{prefix}id"] = [str(block.pk)]
    window.form.values[f"{prefix}text"] = ["<p>Forged.</p>"]
    if deletes:
        window.form.values[f"{prefix}DELETE"] = ["on"]
    window.send()  # as of a block that is gone: its words are kept as a new one of this article
    assert state(theirs) == before
    assert {block.parent_id for block in TextBlock.objects.filter(text="<p>Forged.</p>")} <= {mine.pk}


def test_article_of_a_block_is_that_of_the_form_whatever_is_sent(client, mine, theirs):
    sign_in(client, "Contributor")
    before = state(theirs)
    window = Window(client, f"/admin/news/article/{mine.pk}/change/")
    window.form.values["news_textblock_set-0-parent"] = [str(theirs.pk)]
    window.form.values["news_textblock_set-0-text"] = ["<p>Forged.</p>"]
    window.send()
    assert state(theirs) == before
    assert TextBlock.objects.get(parent=mine).text in {"<p>My words.</p>", "<p>Forged.</p>"}


def test_parts_of_another_article_are_not_found_under_ones_own(client, mine, theirs):
    sign_in(client, "Editor")
    before = state(theirs)
    entry, link = LiveEntry.objects.get(article=theirs), theirs.preview_links.get()
    number = theirs.editions.get().number
    assert not mine.editions.filter(number=number).exists()
    found = [
        client.post(page("live_entry", mine, entry.pk), {"heading": "Forged", "text": "<p>Forged</p>", "_delete": "1"}),
        client.post(page("waiting", mine, number), {"_cancel": "1"}),
        client.post(page("links", mine), {"_revoke": link.pk}),
        client.post(page("restore", mine), {"version": theirs.version + 1}),
    ]
    assert {answer.status_code for answer in found} <= {200, 302, 400, 404}
    assert found[0].status_code == 404
    assert state(theirs) == before


FORGED = {
    "state": "published", "version": "99", "created_by": "1", "changed_by": "1", "imported_from": "forged",
    "published_at": "2020-01-01", "is_approved": "on", "approved_by": "1", "step": "approved", "_publish": "1",
    "_approve": "1", "created_at_0": "2020-01-01", "created_at_1": "00:00", "entry_undone_at": "2020-01-01",
}  # fmt: skip


def test_fields_that_a_form_does_not_have_are_not_stored(client, mine):
    sign_in(client, "Contributor")
    before = Article.objects.filter(pk=mine.pk).values("state", "created_by", "created_at", "imported_from").get()
    window = Window(client, f"/admin/news/article/{mine.pk}/change/")
    hidden = {name: [value] for name, value in FORGED.items() if name not in window.form.values}
    assert len(hidden) > 10
    window.form.values |= hidden
    assert window.type(lead="A new lead").send().status_code == 302
    mine.refresh_from_db()
    assert mine.lead == "A new lead"
    after = Article.objects.filter(pk=mine.pk).values("state", "created_by", "created_at", "imported_from").get()
    assert after == before
    assert not mine.editions.exists()


@pytest.mark.parametrize("role", ["Contributor", "Journalist", "Editor", "Results", "Broadcast"])
def test_nobody_makes_themselves_more_by_their_own_pages(client, role):
    user = sign_in(client, role)
    forged = {"is_superuser": "on", "is_staff": "on", "groups": "1", "user_permissions": "1", "username": "admin"}
    tried = {
        address: client.post(address, forged).status_code
        for address in (
            f"/admin/auth/user/{user.pk}/change/",
            f"/admin/auth/user/{user.pk}/password/",
            "/admin/auth/user/add/",
            "/admin/auth/group/add/",
            "/admin/password_change/",
        )
    }
    assert [tried[address] for address in tried][:4] == [403] * 4
    now = User.objects.get(pk=user.pk)
    assert (now.is_superuser, now.username, [group.name for group in now.groups.all()]) == (False, role.lower(), [role])
    assert not now.user_permissions.exists()
