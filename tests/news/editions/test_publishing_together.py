"""Two at once, in real transactions."""

import threading

import pytest
from django.db import transaction

from news.editions.publishing import publish
from news.editions.refusals import AlreadyPublishedError
from news.models import Article, Edition, Period, Photo
from tests.factories import news as factories
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_double_click_makes_one_edition():
    article = factories.article(text="<p>Words.</p>")
    found = together(*[lambda: publish(Article.objects.get(pk=article.pk), by=None, waiting=[])] * 2)
    assert {type(each) for each in found} == {Edition, AlreadyPublishedError}
    assert (Edition.objects.count(), Period.objects.count()) == (1, 1)
    assert Edition.objects.live().get().is_corrected is False


def test_words_saved_while_somebody_publishes_are_not_published_unseen():
    article = factories.article()
    saved, asked = threading.Event(), threading.Event()

    def save():
        with transaction.atomic():
            held = Article.objects.select_for_update().get(pk=article.pk)
            saved.set()
            asked.wait(timeout=30)
            factories.revise(held, lead="Words that nobody has looked at.")

    def click():
        saved.wait(timeout=30)
        threading.Timer(0.3, asked.set).start()  # by then it waits for the row
        return publish(article, by=None, seen=1)

    _, refusal = together(save, click)
    assert str(refusal) == "Somebody saved the article after you opened this page. Check it again."
    assert Edition.objects.count() == 0


def test_photo_whose_file_is_replaced_while_somebody_publishes_is_published_with_the_new_one():
    photo = factories.photo()
    article = factories.article(hero=photo)
    replaced, asked = threading.Event(), threading.Event()

    def replace():
        with transaction.atomic():
            Photo.objects.filter(pk=photo.pk).update(file="photos/ffffffffffffffffffff.jpg", credit="Another holder")
            replaced.set()
            asked.wait(timeout=30)

    def click():
        replaced.wait(timeout=30)
        threading.Timer(0.3, asked.set).start()  # by then it waits for the photo
        return publish(Article.objects.get(pk=article.pk), by=None)

    assert together(replace, click)[0] is None
    hero = Edition.objects.get().hero
    assert (hero["digest"], hero["credit"]) == ("f" * 20, "© Another holder")
