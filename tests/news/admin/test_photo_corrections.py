"""The newsroom's pages of photos whose facts readers see otherwise, and of bringing them a correction."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from isuwc.history import models as history
from news.admin.photos.corrections import correction_notices
from news.editions import publishing
from news.editions.photos.corrections import FactChange, stories_with
from news.models import Edition, Photo
from tests.factories import news as factories
from tests.factories.people import sign_in
from tests.markup import flat
from tests.news.photo_stories import change, live, story

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
