"""A picture whose rights haven't begun or have ended: no story with it goes live, and no page that is live shows it."""

import datetime
import json

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from news.editions import publishing
from news.editions.photos.corrections import fingerprint, publish_corrections, stories_with
from news.editions.picture_rights import facts_doubts, rights_doubts, rights_in, rights_problems
from news.editions.refusals import PublishError
from news.editions.snapshot import content_of
from news.models import Edition, GalleryBlock, Photo, PhotoBlock, VideoBlock
from news.pages.page import article_page
from tests.factories import news as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db
HOUR, SECOND = datetime.timedelta(hours=1), datetime.timedelta(seconds=1)
NOON = datetime.datetime(2031, 3, 4, 12, tzinfo=datetime.UTC)


def story(*photos: Photo, hero: Photo | None = None):
    """With a photo block of each photo, and all of them in a gallery and as posters of videos."""
    article = factories.article(hero=hero, text="<p>Words.</p>")
    for photo in photos:
        PhotoBlock.objects.create(parent=article, photo=photo, ordering=20)
        VideoBlock.objects.create(parent=article, youtube_id="dQw4w9WgXcQ", title="V", poster=photo, ordering=40)
    gallery = GalleryBlock.objects.create(parent=article, title="Ice", ordering=30)
    gallery.set_photos([*photos, *([hero] if hero else [])])
    return article


@pytest.mark.parametrize(
    ("begin", "end", "at", "words"),
    [
        (NOON, None, NOON - SECOND, "may not be shown yet: its rights begin on 4 March 2031, 12:00 UTC."),
        (NOON, None, NOON, ""),
        (None, NOON, NOON - SECOND, ""),
        (None, NOON, NOON, "may not be shown any more: its rights ended on 4 March 2031, 12:00 UTC."),
        (None, None, NOON, ""),
    ],
)
def test_rights_hold_from_their_first_moment_to_before_their_last(begin, end, at, words):
    photo = factories.photo(rights_from=begin, rights_until=end)
    assert photo.obstacle(at) == words
    assert list(Photo.objects.barred(at)) == ([photo] if words else [])
    content = content_of(factories.article(hero=photo))
    found = rights_problems(content, rights_in(content), at)
    assert [(str(each), each.field, each.photo) for each in found] == (
        [(f"The photo “{photo}” {words}", "hero", photo.pk)] if words else []
    )


def test_rights_end_after_they_begin():
    with pytest.raises(IntegrityError, match="photo_rights_in_order"), transaction.atomic():
        factories.photo(rights_from=NOON, rights_until=NOON)
    factories.photo(rights_from=NOON, rights_until=NOON + SECOND)


def test_editor_is_told_where_and_when_rights_end(django_assert_num_queries):
    ends, free = factories.photo(name="Ends", rights_until=NOON), factories.photo()
    content = content_of(story(ends, hero=free))
    with django_assert_num_queries(1):
        rights = rights_in(content)
    found = rights_doubts(content, rights, NOON - SECOND)
    words = (
        "The photo “Ends” may be shown until 4 March 2031, 12:00 UTC: from then on readers see the story without it."
    )
    assert [(str(each), each.block) for each in found] == [(words, 2), (words, 3), (words, 4)]
    assert rights_doubts(content, rights, NOON) == []


def test_gate_holds_a_story_back_until_its_pictures_rights_begin():
    now = timezone.now()
    photo = factories.photo(rights_from=now + HOUR, rights_until=now + 3 * HOUR)
    article = story(hero=photo)
    for at, word in ((None, "yet"), (now + HOUR - SECOND, "yet"), (now + 3 * HOUR, "any more")):
        with pytest.raises(PublishError, match=f"may not be shown {word}"):
            publishing.publish(article, by=None, goes_live_at=at)
    assert Edition.objects.count() == 0
    edition = publishing.publish(article, by=None, goes_live_at=now + HOUR)
    for to, word in ((None, "yet"), (now + 4 * HOUR, "any more")):
        with pytest.raises(PublishError, match=f"may not be shown {word}"):
            publishing.move(article, edition.number, to, by=None)
    publishing.move(article, edition.number, now + 2 * HOUR, by=None)
    assert [each.goes_live_at for each in Edition.objects.embargoed()] == [now + 2 * HOUR]


def test_archive_date_does_not_pass_for_a_right_to_show_it_now():
    article = story(hero=factories.photo(rights_until=timezone.now() - HOUR))
    with pytest.raises(PublishError, match="any more"):
        publishing.publish(article, by=None, goes_live_at=timezone.now() - 2 * HOUR)


def test_pages_stand_without_a_picture_whose_rights_have_ended(client, media, django_assert_num_queries):
    hero, other = (factories.photo_with_file(name=name, caption=f"The {name}.") for name in ("hero", "other"))
    hero.take_file(factories.picture_file("PNG"))
    hero.save()
    article = story(other, hero=hero)
    edition = publishing.publish(article, by=None)
    address, card = edition.get_absolute_url(), edition.card.src
    kinds = [block.kind for block in article_page(Edition.objects.live().get()).blocks]
    assert (kinds, client.get(card).status_code) == (["text", "photo", "gallery", "video"], 200)
    assert digests(client, address) == {hero.digest, other.digest}

    Photo.objects.filter(pk=hero.pk).update(rights_until=timezone.now())
    with django_assert_num_queries(1):
        live = Edition.objects.live().get()
    assert (live.picture, live.card) == (None, None)
    assert digests(client, address) == {other.digest}
    assert b"The hero." not in client.get(address).content
    assert client.get(card).status_code == 404
    for public in (
        "/",
        "/news/",
        "/news/feed.json",
        "/news/rss/",
        "/news/atom/",
        "/sitemap-newest.xml",
        "/search/?q=words",
    ):
        assert client.get(public).status_code == 200, public
        assert digests(client, public) == set(), public
    assert digests(client, f"/sitemap-stories-{timezone.now().year}.xml") == {other.digest}
    assert "image" not in json.loads(client.get("/news/feed.json").content)["items"][0]

    Photo.objects.update(rights_until=timezone.now())
    (text, video) = article_page(Edition.objects.live().get()).blocks
    assert (text.kind, video.kind, video.poster) == ("text", "video", None)
    # Before that moment readers saw it, and staff who look back see what they saw
    before = Edition.objects.live(timezone.now() - HOUR)
    assert list(before) == []  # it was published since
    Photo.objects.update(rights_until=None)
    assert digests(client, address) == {hero.digest, other.digest}
    assert client.get(card).status_code == 200


def digests(client, address: str) -> set[str]:
    html = flat(client.get(address).content.decode())
    return {digest for photo in Photo.objects.all() if (digest := photo.digest) in html}


def test_picture_under_embargo_is_shown_from_its_moment_on():
    now = timezone.now()
    photo = factories.photo(rights_from=now - HOUR)
    publishing.publish(factories.article(hero=photo), by=None, goes_live_at=now - 2 * HOUR)
    assert Edition.objects.live(now - HOUR - SECOND).get().picture is None
    assert Edition.objects.live(now - HOUR).get().picture.digest == photo.digest


def test_words_of_a_story_can_be_corrected_when_a_picture_in_it_is_no_longer_shown():
    photo = factories.photo(caption="Wrong.")
    article = story(photo)
    publishing.publish(article, by=None)
    Photo.objects.update(rights_until=timezone.now(), caption="Right.")

    photo.refresh_from_db()
    (made,) = publish_corrections(photo, fingerprint(photo, stories_with(photo)), None)
    assert made.number == 2


def test_editor_is_asked_about_facts_that_nobody_has_checked_once_for_each_photo():
    unchecked, checked = factories.photo(name="New", is_checked=False), factories.photo()
    content = content_of(story(unchecked, hero=checked))
    found = facts_doubts(content, rights_in(content))
    words = "Nobody has checked the facts of the photo “New”: they are as its file gave them."
    assert [(str(each), each.block, each.photo) for each in found] == [(words, 2, unchecked.pk)]
    Photo.objects.filter(pk=unchecked.pk).update(is_checked=True)
    assert facts_doubts(content, rights_in(content)) == []
