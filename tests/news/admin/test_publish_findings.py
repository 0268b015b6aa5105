"""What the publishing page finds: where each leads, what blocks, what is asked about once, and how the story looks."""

import re

import pytest

from isuwc.newsroom.first_page import Link
from news.editions.publishing import publish
from news.editions.versions.keeping import keep_version
from news.models import Article, Edition, GalleryBlock, GalleryPhoto, Photo, PhotoBlock, QuoteBlock
from tests.factories import events
from tests.factories import news as factories
from tests.factories.people import sign_in
from tests.news.admin.pages import NOON, flawless, moment, page, text

pytestmark = pytest.mark.django_db
NO_LEAD = "The lead is missing. It is the first paragraph, and the teaser in lists and feeds."
LOOK = "Look at these, and tick that you have. Then publish."


def send(client, article, **data):
    """The page is opened, and sent as it is, with these values."""
    opened = client.get(page("publish", article)).context
    return client.post(page("publish", article), {"version": article.version, "digest": opened["digest"], **data})


def links(found) -> dict[str, list[tuple[str, str]]]:
    return {each.words: [(link.words, link.address) for link in each.links] for each in found}


def test_each_finding_leads_to_its_place(admin_client):
    bare = factories.photo(name="Bare", credit="", alt="", caption="")
    article = factories.article(lead=" ", hero=bare, text="<p>Words.</p>")
    PhotoBlock.objects.create(parent=article, photo=bare, ordering=20)
    QuoteBlock.objects.create(parent=article, text="“Fast ice.”", ordering=30)
    context = admin_client.get(page("publish", article)).context
    form, photo = page("change", article), f"/admin/news/photo/{bare.pk}/change/"
    hero, block = ("To the hero photo", f"{form}#id_hero_choose"), ("To block 2", f"{form}#block-2")
    assert links(context["problems"])[
        "The lead is missing. It is the first paragraph, and the teaser in lists and feeds."
    ] == [("To the lead", f"{form}#id_lead")]
    credit = [each.links for each in context["problems"] if each.words == "The photo “Bare” has no credit holder."]
    assert credit == [
        (Link(*hero), Link("To the photo", photo)),
        (Link(*block), Link("To the photo", photo)),
    ]
    speaker = next(each for each in context["doubts"] if each.words.startswith("Block 3 (quote)"))
    assert speaker.links == (Link("To block 3", f"{form}#block-3"),)
    shown = admin_client.get(page("publish", article)).content.decode()
    assert f'<a href="{form}#block-2">To block 2</a>' in shown
    assert 'value="Publish"' not in shown


@pytest.mark.parametrize(
    ("kind", "dateline", "asked"),
    [
        ("report", "", True),
        ("press-release", " ", True),
        ("report", "Hamar, Norway", False),
        ("preview", "", False),
        ("statement", "", False),
    ],
)
def test_dateline_is_asked_for_where_a_story_of_that_type_has_one(client, kind, dateline, asked):
    sign_in(client, "Journalist")
    article = factories.article(type=kind, dateline=dateline, text="<p>Words.</p>")
    found = [each for each in client.get(page("publish", article)).context["doubts"] if "dateline" in each.words]
    leads = (Link("To the dateline", f"{page('change', article)}#id_dateline"),)
    assert [each.links for each in found] == ([leads] if asked else [])


def test_doubts_are_asked_about_once_and_each_new_one_again(client):
    sign_in(client, "Journalist")
    article = factories.article(event=events.event(), text="<p>Words.</p>")  # without a hero photo
    assert LOOK in text(send(client, article))
    assert not Edition.objects.exists()
    asked = client.get(page("publish", article)).context["asked"]
    assert LOOK in text(send(client, article, looked="of another article"))
    assert send(client, article, looked=asked).status_code == 302
    factories.revise(article)
    assert client.get(page("publish", article)).context["asked"] == ""
    assert 'id="id_looked"' not in client.get(page("publish", article)).content.decode()
    assert send(client, article).status_code == 302
    QuoteBlock.objects.create(parent=article, text="“Fast ice.”", ordering=30)  # without a speaker
    factories.revise(article)
    context = client.get(page("publish", article)).context
    assert [(each.words, each.is_new) for each in context["doubts"]] == [
        ("Block 2 (quote) does not say who speaks.", True),
        ("There is no hero photo.", False),
        ("It has no dateline, which says where it was written.", False),
    ]
    assert LOOK in text(send(client, article))
    assert Edition.objects.count() == 2


def test_story_that_somebody_is_to_read_still_is_said_and_asked_about(client):
    sign_in(client, "Journalist")
    article = flawless(state="review")
    words = "It is in review, for anybody who reviews, and not yet approved."
    (found,) = client.get(page("publish", article)).context["doubts"]
    assert (found.words, found.links) == (words, (Link("To the review", page("review", article)),))
    assert LOOK in text(send(client, article))


def approved(**values):
    """A ready story with a photo in each place, as it was saved."""
    hero, shown = factories.photo(name="Hero"), factories.photo(name="Shown")
    article = factories.article(event=events.event(), hero=hero, text="<p>Words.</p>", state="ready", **values)
    PhotoBlock.objects.create(parent=article, photo=shown, ordering=20)
    GalleryPhoto.objects.create(
        gallery=GalleryBlock.objects.create(parent=article, ordering=30), photo=shown, position=1
    )
    keep_version(article, None)
    return article, hero, shown


def changed_words(client, article) -> list[tuple[str, list[Link]]]:
    found = client.get(page("publish", article)).context["doubts"]
    return [(each.words, list(each.links)) for each in found if "approved" in each.words]


@pytest.mark.parametrize(
    "details",
    [
        {"caption": "Another."},
        {"credit": "Another"},
        {"alt": "Another"},
        {"is_decorative": True, "alt": ""},
        {"focal_x": 0.1},
        {"file": f"photos/{'f' * 20}.jpg"},
    ],
    ids=lambda details: next(iter(details)),
)
def test_details_of_a_photo_that_were_changed_after_approval_are_asked_about_once_a_photo(client, details):
    sign_in(client, "Journalist")
    article, _, shown = approved()
    assert changed_words(client, article) == []
    Photo.objects.filter(pk=shown.pk).update(**details)
    words = (
        "Details of the photo “Shown” were changed after the approved version was saved. "
        "Whoever approved it may not have seen them."
    )
    leads = [Link("To the photo", f"/admin/news/photo/{shown.pk}/change/")]
    assert changed_words(client, article) == [(words, leads)]
    assert LOOK in text(send(client, article))
    asked = client.get(page("publish", article)).context["asked"]
    assert send(client, article, looked=asked).status_code == 302


def test_what_readers_do_not_meet_of_a_photo_is_no_change_of_it(client):
    sign_in(client, "Journalist")
    article, hero, _ = approved(hero_caption="Of its own.")
    Photo.objects.filter(pk=hero.pk).update(name="Other", caption="Behind its own.")
    assert changed_words(client, article) == []


@pytest.mark.parametrize("state", ["draft", "published"])
def test_photos_of_what_nobody_approved_may_have_changed(client, state):
    sign_in(client, "Journalist")
    article, hero, _ = approved()
    Photo.objects.filter(pk=hero.pk).update(credit="Another")
    Article.objects.filter(pk=article.pk).update(state=state)
    assert changed_words(client, article) == []


def test_version_that_was_not_kept_can_not_be_compared(client):
    sign_in(client, "Journalist")
    article, hero, _ = approved()
    Photo.objects.filter(pk=hero.pk).update(credit="Another")
    factories.revise(article)
    assert changed_words(client, article) == []


def test_approved_story_takes_one_query_more_whatever_photos_it_has(admin_client, django_assert_num_queries):
    article, *_ = approved()
    QuoteBlock.objects.create(parent=article, text="“Fast ice.”", ordering=50)  # a doubt in any case
    admin_client.get(page("publish", article))
    with django_assert_num_queries(QUERIES_APPROVED):
        admin_client.get(page("publish", article))
    for photo in Photo.objects.all():
        PhotoBlock.objects.create(parent=article, photo=photo, ordering=40)
    Photo.objects.update(credit="Another")
    with django_assert_num_queries(QUERIES_APPROVED):
        admin_client.get(page("publish", article))
    Article.objects.update(state="draft")
    with django_assert_num_queries(QUERIES_APPROVED - 1):
        admin_client.get(page("publish", article))


QUERIES_APPROVED = 24


def test_article_without_doubts_is_published_with_one_click(admin_client):
    article = flawless()
    assert admin_client.get(page("publish", article)).context["doubts"] == []
    assert send(admin_client, article).status_code == 302
    assert Edition.objects.count() == 1


def test_planning_a_moment_asks_about_nothing(admin_client):
    article = factories.article()
    assert send(admin_client, article, _plan="1", **moment("2099-12-01", "12:00")).status_code == 302
    article.refresh_from_db()
    assert f"{article.not_before:%Y-%m-%d %H:%M}" == "2099-12-01 12:00"


def test_what_was_ticked_and_typed_stays_when_something_else_is_wrong(admin_client):
    article = factories.article()
    asked = admin_client.get(page("publish", article)).context["asked"]
    shown = send(admin_client, article, looked=asked, **moment("2020-12-01", "12:00")).content.decode()
    assert re.search(rf'name="looked"\s+id="id_looked"\s+value="{asked}"\s+checked', shown)
    assert ('value="2020-12-01"' in shown, 'value="12:00"' in shown) == (True, True)


@pytest.mark.parametrize("typed", ["2099-12-01", "1.12.2099", "01/12/2099", "1 Dec 2099", "1 December 2099"])
def test_day_is_read_as_people_write_it(admin_client, typed):
    article = flawless()
    send(admin_client, article, **moment(typed, "14.30"))
    assert f"{article.periods.get().starts:%Y-%m-%d %H:%M}" == "2099-12-01 14:30"


def test_moment_by_the_editors_own_clocks(admin_client):
    article = flawless()
    data = moment("2099-12-01", "12:00", "America/New_York")
    shown = send(admin_client, article, **{**data, "at_1": "25:00"}).content.decode()
    assert '<option value="America/New_York" selected>' in shown
    send(admin_client, article, **data)
    assert f"{article.periods.get().starts:%H:%M}" == "17:00"
    article = factories.article()
    assert "“Mars/Crater” can’t be chosen here." in text(
        send(admin_client, article, **moment("2099-12-01", "12:00", "Mars/Crater"))
    )


def test_page_shows_how_the_story_will_look(admin_client, media):
    photo = factories.photo_with_file(alt="Blue ice")
    article = factories.article(title="T" * 80, lead="Word " * 40, slug="looks", hero=photo)
    looks = admin_client.get(page("publish", article)).context["looks"]
    assert (looks.found_title, looks.found_lead[-3:]) == (f"{'T' * 59}…", "rd…")
    assert looks.address.split(" › ")[1:] == ["news", str(article.changed_at.year), "looks"]
    picture = admin_client.get(looks.social_picture)
    assert (picture["Content-Type"], picture.content[:2]) == ("image/jpeg", b"\xff\xd8")
    assert [each.name for each in (media / "photos").iterdir() if "card" in each.name] == []
    assert "no-store" in picture["Cache-Control"]


def test_social_picture_is_for_the_newsroom(client, media):
    article = factories.article(hero=factories.photo_with_file())
    address = f"/admin/news/article/{article.pk}/card.jpg"
    assert client.get(address).status_code == 302
    sign_in(client, "Results")
    assert client.get(address).status_code == 403
    sign_in(client, "Journalist")
    assert client.get(address).status_code == 200
    assert client.get(f"/admin/news/article/{factories.article().pk}/card.jpg").status_code == 404


def test_page_asks_as_many_queries_whatever_waits(admin_client, django_assert_num_queries):
    article = factories.article(event=events.event())
    publish(article, None, NOON)
    admin_client.get(page("publish", article))
    with django_assert_num_queries(QUERIES):
        admin_client.get(page("publish", article))
    for hour in range(3):
        publish(factories.revise(article), None, NOON.replace(hour=hour), keep=range(9))
    with django_assert_num_queries(QUERIES):
        admin_client.get(page("publish", article))


QUERIES = 16


def test_story_whose_picture_may_not_be_shown_yet_is_published_for_a_moment_at_which_it_may(admin_client):
    article = factories.article(event=events.event(), hero=factories.photo(rights_from=NOON), text="<p>Words.</p>")
    opened = admin_client.get(page("publish", article))
    words = "may not be shown yet: its rights begin on 1 December 2099, 12:00 UTC."
    assert [words in each.words for each in opened.context["problems"]] == [True]
    assert 'value="Publish"' in opened.text
    asked = opened.context["asked"]
    for typed in ({}, moment("2099-12-01", "11:59")):
        refused = send(admin_client, article, looked=asked, **typed)
        assert (refused.status_code, words in text(refused), Edition.objects.exists()) == (200, True, False)
        assert "Nothing was published: see “Before it can go live” above." in text(refused)
    assert send(admin_client, article, looked=asked, **moment("2099-12-01", "12:00")).status_code == 302
    assert Edition.objects.embargoed().get().goes_live_at == NOON
