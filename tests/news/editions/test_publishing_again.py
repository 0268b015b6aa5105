"""The same words published twice, and what the editor has not seen."""

import pytest
from django.contrib.auth.models import User

from news.editions.publishing import cancel, publish
from news.editions.refusals import AlreadyPublishedError, PublishError
from news.models import Article, Edition, Period
from tests.factories import news as factories
from tests.factories.people import staff
from tests.news.editions.moments import EMBARGO, FOUR, HOUR, MORNING, NOON, TWO, public, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def journalist(db) -> User:
    return staff("Journalist")


@pytest.fixture
def editor(db) -> User:
    return staff("Editor")


@pytest.fixture
def waiting(journalist) -> Article:
    """Edition 1 waits for noon; its words have been corrected since."""
    article = factories.article()
    publish(article, journalist, NOON, now=MORNING)
    return factories.revise(article)


def test_second_click_makes_no_second_edition(journalist):
    article = factories.article()
    edition = publish(article, journalist, now=MORNING)
    with pytest.raises(
        AlreadyPublishedError,
        match="Nothing new to publish: edition 1, live since 1 December 2100, 09:00 UTC, has exactly",
    ):
        publish(article, journalist, seen=article.version, waiting=[], now=MORNING + HOUR)
    assert list(Edition.objects.live(NOON)) == [edition]
    assert Edition.objects.live(NOON).get().is_corrected is False


def test_second_click_on_a_scheduled_edition_makes_no_second_one(journalist):
    article = factories.article()
    publish(article, journalist, NOON, now=MORNING)
    with pytest.raises(
        AlreadyPublishedError, match="edition 1, which goes live on 1 December 2100, 12:00 UTC, has exactly this"
    ):
        publish(article, journalist, NOON, seen=article.version, waiting=[], now=MORNING)
    assert (article.editions.count(), public(NOON)) == (1, [1])


@pytest.mark.parametrize("at", [None, NOON - HOUR, FOUR])
def test_words_that_readers_see_already_replace_what_waits(journalist, editor, at):
    article = factories.article(lead="A")
    kept = publish(article, journalist, now=MORNING)
    publish(factories.revise(article, lead="B"), journalist, NOON, now=MORNING)
    publish(factories.revise(article, lead="C"), journalist, TWO, keep=[2], now=MORNING)
    assert publish(factories.revise(article, lead="A"), editor, at, now=MORNING + HOUR) == kept
    assert public(MORNING + HOUR, NOON, TWO, FOUR) == [1, 1, 1, 1]
    gone = Period.objects.filter(dropped_for="replaced").order_by("during")
    assert [(p.edition.number, p.replaced_by.number, p.dropped_by) for p in gone] == [(2, 1, editor), (3, 1, editor)]
    article.refresh_from_db()
    assert (article.editions.count(), article.not_before) == (3, at)


def test_words_that_readers_see_already_do_not_replace_what_is_kept(editor):
    article = factories.article(lead="A")
    publish(article, editor, now=MORNING)
    publish(factories.revise(article, lead="B"), editor, NOON, now=MORNING)
    with pytest.raises(AlreadyPublishedError):
        publish(factories.revise(article, lead="A"), editor, keep=[2], now=MORNING + HOUR)
    assert public(MORNING + HOUR, NOON) == [1, 2]


def test_words_that_readers_see_already_lift_no_embargo_and_replace_nothing_unseen(journalist):
    article = factories.article(lead="A")
    publish(article, journalist, now=MORNING)
    publish(factories.revise(article, lead="B"), journalist, NOON, now=MORNING)
    factories.revise(article, lead="A")
    assert refused(publish, article, journalist, now=MORNING) == [EMBARGO.format("12:00")]
    assert refused(publish, article, journalist, NOON, waiting=[], now=MORNING) == [
        "Edition 2, for 1 December 2100, 12:00 UTC, was scheduled after you opened this page. Check it again."
    ]
    publish(article, journalist, NOON, now=MORNING)
    assert refused(publish, factories.revise(article, lead="B"), journalist, now=MORNING) == [EMBARGO.format("12:00")]
    assert public(MORNING, NOON) == [1, 1]


def test_same_words_for_another_moment_replace_the_edition_that_waits(journalist):
    article = factories.article()
    publish(article, journalist, NOON, now=MORNING)
    publish(article, journalist, TWO, now=MORNING)
    assert public(NOON, TWO) == [None, 2]


def test_words_that_the_editor_did_not_see_are_not_published(journalist):
    article = factories.article()
    seen = article.version
    factories.revise(Article.objects.get(pk=article.pk))
    words = ["Somebody saved the article after you opened this page. Check it again."]
    assert refused(publish, article, journalist, now=MORNING) == words
    assert refused(publish, article, journalist, seen=seen, now=MORNING) == words
    assert publish(article, journalist, seen=seen + 1, now=MORNING).number == 1


def test_edition_that_the_editor_did_not_know_of_is_not_replaced(waiting, editor):
    assert refused(publish, waiting, editor, TWO, waiting=[], now=MORNING) == [
        "Edition 1, for 1 December 2100, 12:00 UTC, was scheduled after you opened this page. Check it again."
    ]
    assert public(NOON) == [1]


def test_address_of_an_edition_that_nobody_saw_is_free_again(journalist):
    article = factories.article(slug="free")
    publish(article, journalist, NOON, now=MORNING)
    with pytest.raises(PublishError, match="/news/2100/free/ belongs to another article"):
        factories.edition(slug="free", goes_live_at=NOON)
    cancel(article, 1, journalist, now=MORNING)
    assert factories.edition(slug="free", goes_live_at=NOON).year == 2100
