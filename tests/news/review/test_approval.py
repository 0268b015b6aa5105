"""An approval holds for the words that were approved, in whichever way they are changed."""

import pytest
from django.test import Client

from isuwc.history.acting import Way, acting
from isuwc.history.models import Entry
from isuwc.history.undo import take_back
from news.editions.approval import LAPSED
from news.editions.snapshot import content_of
from news.editions.versions.keeping import keep_version
from news.editions.versions.restoring.restore import restore
from news.models import Article
from news.models.article import State
from tests.factories import news as factories
from tests.factories.people import sign_in, staff
from tests.isuwc.submissions.forms import Window
from tests.news.admin.pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    """Its title was changed from “Old” to “New” by a contributor, and then it was approved."""
    made = factories.article(title="Old")
    keep_version(made, None)
    contributor = staff("Contributor")
    with acting(Way.FORM, "Article", contributor):
        made.title, made.version = "New", 2
        made.save()
    keep_version(made, contributor)
    Article.objects.update(state=State.READY)
    return Article.objects.get()


def through_the_form(person, article):
    window_of(person, article).type(title="Other").send()


def window_of(person, article):
    client = Client()
    client.force_login(person)
    return Window(client, page("change", article))


def by_restoring(person, article):
    restore(article, article.revisions.get(version=1).content, person, article.version)


def by_taking_back(person, article):
    take_back(Entry.objects.filter(way=Way.FORM, what="Article").get(), person)


WAYS = [through_the_form, by_restoring, by_taking_back]


@pytest.mark.parametrize("change", WAYS)
@pytest.mark.parametrize(("role", "state"), [("Contributor", State.DRAFT), ("Editor", State.READY)])
def test_other_words_are_not_ready_unless_somebody_who_reviews_made_them(article, change, role, state):
    change(staff(role), article)
    changed = Article.objects.get()
    assert changed.title != "New"
    assert changed.version == 3
    assert changed.state == state


def test_what_is_live_goes_back_to_what_it_is_in_public():
    story = factories.edition().article
    keep_version(story, None)
    Article.objects.update(state=State.READY)
    story = factories.revise(Article.objects.get())
    keep_version(story, staff("Contributor"))
    assert Article.objects.get().state == State.PUBLISHED


def test_saving_the_same_words_leaves_it_ready(article):
    window_of(staff("Contributor"), article).send()
    assert Article.objects.get().state == State.READY


def test_no_person_takes_no_approval_away(article):
    article.title = "By a command"
    article.version += 1
    article.save()
    keep_version(article, None)
    assert Article.objects.get().state == State.READY


def test_what_is_kept_before_a_restoring_takes_no_approval_away(article):
    article.revisions.filter(version=2).delete()
    restore(Article.objects.get(), article.revisions.get(version=1).content, staff("Editor"), 2)
    assert Article.objects.get().state == State.READY
    assert Article.objects.get().revisions.count() == 3


def test_whoever_restores_is_told(client, article):
    sign_in(client, "Contributor")
    answer = client.post(page("restore", article), {"version": "v1", "seen": "2"})
    assert LAPSED in client.get(answer["Location"]).text.replace("&quot;", '"')
    assert content_of(Article.objects.get())["title"] == "Old"
