"""The pages of an article's versions: what they say, what they lead to, who may use them, and what they ask."""

import datetime
import re

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from isuwc.history.models import Entry
from news.editions.publishing import publish
from news.editions.versions.authors import authors_in, written_in
from news.editions.versions.keeping import keep_version
from news.models import Article, PhotoBlock, Revision, TextBlock
from tests.factories import events
from tests.factories import news as factories
from tests.factories.blocks import FACTORIES
from tests.factories.people import sign_in
from tests.markup import flat
from tests.news.admin.pages import page, said, text

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2025, 11, 14, 18, 5, tzinfo=datetime.UTC)


def saved(article: Article, by: User | None = None, **changes) -> Revision:
    """The article with these changes, as a further version."""
    article = factories.revise(Article.objects.get(pk=article.pk), **changes) if changes else article
    revision = keep_version(article, by)
    Revision.objects.filter(pk=revision.pk).update(made_at=AT)
    return revision


@pytest.fixture
def story() -> Article:
    """Three versions: Ada's, one of Bo with another lead, and one of nobody with another block; the second is live."""
    article = factories.article(title="A story", lead="The first lead.", text="<p>Some words of the text.</p>")
    saved(article, User.objects.create(username="ada"))
    saved(article, User.objects.create(username="bo"), lead="The second lead.")
    publish(Article.objects.get(), by=None)
    TextBlock.objects.create(parent=article, text="<p>More.</p>", ordering=20)
    saved(article, byline="By Ada")
    return Article.objects.get()


def shown(client, article, **query) -> str:
    return flat(client.get(page("compare", article), query).text)


# The list


def test_versions_say_by_whom_when_what_changed_and_what_became_of_them(admin_client, story):
    response = admin_client.get(page("versions", story))
    lines = [
        (line.revision.version, line.changed, [edition.number for edition in line.editions])
        for line in response.context["lines"]
    ]
    assert lines == [(3, "Byline, 1 block added", []), (2, "Lead", [1]), (1, "The first version", [])]
    assert "14 November 2025, 18:05 UTC, by bo" in text(response)
    for address in (
        f"{page('compare', story)}?from=v2&amp;to=v3",
        f"{page('compare', story)}?from=e1&amp;to=v3",
        f"{page('restore', story)}?version=v1",
        page("history", story),
    ):
        assert f'"{address}"' in response.text
    assert f"{page('restore', story)}?version=v3" not in response.text


def test_list_asks_as_many_queries_for_many_versions_as_for_few(admin_client, story, django_assert_num_queries):
    admin_client.get(page("versions", story))
    with django_assert_num_queries(9):
        admin_client.get(page("versions", story))
    for number in range(50):
        saved(story, lead=f"Lead {number}")
    with django_assert_num_queries(9):
        response = admin_client.get(page("versions", story))
    assert [line.revision.version for line in response.context["lines"]] == list(range(53, 13, -1))
    assert [line.changed for line in response.context["lines"]] == ["Lead"] * 40
    assert [line.revision.version for line in admin_client.get(f"{page('versions', story)}?p=2").context["lines"]] == [
        *range(13, 0, -1)
    ]


def test_article_that_nobody_saved_has_no_versions(admin_client):
    article = factories.article()
    assert "None in the admin yet." in text(admin_client.get(page("versions", article)))
    assert "There is only one version so far" in text(admin_client.get(page("compare", article)))


# Two side by side


def test_two_versions_stand_side_by_side_with_their_words_marked(admin_client, story):
    found = shown(admin_client, story, **{"from": "v1", "to": "v2"})
    assert "The <del>first</del> lead." in found
    assert "The <ins>second</ins> lead." in found
    assert "Lead.</strong>" in found


@pytest.mark.parametrize(
    ("query", "sides"),
    [
        ({}, ("v2", "v3")),
        ({"from": "v3", "to": "v1"}, ("v1", "v3")),
        ({"to": "v2"}, ("v1", "v2")),
        ({"from": "e1"}, ("e1", "v3")),
        ({"from": "v3", "to": "e1"}, ("e1", "v3")),
        ({"from": "v2", "to": "e1"}, ("v2", "e1")),
        ({"from": "v1", "to": "now"}, ("v1", "now")),
    ],
)
def test_earlier_one_stands_first_whatever_was_chosen(admin_client, story, query, sides):
    context = admin_client.get(page("compare", story), query).context
    assert (context["before"].key, context["after"].key) == sides


def test_neighbouring_changes_are_one_click_away(admin_client, story):
    context = admin_client.get(page("compare", story), {"from": "v2", "to": "v3"}).context
    assert [each.key for each in context["earlier"]] == ["v1", "v2"]
    assert context["later"] is None
    context = admin_client.get(page("compare", story), {"from": "v1", "to": "v2"}).context
    assert (context["earlier"], [each.key for each in context["later"]]) == (None, ["v2", "v3"])


def test_edition_is_the_version_that_it_was_made_of(admin_client, story):
    context = admin_client.get(page("compare", story), {"from": "v2", "to": "e1"}).context
    assert context["shown"].comparison.differs is False


@pytest.mark.parametrize("key", ["v4", "e2", "v", "x1", "v-1", "e" + "9" * 50, "v²"])
def test_version_that_there_is_not_is_not_found(admin_client, story, key):
    assert admin_client.get(page("compare", story), {"from": "v1", "to": key}).status_code == 404
    assert admin_client.get(page("restore", story), {"version": key}).status_code == 404


def test_each_block_says_who_wrote_it_last(admin_client, story):
    context = admin_client.get(page("compare", story), {"from": "v2", "to": "v3"}).context
    rows = [(row.before and row.before.version, row.after and row.after.version) for row in context["shown"].rows]
    assert rows == [(1, 1), (None, 3)]
    found = shown(admin_client, story, **{"from": "e1", "to": "v3"})
    assert found.count("Last changed by ada in version 1, 14 Nov 2025, 18:05 UTC") == 1, "once where both say the same"
    assert "Last changed in version 3, 14 Nov 2025, 18:05 UTC" in found


def test_comparison_of_all_kinds_of_block_asks_few_queries(admin_client, django_assert_num_queries):
    article = factories.article(event=events.event(), hero=factories.photo())
    for make in FACTORIES.values():
        make(article)
    saved(article)
    for block in (PhotoBlock, TextBlock):
        block.objects.all().delete()
    saved(article, lead="Else.")
    admin_client.get(page("compare", article))
    with django_assert_num_queries(13 + 1):  # one for all pictures that are shown
        admin_client.get(page("compare", article))


# Restoring


def test_version_is_restored_after_it_was_looked_at(admin_client, story):
    response = admin_client.get(page("restore", story), {"version": "v1"})
    assert "The <ins>first</ins> lead." in flat(response.text)
    assert Article.objects.get().version == 3
    done = admin_client.post(page("restore", story), {"version": "v1", "seen": "3"})
    assert done["Location"] == reverse("admin:news_article_change", args=[story.pk])
    assert said(admin_client, done["Location"]).startswith("Version 1 is restored as version 4.")
    article = Article.objects.get()
    assert (article.version, article.lead, article.changed_by.username) == (4, "The first lead.", "admin")
    assert list(TextBlock.objects.values_list("text", flat=True)) == ["<p>Some words of the text.</p>"]
    assert [edition.number for edition in article.editions.all()] == [1]


def test_restoring_is_an_entry_of_the_history_with_the_person(admin_client, story):
    admin_client.post(page("restore", story), {"version": "e1", "seen": "3"})
    entry = Entry.objects.newest_first()[0]
    assert (entry.what, entry.person) == ("Article: restore", "admin")
    assert "Edition 1 is restored as version 4." in entry.changes.values_list("words", flat=True)


def test_nothing_is_restored_over_what_somebody_saved_meanwhile(admin_client, story):
    saved(story, User.objects.create(username="cleo"), lead="Meanwhile.")
    Article.objects.update(changed_by=User.objects.get(username="cleo"))
    response = admin_client.post(page("restore", story), {"version": "v1", "seen": "3"})
    assert "Nothing was restored: cleo saved this article at" in text(response)
    assert "<del>Meanwhile</del>" in flat(response.text)
    assert Article.objects.get().lead == "Meanwhile."
    assert re.findall(r'name="seen" value="(\d+)"', response.text) == ["4"]


def test_version_that_is_saved_already_is_not_restored(admin_client, story):
    saved(story, lead="The second lead.", byline="")
    TextBlock.objects.filter(ordering=20).delete()
    saved(story, lead="The second lead.")
    assert "there is nothing to restore" in text(admin_client.get(page("restore", story), {"version": "v2"}))
    done = admin_client.post(page("restore", story), {"version": "v2", "seen": "5"})
    assert said(admin_client, done["Location"]) == "Version 2 is what is saved already."
    assert Article.objects.get().version == 5


def test_version_whose_list_is_numbered_otherwise_is_restored(admin_client):
    article = factories.article(text="<p>Some words:</p><ol><li>One.</li></ol>")
    saved(article)
    lettered = '<p>Some words:</p><ol start="2" type="a"><li>One.</li></ol>'
    TextBlock.objects.update(text=lettered)
    saved(article, byline="")  # nothing but the list is another
    shown = text(admin_client.get(page("restore", article), {"version": "v1"}))
    assert ("b. One." in shown, "1. One." in shown, "nothing to restore" in shown) == (True, True, False)
    TextBlock.objects.update(text="<p>Some words:</p><ol><li>One.</li></ol>")
    saved(article, byline="")
    done = admin_client.post(page("restore", article), {"version": "v2", "seen": "3"})
    assert done.status_code == 302
    assert TextBlock.objects.get().text == lettered


def test_what_can_not_come_back_is_said_before_and_after(admin_client, story):
    photo = factories.photo(name="Gone")
    block = PhotoBlock.objects.create(parent=story, photo=photo, ordering=30)
    saved(story, lead="With a photo.")
    block.delete()
    photo.delete()
    saved(story, lead="Without.")
    words = "The photo “Gone” is left out: it is no longer in the library."
    assert words in text(admin_client.get(page("restore", story), {"version": "v4"}))
    done = admin_client.post(page("restore", story), {"version": "v4", "seen": "5"})
    assert words in said(admin_client, done["Location"])


@pytest.mark.parametrize(
    ("role", "reads", "restores"),
    [("Journalist", 200, 302), ("Editor", 200, 302), ("Results", 403, 403), ("Broadcast", 403, 403)],
)
def test_who_may_change_articles_restores_and_who_may_see_them_compares(client, story, role, reads, restores):
    sign_in(client, role)
    assert client.get(page("compare", story)).status_code == reads
    assert client.get(page("versions", story)).status_code == reads
    assert client.post(page("restore", story), {"version": "v1", "seen": "3"}).status_code == restores


def test_whoever_may_only_look_is_offered_no_restoring(client, story):
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(user)
    assert "Restore" not in client.get(page("versions", story)).text
    assert "Restore" not in client.get(page("compare", story)).text
    assert client.get(page("restore", story), {"version": "v1"}).status_code == 403


# In the article's form


def test_form_says_who_wrote_each_block_last_and_leads_to_the_versions(admin_client, story):
    response = admin_client.get(page("change", story))
    assert [(each.excerpt, each.author.version) for each in response.context["written"]] == [
        ("Some words of the text.", 1),
        ("More.", 3),
    ]
    assert "Last changed by ada in version 1, 14 Nov 2025, 18:05 UTC" in flat(response.text)
    assert f'"{page("versions", story)}"' in response.text
    assert f'"{page("compare", story)}"' in response.text
    assert page("history", story) not in response.text


def test_block_that_is_moved_stays_whose_it_was(story):
    TextBlock.objects.filter(ordering=20).update(ordering=5)
    revision = saved(story, lead="Moved.")
    assert revision.written_in == [3, 1]


def test_writers_of_versions_from_before_they_were_kept_are_worked_out(story):
    Revision.objects.update(written_in=None)
    assert [written_in(each) for each in Revision.objects.order_by("version")] == [[1], [1], [1, 3]]
    assert saved(story, lead="Else.").written_in == [1, 3]


def test_block_that_stood_in_the_edition_before_any_version_was_kept_is_nobodys(admin_client, admin_user):
    article = factories.article(text="<p>First.</p>")
    factories.edition(article)
    TextBlock.objects.create(parent=article, ordering=20, region="body", text="<p>Second.</p>")
    factories.revise(article)
    written = authors_in(keep_version(article, admin_user))
    assert [author and (author.version, author.by) for author in written] == [None, (2, "admin")]
    factories.revise(article, lead="Once more.")
    assert [author and author.version for author in authors_in(keep_version(article, None))] == [None, 2]


def test_nothing_is_said_of_blocks_of_which_no_earlier_version_is_known(admin_user):
    article = factories.article(text="<p>First.</p>")
    factories.revise(article)
    assert authors_in(keep_version(article, admin_user)) == [None]
