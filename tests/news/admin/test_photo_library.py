"""The library's list: what a card says, how it is searched and narrowed, and what is done with several photos."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from news.editions import live_blog
from news.editions.live_blog import Words
from news.editions.photos.corrections import drafts_with
from news.editions.publishing import publish, withdraw
from news.models import GalleryBlock, LiveEntry, Photo, PhotoBlock, VideoBlock
from tests.factories import news as factories
from tests.factories.events import event
from tests.factories.people import sign_in
from tests.factories.standings import skater
from tests.markup import flat

pytestmark = pytest.mark.django_db
LIST = "/admin/news/photo/"
HOUR = datetime.timedelta(hours=1)


def found(client, **asked) -> list[str]:
    return sorted(photo.name for photo in client.get(LIST, asked).context["cl"].result_list)


def test_card_says_what_the_photo_is_what_it_lacks_and_where_it_is_used(admin_client):
    photo = factories.photo(
        name="Leerdam", caption="The last lap.", credit="ISU", photographer="Ann", alt="", focal_x=0.9, place="Hamar",
        rights_until=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC), is_checked=False,
    )  # fmt: skip
    story = factories.article(title="A story", hero=photo)
    html = flat(admin_client.get(LIST).content.decode())
    for words in (
        'class="photo-thumbnail fx-9 fy-4"',
        ">Leerdam<",
        "The last lap.",
        "© ISU/Ann",
        "Hamar",
        "no alternative text, not to be shown now",
        "facts to be checked",
        "It may not be shown any more: its rights ended on 1 January 2020, 00:00 UTC.",
        f'Used in 1: <a href="{reverse("admin:news_article_change", args=[story.pk])}">A story</a>',
    ):
        assert words in html, words


def test_uses_are_counted_once_for_each_article_wherever_it_has_the_photo(admin_client):
    photo, other = factories.photo(name="used"), factories.photo(name="spare")
    both = factories.article(title="Both", hero=photo)
    PhotoBlock.objects.create(parent=both, photo=photo, ordering=10)
    publish(both, by=None)
    gallery = GalleryBlock.objects.create(parent=factories.article(title="Gallery"), ordering=10)
    gallery.set_photos([photo])
    VideoBlock.objects.create(parent=factories.article(title="Film"), poster=photo, ordering=10)
    shown = factories.article(title="Shown before", hero=photo)
    publish(shown, by=None)
    shown.hero = None
    shown.save()
    cards = {each.name: each.used_in for each in admin_client.get(LIST).context["cl"].result_list}
    assert [article.title for article in cards["used"]] == ["Shown before", "Film", "Gallery", "Both"]
    assert cards["spare"] == []
    assert "Used in 4: " in flat(admin_client.get(LIST).content.decode())
    assert (found(admin_client, used="nowhere"), found(admin_client, used="live")) == (["spare"], ["used"])
    withdraw(shown, by=None)
    withdraw(both, by=None)
    assert (found(admin_client, used="nowhere"), found(admin_client, used="live")) == (["spare"], [])
    assert other.name == "spare"


def test_list_is_narrowed_by_what_photos_lack_their_rights_skaters_and_events(admin_client):
    now = timezone.now()
    stolz, hamar = skater(name="Jordan Stolz"), event()
    factories.photo(name="bare", credit="", alt="", caption="")
    factories.photo(name="plain", alt="", is_decorative=True)
    factories.photo(name="late", is_checked=False, rights_from=now + HOUR)
    factories.photo(name="over", rights_until=now - HOUR, usage_terms="Once.")
    factories.photo(name="soon", rights_until=now + 24 * HOUR, event=hamar)
    factories.photo(name="long", rights_until=now + 1000 * HOUR).skaters.add(stolz)
    for asked, names in {
        ("wants", "credit"): ["bare"],
        ("wants", "alt"): ["bare"],
        ("wants", "caption"): ["bare"],
        ("wants", "check"): ["late"],
        ("rights", "embargo"): ["late"],
        ("rights", "ended"): ["over"],
        ("rights", "soon"): ["soon"],
        ("rights", "terms"): ["over"],
        ("skaters", str(stolz.pk)): ["long"],
        ("event", str(hamar.pk)): ["soon"],
        ("event", "x"): [],
        ("skaters", "9" * 30): [],
    }.items():
        assert found(admin_client, **dict([asked])) == names, asked
    # As every address with such a character
    assert admin_client.get(LIST, {"used": "\x00"}).status_code == 400


def test_search_finds_by_skater_event_place_keyword_and_number_and_the_picker_likewise(admin_client):
    zurek = skater(name="Damian Żurek")
    photo = factories.photo(
        name="one", place="Thialf", keywords="mass start, ice", agency_id="1244721124", event=event()
    )
    photo.skaters.add(zurek, skater(name="Another Zurekson"))
    factories.photo(name="two", caption="Nothing of it.")
    place = photo.event.venue.city
    for words in (
        "zurek",
        f"{place} Żurek",
        f"wc{photo.event.number}",
        "thialf",
        "mass ice",
        "1244721124",
        f"zurek {place} ice",
    ):
        assert found(admin_client, q=words) == ["one"], words
        assert [each["name"] for each in admin_client.get(f"{LIST}pick/", {"q": words}).json()["photos"]] == ["one"]
    assert found(admin_client, q="zurek nothing") == []
    assert found(admin_client, q="!!") == []
    assert found(admin_client, q="") == ["one", "two"]


def test_entry_of_a_live_blog_uses_its_photo(admin_client):
    photo = factories.photo(name="live")
    story = factories.edition(title="Race day", live_blog=True).article
    plain = factories.edition(title="Plain").article
    entry = live_blog.post(story, Words("Gold", photo=photo), None)
    (card,) = admin_client.get(LIST).context["cl"].result_list
    assert [article.title for article in card.used_in] == ["Race day"]
    assert (found(admin_client, used="live"), found(admin_client, used="nowhere")) == (["live"], [])
    LiveEntry.objects.update(article=plain)  # whose readers see no entries
    assert (found(admin_client, used="live"), found(admin_client, used="nowhere")) == ([], [])
    live_blog.withdraw(LiveEntry.objects.get(pk=entry.pk), None)
    (card,) = admin_client.get(LIST).context["cl"].result_list
    assert [article.title for article in card.used_in] == ["Plain"]
    assert drafts_with(photo) == []  # a withdrawn entry shows it to nobody


def test_list_takes_as_many_queries_for_many_photos_as_for_one(admin_client, django_assert_num_queries):
    for _ in range(2):
        photo = factories.photo(event=event())
        publish(factories.article(hero=photo), by=None)
    admin_client.get(LIST)
    with django_assert_num_queries(QUERIES):
        admin_client.get(LIST)
    for _ in range(3):
        PhotoBlock.objects.create(parent=factories.article(), photo=factories.photo(), ordering=10)
    with django_assert_num_queries(QUERIES):
        admin_client.get(LIST)


QUERIES = 10


def test_several_are_mended_together_and_marked_as_looked_at_by_those_who_may(client, monkeypatch):
    sign_in(client, "Journalist")
    one, two, three = (factories.photo(is_checked=False) for _ in range(3))
    chosen = {"_selected_action": [one.pk, two.pk], "index": 0}
    answer = client.post(LIST, {**chosen, "action": "mend"})
    assert answer.url == f"{LIST}facts/?id__in={one.pk},{two.pk}"
    assert client.get(answer.url).context["cl"].result_count == 2
    all_of_them = {**chosen, "action": "mend", "select_across": "1"}
    assert client.post(LIST, all_of_them).url == f"{LIST}facts/?id__in={one.pk},{two.pk},{three.pk}"
    monkeypatch.setattr("news.admin.photos.photo.MOST_TOGETHER", 2)
    assert client.post(LIST, {**chosen, "action": "mend"}).status_code == 302
    refused = client.post(LIST, all_of_them, follow=True)
    assert [str(each) for each in refused.context["messages"]] == [
        "Choose 2 photos at most to mend their facts together."
    ]
    client.post(LIST, {**chosen, "action": "are_right"})
    assert list(Photo.objects.filter(is_checked=False)) == [three]
    sign_in(client, "Results")
    assert client.post(LIST, {**chosen, "action": "are_right"}).status_code == 403
