"""Facts of a photo that are corrected after its stories were published."""

import copy
import datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from isuwc.history import models as history
from news.admin.photos.corrections import correction_notices
from news.editions import publishing
from news.editions.photo_corrections import FactChange, fingerprint, outdated_photos, publish_corrections, stories_with
from news.editions.refusals import PublishError
from news.editions.snapshot import content_of_edition, photos_in
from news.models import Article, Edition, GalleryBlock, Period, Photo, PhotoBlock, TextBlock, VideoBlock
from tests.factories import news as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def photo() -> Photo:
    return factories.photo(name="Ice", caption="Blue ice.", credit="ISU", alt="A sheet of ice")


@pytest.fixture
def client_of(client):
    """Signs somebody of that role in."""

    def signed_in(role: str):
        sign_in(client, role)
        return client

    return signed_in


def story(photo: Photo, own: str = "", **values) -> Article:
    """An article that shows the photo in every way: the block's caption is `own`."""
    article = factories.article(hero=photo, text="<p>Words.</p>", **values)
    gallery = GalleryBlock.objects.create(parent=article, title="Gallery", ordering=20)
    gallery.set_photos([photo, factories.photo(caption="Another one.")])
    PhotoBlock.objects.create(parent=article, photo=photo, caption=own, ordering=30)
    VideoBlock.objects.create(parent=article, youtube_id="abcdefghijk", title="Video", poster=photo, ordering=40)
    return article


def change(photo: Photo, **facts: object) -> None:
    Photo.objects.filter(pk=photo.pk).update(**facts)
    photo.refresh_from_db()


def correct(photo: Photo) -> list[Edition]:
    return publish_corrections(photo, fingerprint(photo, stories_with(photo)), by=None)


def live() -> Edition:
    return Edition.objects.live().get()


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


def test_list_and_form_say_that_a_photo_changed_since(admin_client, photo, django_assert_num_queries):
    article = publishing.publish(story(photo), by=None).article
    address = reverse("admin:news_article_changelist")
    admin_client.get(address)
    assert "changed since" not in flat(admin_client.get(address).text)
    change(photo, credit="Getty Images")
    with django_assert_num_queries(11):
        assert admin_client.get(address).text.count("changed since") == 1
    form = admin_client.get(reverse("admin:news_article_change", args=[article.pk]))
    assert form.context["photos_behind"] == [photo]
    assert reverse("admin:news_photo_corrections", args=[photo.pk]) in flat(form.text)


def test_list_and_form_ask_for_photos_of_editions_that_wait_too(admin_client, photo):
    later = timezone.now() + HOUR
    article = publishing.publish(story(photo), by=None, goes_live_at=later).article
    list_, form = (
        reverse(f"admin:news_article_{name}", args=args)
        for name, args in (("changelist", []), ("change", [article.pk]))
    )
    assert "changed since" not in flat(admin_client.get(list_).text)
    assert admin_client.get(form).context["photos_behind"] == []
    change(photo, credit="Getty Images")
    assert "Not yet · edition 1 from " in flat(admin_client.get(list_).text)
    assert "UTC · changed since" in flat(admin_client.get(list_).text)
    assert admin_client.get(form).context["photos_behind"] == [photo]


def test_picker_s_dialog_offers_the_correction(admin_client, photo):
    publishing.publish(story(photo), by=None)
    address = reverse("admin:news_photo_facts", args=[photo.pk])
    facts = {"caption": photo.caption, "credit": "Getty Images", "alt": photo.alt}
    assert admin_client.post(address, facts).json()["offers"] == [
        "Readers still see the earlier facts in one live story. "
        f'<a href="{reverse("admin:news_photo_corrections", args=[photo.pk])}">Bring the correction to them…</a>'
    ]
    assert admin_client.post(address, facts | {"credit": photo.credit}).json()["offers"] == []


def test_stories_are_counted_by_article(admin_client, photo):
    later = timezone.now() + HOUR
    article = publishing.publish(story(photo), by=None).article
    publishing.publish(factories.revise(article), by=None, goes_live_at=later)
    publishing.publish(story(photo), by=None, goes_live_at=later)
    change(photo, credit="Getty Images")
    (offer,) = correction_notices(photo)
    assert offer.startswith("Readers still see the earlier facts in one live story and one that waits. ")
    for _ in range(2):
        publishing.publish(story(photo, hero_caption="Own."), by=None)
    change(photo, credit="OIS")
    (offer,) = correction_notices(photo)
    assert offer.startswith("Readers still see the earlier facts in 3 live stories and one that waits. ")


def test_stories_take_one_query_however_many_they_are(photo, django_assert_num_queries):
    later = timezone.now() + HOUR
    editions = [publishing.publish(story(photo), by=None) for _ in range(3)]
    waiting = publishing.publish(factories.revise(editions[0].article), by=None, goes_live_at=later)
    publishing.publish(factories.article(), by=None)
    change(photo, credit="Getty Images")
    with django_assert_num_queries(1):
        stories = stories_with(photo)
    assert [each.edition for each in stories] == [editions[0], waiting, *editions[1:]]
    assert [each.is_live for each in stories] == [True, False, True, True]


def test_photo_s_page_says_where_it_is_shown(admin_client, photo):
    shown = publishing.publish(story(photo, title="Shown"), by=None)
    publishing.publish(
        story(photo, title="Waiting"), by=None, goes_live_at=datetime.datetime(2999, 1, 1, 12, tzinfo=datetime.UTC)
    )
    factories.article(title="A draft", hero=photo)
    text = flat(admin_client.get(reverse("admin:news_photo_change", args=[photo.pk])).text)
    assert f'<a href="{reverse("admin:news_article_change", args=[shown.article_id])}">Shown</a>' in text
    assert "live, edition 1" in text
    assert "edition 1 goes live on 1 January 2999, 12:00 UTC" in text
    assert "A draft</a> (Draft)" in text
    assert "with earlier details" not in text
    change(photo, credit="Getty Images")
    assert admin_client.get(reverse("admin:news_photo_change", args=[photo.pk])).text.count("with earlier details") == 2


def test_journalist_brings_a_correction_to_readers(client_of, photo):
    client = client_of("Journalist")
    article = publishing.publish(story(photo), by=None).article
    change(photo, caption="Clear ice.", credit="Getty Images")
    address = reverse("admin:news_photo_corrections", args=[photo.pk])
    page = client.get(address)
    (shown,) = page.context["changing"]
    assert shown.changes == (
        FactChange("Caption", "Blue ice.", "Clear ice."),
        FactChange("Credit", "© ISU", "© Getty Images"),
    )
    response = client.post(address, {"shown": page.context["shown"]}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        f'<a href="{reverse("admin:news_article_change", args=[article.pk])}">{article}</a>: '
        "edition 2 has the corrected facts; readers see it now."
    ]
    assert "© Getty Images" in flat(client.get(live().get_absolute_url()).text)
    noted = history.Change.objects.filter(deed="said").order_by("pk").values_list("table", "row", "words")
    assert list(noted) == [
        ("news_article", str(article.pk), "Published edition 2: corrected “Ice”."),
        ("news_photo", str(photo.pk), f"Corrections published in edition 2 of “{article}”."),
    ]
    assert client.get(address).context["changing"] == []


def test_what_was_not_shown_is_not_published(client_of, photo):
    client = client_of("Editor")
    publishing.publish(story(photo), by=None)
    change(photo, credit="Getty Images")
    address = reverse("admin:news_photo_corrections", args=[photo.pk])
    shown = client.get(address).context["shown"]
    change(photo, credit="OIS")
    response = client.post(address, {"shown": shown})
    assert response.context["problems"] == [
        "Nothing was changed because the photo or a story changed in the meantime. Review the changes again."
    ]
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("role", ["Results", "Broadcast"])
def test_other_roles_bring_in_nothing(client_of, photo, role):
    publishing.publish(story(photo), by=None)
    change(photo, credit="Getty Images")
    assert client_of(role).post(reverse("admin:news_photo_corrections", args=[photo.pk])).status_code == 403
