"""Facts of a photo that are corrected after its stories were published."""

import copy
import datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from news.editions import publishing
from news.editions.photos.corrections import FactChange, fingerprint, outdated_photos, publish_corrections, stories_with
from news.editions.refusals import PublishError
from news.editions.snapshot import content_of_edition, photos_in
from news.models import Article, Edition, Period, Photo, PhotoBlock, TextBlock
from tests.factories import news as factories
from tests.news.photo_stories import change, live, story

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def photo() -> Photo:
    return factories.photo(name="Ice", caption="Blue ice.", credit="ISU", alt="A sheet of ice")


def correct(photo: Photo) -> list[Edition]:
    return publish_corrections(photo, fingerprint(photo, stories_with(photo)), by=None)


def captions(edition: Edition) -> list[str]:
    return [facts["caption"] for facts in photos_in(content_of_edition(edition))]


def test_correction_changes_the_photo_s_facts_and_nothing_else(photo):
    first = publishing.publish(story(photo, own="The start."), by=None)
    expected = copy.deepcopy(content_of_edition(first))
    change(photo, caption="Clear ice.", credit="Getty Images", photographer="A. Example", alt="An oval", focal_x=0.1)
    for facts in photos_in(expected):
        if facts["photo"] == photo.pk:
            facts |= {"credit": "© Getty Images/A. Example", "alt": "An oval", "focus": [0.1, 0.4]}
            facts["caption"] = "The start." if facts["own_caption"] else "Clear ice."
    (made,) = correct(photo)
    assert content_of_edition(live()) == expected
    assert captions(made) == ["Clear ice.", "Clear ice.", "Another one.", "The start.", "Clear ice."]
    assert (made.number, made.version, made.published_at) == (2, first.version, first.published_at)
    assert made.is_corrected
    assert set(made.photos.all()) == set(first.photos.all())
    assert "Clear ice." in made.words
    assert "Blue ice." not in made.words
    assert content_of_edition(Edition.objects.get(pk=first.pk)) == content_of_edition(first)


def test_unpublished_words_stay_unpublished(photo):
    article = story(photo)
    publishing.publish(article, by=None)
    TextBlock.objects.filter(parent=article).update(text="<p>Secret.</p>")
    Article.objects.filter(pk=article.pk).update(title="Secret", version=2)
    change(photo, credit="Getty Images")
    (made,) = correct(photo)
    assert "Secret" not in made.words
    assert (made.hero["credit"], made.version) == ("© Getty Images", 1)
    article.refresh_from_db()
    assert article.version == 2


def test_embargoes_stay_as_they_are_and_waiting_editions_are_corrected_too(photo):
    article = story(photo, title="First title")
    publishing.publish(article, by=None)
    later = timezone.now() + HOUR
    publishing.publish(factories.revise(article, title="Second title"), by=None, goes_live_at=later)
    change(photo, credit="Getty Images")
    assert [(made.title, made.hero["credit"]) for made in correct(photo)] == [
        ("First title", "© Getty Images"),
        ("Second title", "© Getty Images"),
    ]
    assert (live().title, live().hero["credit"]) == ("First title", "© Getty Images")
    then = Edition.objects.live(later).get()
    assert (then.title, then.hero["credit"], then.goes_live_at) == ("Second title", "© Getty Images", later)
    assert Edition.objects.live(later - datetime.timedelta(seconds=1)).get() == live()


def test_story_under_embargo_alone_stays_unseen(photo):
    later = timezone.now() + HOUR
    publishing.publish(story(photo), by=None, goes_live_at=later)
    change(photo, credit="Getty Images")
    (made,) = correct(photo)
    assert list(Edition.objects.live()) == []
    assert (made.goes_live_at, Edition.objects.live(later).get()) == (later, made)


def test_edition_that_never_comes_is_not_revived(photo):
    article = story(photo)
    publishing.publish(article, by=None, goes_live_at=timezone.now() + HOUR)
    publishing.publish(article, by=None)
    change(photo, credit="Getty Images")
    assert [made.number for made in correct(photo)] == [3]
    assert Edition.objects.live(timezone.now() + 2 * HOUR).get().number == 3


def test_withdrawn_story_is_left_alone(photo):
    article = story(photo)
    publishing.publish(article, by=None)
    publishing.withdraw(article, by=None)
    change(photo, credit="Getty Images")
    assert (stories_with(photo), correct(photo), Edition.objects.count()) == ([], [], 1)


def test_edition_that_shows_another_file_keeps_its_facts(photo):
    publishing.publish(story(photo), by=None)
    change(photo, file="photos/ffffffffffffffffffff.jpg", caption="Another picture.")
    (shown,) = stories_with(photo)
    assert shown.shows_other_file
    assert (shown.changes, shown.notes) == (
        (),
        ("It shows the earlier file, with that file's facts. Publish the article to show the new one.",),
    )
    assert correct(photo) == []


def test_awaited_file_comes_to_readers(photo):
    change(photo, file="", width=None, height=None)
    publishing.publish(story(photo), by=None)
    change(photo, file="photos/ffffffffffffffffffff.jpg", width=600, height=400)
    (shown,) = stories_with(photo)
    assert shown.changes == (FactChange("File", "no file yet", "the picture"),)
    correct(photo)
    assert (live().picture.digest, live().picture.width) == ("f" * 20, 600)


def test_correction_that_leaves_a_story_without_credit_is_refused_and_nothing_is_made(photo):
    publishing.publish(story(photo), by=None)
    publishing.publish(story(photo), by=None)
    change(photo, credit="")
    with pytest.raises(PublishError) as caught:
        correct(photo)
    assert caught.value.problems == ["The photo “Ice” has no credit holder."]
    assert Edition.objects.count() == 2


def test_correction_needs_the_right_to_publish(photo):
    publishing.publish(story(photo), by=None)
    change(photo, credit="Getty Images")
    with pytest.raises(PermissionDenied):
        publish_corrections(photo, fingerprint(photo, stories_with(photo)), by=User.objects.create_user("ann"))


@pytest.mark.parametrize(
    ("version", "own", "note"),
    [
        (1, "", ()),
        (1, "The start.", ("Its caption was written for this story and stays.",)),
        (
            2,
            "",
            ("Its caption stays, as it may have been written for this story. Publish the article to change it.",),
        ),
    ],
)
def test_edition_of_old_does_not_say_whose_its_caption_is(photo, version, own, note):
    article = factories.article()
    PhotoBlock.objects.create(parent=article, photo=photo, caption=own, ordering=10)
    content = publishing.content_of(article)
    del content["body"][0]["own_caption"]
    now = timezone.now()
    edition = Edition(article=article, version=1, **content)
    publishing._make(edition, now)
    period = Period(article=article, edition=edition, published_at=now, year=now.year)
    period.set_range(now, None)
    period.save()
    Article.objects.filter(pk=article.pk).update(version=version)
    change(photo, caption="Clear ice.", credit="Getty Images")
    (shown,) = stories_with(photo)
    captions = () if note else (FactChange("Caption", "Blue ice.", "Clear ice."),)
    assert (shown.changes, shown.notes) == ((*captions, FactChange("Credit", "© ISU", "© Getty Images")), note)


@pytest.mark.parametrize(
    ("facts", "is_behind"),
    [
        ({"credit": "Getty Images"}, True),
        ({"caption": "Clear ice."}, True),
        ({"alt": "An oval"}, True),
        ({"alt": "", "is_decorative": True}, True),
        ({"file": "photos/ffffffffffffffffffff.jpg"}, True),
        ({"place": "Hamar", "usage_terms": "Until May", "name": "Oval"}, False),
    ],
)
def test_editions_behind_the_library_are_known(photo, facts, is_behind, django_assert_num_queries):
    edition = publishing.publish(story(photo), by=None)
    other = publishing.publish(factories.article(hero=factories.photo()), by=None)
    change(photo, **facts)
    with django_assert_num_queries(1):
        assert outdated_photos([edition, other]) == {edition.pk: [photo] if is_behind else [], other.pk: []}
