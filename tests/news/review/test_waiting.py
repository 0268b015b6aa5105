"""Whom a story waits for."""

import pytest

from news.models import Article
from news.review.steps import Name, Seen, take
from news.review.waiting import not_approved, to_change, to_review
from tests.factories import news as factories
from tests.factories.people import staff

pytestmark = pytest.mark.django_db


def step(name: Name, article: Article, by, **more) -> Article:
    article = Article.objects.get(pk=article.pk)
    return take(name, article, by, Seen(article.state, article.version), **more)


def test_a_story_waits_for_its_reviewer_or_for_all_but_who_handed_it_in():
    one, other, writer = staff("Editor", "one"), staff("Editor", "other"), staff("Contributor")
    for_one, for_all, from_one = (factories.article() for _ in range(3))
    factories.article()  # nobody handed it in
    step(Name.HAND_IN, for_one, writer, reviewer=one)
    step(Name.HAND_IN, for_all, writer)
    step(Name.HAND_IN, from_one, one)
    assert list(to_review(one)) == [for_one, for_all]
    assert list(to_review(other)) == [for_all, from_one]
    assert not to_review(writer).exists()
    one.is_active = False
    one.save()
    assert for_one in to_review(other)  # whoever has left reads nothing


def test_changes_are_asked_of_who_handed_it_in():
    writer, editor = staff("Contributor"), staff("Editor")
    article = factories.article(changed_by=staff("Journalist"))
    step(Name.HAND_IN, article, writer)
    step(Name.ASK_FOR_CHANGES, article, editor, words="Shorter.")
    assert list(to_change(writer)) == [article]
    assert not to_change(staff("Journalist")).exists()
    writer.delete()
    assert list(to_change(staff("Journalist"))) == [article]  # whoever handed it in is gone


def test_what_is_said_to_whoever_publishes_what_nobody_has_approved():
    article, editor = factories.article(changed_by=staff("Journalist")), staff("Editor")
    assert not_approved(article) == ""
    own = factories.article(changed_by=staff("Contributor"))
    assert not_approved(own) == "contributor, who wrote it last, may not publish, and nobody has approved it."
    article = step(Name.HAND_IN, article, staff("Contributor"), reviewer=editor)
    assert not_approved(article) == "It is in review, for editor, and not yet approved."
    article = step(Name.ASK_FOR_CHANGES, article, editor, words="Shorter.")
    assert not_approved(article) == "Changes were asked for, and it is not yet approved."
    assert not_approved(step(Name.APPROVE, article, editor)) == ""
