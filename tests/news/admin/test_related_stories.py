"""Stories that are chosen by hand: in the form, in versions and editions, and what readers find of them."""

import datetime

import pytest
from django.utils import timezone

from isuwc.history.models import Change
from news.editions import publishing
from news.editions.snapshot import content_of, digest_of, is_same
from news.editions.versions.keeping import keep_version
from news.models import Article, Edition
from news.models.article import RELATED
from tests.factories import events
from tests.factories import news as factories
from tests.factories.people import sign_in
from tests.news.admin.pages import page, text
from tests.news.admin.test_two_editors import asks, saves, window

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
QUERIES = 6


def story(title: str, **values) -> Article:
    return factories.edition(title=title, **values).article


def chosen(*articles: Article) -> dict[str, str]:
    keys = [*(str(each.pk) for each in articles), *[""] * RELATED][:RELATED]
    return {f"related_{number}": key for number, key in enumerate(keys)}


def found(client, article) -> list[str]:
    related = client.get(Edition.objects.live().get(article=article).get_absolute_url()).context["related"]
    return [each.title for each in related.chosen]


@pytest.fixture
def journalist(client):
    sign_in(client, "Journalist")
    return client


def test_chosen_stories_stand_in_their_order_before_those_of_the_event(client, django_assert_num_queries):
    event = events.event()
    first, second, third = (story(title, event=event) for title in ("First", "Second", "Third"))
    plain = story("Without", event=event)
    address = Edition.objects.live().get(article=plain).get_absolute_url()
    with django_assert_num_queries(QUERIES):
        client.get(address)
    edition = factories.edition(title="Chosen", event=event, related=[third.pk, first.pk])
    assert edition.related == [third.pk, first.pk]
    with django_assert_num_queries(QUERIES):
        response = client.get(edition.get_absolute_url())
    related = response.context["related"]
    assert [each.article_id for each in related.chosen] == [third.pk, first.pk]
    assert [each.article_id for each in related.of_event] == [plain.pk, second.pk]
    assert response.text.index(">Related stories<") < response.text.index(">More from this event<")


def test_only_what_is_live_is_shown_to_anybody(client):
    moment = timezone.now() + HOUR
    waits = factories.article(title="Secret")
    publishing.publish(waits, None, moment)
    gone, draft, there = story("Gone"), factories.article(title="Draft"), story("There")
    publishing.withdraw(gone, None)
    article = factories.article(title="Chosen", related=[waits.pk, gone.pk, draft.pk, there.pk])
    edition = factories.edition(article)
    assert found(client, article) == ["There"]
    live = Edition.objects.live(moment - datetime.timedelta(seconds=1)).filter(article__in=article.related)
    assert [each.title for each in live] == ["There"]
    assert "Secret" in [each.title for each in Edition.objects.live(moment).filter(article__in=article.related)]
    public = client.get(edition.get_absolute_url()).text
    sign_in(client, "Results")
    client.get("/admin/")
    for page_text in (public, client.get(edition.get_absolute_url()).text):
        assert not any(words in page_text for words in ("Secret", "Gone", "Draft"))
    sign_in(client, "Journalist")
    preview = client.get(page("preview", article))
    assert [each.title for each in preview.context["related"].chosen] == ["There"]


def test_form_takes_them_in_order_and_shows_them_by_title(journalist):
    one, other = story("One"), story("Other")
    article = factories.article(title="Mine")
    mine = window("Anna", article)
    saves(mine.type(**chosen(other, one)))
    article.refresh_from_db()
    assert (article.related, article.version) == ([other.pk, one.pk], 2)
    assert article.revisions.get(version=2).content["related"] == [other.pk, one.pk]
    change = (
        Change.objects.of_row(Article._meta.db_table, str(article.pk)).filter(after__has_key="related").latest("pk")
    )
    assert change.after["related"] == [other.pk, one.pk]
    form = journalist.get(page("change", article)).text
    assert form.index('value="Other (published or scheduled)"') < form.index('value="One (published or scheduled)"')
    assert "Other; One" in text(journalist.get(page("history", article)))
    # An empty place between two makes no version
    saves(window("Anna", article).type(related_0=str(other.pk), related_1="", related_2=str(one.pk), related_3=""))
    article.refresh_from_db()
    assert (article.related, article.version) == ([other.pk, one.pk], 2)
    found_by_title = journalist.get("/admin/news/article/find/article/", {"q": "oth"}).json()["found"]
    assert [each["key"] for each in found_by_title] == [other.pk]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (["one", "one"], "“One” is chosen twice."),
        (["itself"], "A story is not related to itself. Choose another one."),
        (["999999"], "This story is no longer there. Choose another one, or none."),
        (["nonsense"], "This story is no longer there. Choose another one, or none."),
        (["9" * 40], "This story is no longer there. Choose another one, or none."),
    ],
)
def test_what_can_not_be_chosen_is_refused_in_words(journalist, values, words):
    one, article = story("One"), factories.article(title="Mine")
    keys = {"one": str(one.pk), "itself": str(article.pk)}
    sent = {f"related_{number}": keys.get(value, value) for number, value in enumerate(values)}
    assert words in asks(window("Anna", article).type(**sent))
    article.refresh_from_db()
    assert article.related == []


def test_two_people_s_choices_are_merged_or_asked_about():
    one, other = story("One"), story("Other")
    article = factories.article(title="Mine", lead="Before.")
    anna, bert = window("Anna", article), window("Bert", article)
    saves(anna.type(**chosen(one)))
    saves(bert.type(lead="Bert's."))
    article.refresh_from_db()
    assert (article.related, article.lead) == ([one.pk], "Bert's.")
    anna, bert = window("Anna", article), window("Bert", article)
    saves(anna.type(**chosen(other)))
    asked = asks(bert.type(**chosen(one, other)))
    assert "Other (published or scheduled)" in asked
    article.refresh_from_db()
    assert article.related == [other.pk]


def test_they_are_compared_and_restored(journalist):
    one, draft = story("One"), factories.article(title="A draft")
    article = factories.article(title="Mine", related=[draft.pk, one.pk])
    keep_version(article, None)
    keep_version(factories.revise(article, related=[]), None)
    compared = text(journalist.get(page("compare", article)))
    assert "A draft" in compared
    assert "One" in compared
    draft.delete()
    restore = f"{page('restore', article)}?version=v1"
    assert "1 of the related stories is no longer there." in text(journalist.get(restore))
    journalist.post(restore, {"seen": article.version})
    article.refresh_from_db()
    assert article.related == [one.pk]


def test_versions_of_before_are_the_same_as_without_any():
    article = factories.article()
    content = content_of(article)
    revision = keep_version(article, None)
    del revision.content["related"], revision.content["live_blog"]
    assert is_same(revision.content, content)
    assert digest_of(revision.content) == digest_of(content)
    revision.content["related"] = [1]
    assert not is_same(revision.content, content)
