"""What the public sees of an article, and when."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from news.editions.publishing import publish, withdraw
from news.editions.refusals import PublishError
from news.models import Article, Edition, TextBlock
from news.models.article import State
from tests.factories import news as factories

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2025, 12, 1, 12, tzinfo=datetime.UTC)
NOON_TO_COME = NOON.replace(year=2100)
SECOND = datetime.timedelta(seconds=1)


def test_draft_has_no_live_edition():
    factories.article()
    assert list(Edition.objects.live()) == []


@pytest.mark.parametrize(("at", "is_live"), [(NOON - SECOND, False), (NOON, True), (NOON + SECOND, True)])
def test_edition_is_live_from_its_moment_on(at, is_live):
    edition = factories.edition(goes_live_at=NOON)
    assert list(Edition.objects.live(at)) == ([edition] if is_live else [])


def test_newest_live_edition_takes_the_place_of_the_one_before():
    article = factories.article()
    first = publish(article, None, NOON_TO_COME, now=NOON_TO_COME)
    second = publish(factories.revise(article), None, NOON_TO_COME + 2 * SECOND, now=NOON_TO_COME + SECOND)
    assert list(Edition.objects.live(NOON_TO_COME + SECOND)) == [first]
    assert list(Edition.objects.live(NOON_TO_COME + 2 * SECOND)) == [second]


def test_live_edition_knows_its_moments_and_its_address():
    article = factories.article(slug="noon")
    factories.edition(article, goes_live_at=NOON)
    corrected = factories.edition(factories.revise(article))
    found = Edition.objects.live().get()
    assert (found.goes_live_at, found.published_at, found.year) == (corrected.goes_live_at, NOON, 2025)
    assert found.get_absolute_url() == "/news/2025/noon/"


def test_withdrawn_article_does_not_fall_back_to_an_older_edition():
    article = factories.article()
    factories.edition(article)
    factories.edition(factories.revise(article))
    assert withdraw(article, by=None) == 1
    assert list(Edition.objects.live()) == []
    article.refresh_from_db()
    assert article.state == State.WITHDRAWN


def test_withdrawn_article_can_be_published_again():
    article = factories.article()
    factories.edition(article)
    withdraw(article, by=None)
    again = factories.edition(article)
    assert list(Edition.objects.live()) == [again]


def test_change_of_a_live_article_is_not_public_until_it_is_published_again():
    article = factories.article(title="As it was", text="<p>Old words.</p>")
    edition = factories.edition(article)
    article.title = "As it will be"
    article.save()
    TextBlock.objects.filter(parent=article).update(text="<p>New words.</p>")
    assert (Edition.objects.live().get().title, edition.body[0]["html"]) == ("As it was", "<p>Old words.</p>")
    factories.edition(article)
    live = Edition.objects.live().get()
    assert (live.number, live.title, live.body[0]["html"]) == (2, "As it will be", "<p>New words.</p>")


def test_live_stories_stand_newest_first_and_a_correction_keeps_the_day():
    old = factories.article()
    factories.edition(old, goes_live_at=NOON)
    new = factories.edition(goes_live_at=NOON + SECOND)
    corrected = factories.edition(factories.revise(old))
    assert list(Edition.objects.live()) == [new, corrected]
    assert (corrected.published_at, corrected.is_corrected) == (NOON, True)


@pytest.mark.parametrize("change", [{"title": "Another"}, {"lead": "Another"}, {"made_at": NOON}, {"body": []}])
def test_edition_never_changes(change):
    edition = factories.edition(text="<p>Words.</p>")
    with pytest.raises(IntegrityError, match="it never changes"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**change)


def test_edition_is_never_deleted_nor_its_article():
    edition = factories.edition()
    with pytest.raises(IntegrityError, match="can be withdrawn, not deleted"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk)._raw_delete("default")
    with pytest.raises(IntegrityError):
        Article.objects.filter(pk=edition.article_id).delete()


def test_address_belongs_to_one_article_for_ever():
    factories.edition(slug="taken", goes_live_at=NOON)
    with pytest.raises(PublishError, match="/news/2025/taken/ belongs to another article"):
        factories.edition(slug="taken", goes_live_at=NOON)
    assert factories.edition(slug="taken", goes_live_at=NOON.replace(year=2026)).year == 2026


def test_photo_that_an_edition_shows_can_not_be_deleted():
    photo = factories.photo()
    factories.edition(hero=photo)
    with pytest.raises(IntegrityError):
        photo.delete()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": " "}, "The title is missing."),
        ({"lead": " \n"}, "The lead is missing. It is the first paragraph, and the teaser in lists and feeds."),
    ],
)
def test_article_without_title_or_lead_does_not_go_live(changes, problem):
    with pytest.raises(PublishError) as error:
        factories.edition(**changes)
    assert error.value.problems == [problem]


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"credit": ""}, "has no credit holder."),
        ({"alt": ""}, "has no alternative text. Say what it shows, or mark it as decorative."),
    ],
)
def test_photo_without_credit_or_alternative_text_does_not_go_live(facts, problem):
    photo = factories.photo(name="Ice", **facts)
    article = factories.article(hero=photo)
    with pytest.raises(PublishError) as error:
        publish(article, by=None)
    assert error.value.problems == [f"The photo “Ice” {problem}"]
    assert list(article.editions.all()) == []


def test_decorative_photo_needs_no_alternative_text():
    assert factories.edition(hero=factories.photo(is_decorative=True)).hero["decorative"] is True


def test_embargoed_edition_is_not_among_those_that_were_live():
    edition = factories.edition(goes_live_at=timezone.now() + datetime.timedelta(hours=1))
    assert list(Edition.objects.once_live()) == []
    assert list(Edition.objects.embargoed()) == [edition]
