"""The pages on which the newsroom says what goes live when, and what they answer."""

import datetime

import pytest
from django.urls import reverse

from news.editions.publishing import cancel, publish
from news.editions.snapshot import content_of, digest_of
from news.models import Article, Edition, Period, Revision
from tests.factories import events
from tests.factories import news as factories
from tests.factories.people import sign_in
from tests.news.admin.pages import NOON, TWO, moment, page, said, text

pytestmark = pytest.mark.django_db


def post(client, article, **data) -> str:
    """What the page answers, or the messages after it."""
    digest = digest_of(content_of(Article.objects.get(pk=article.pk)))
    looked = client.get(page("publish", article)).context["asked"]
    data = {"version": article.version, "digest": digest, "waiting": [], "looked": looked, **data}
    response = client.post(page("publish", article), data)
    if response.status_code == 302:
        return said(client, response["Location"])
    return text(response)


@pytest.fixture
def journalist(client):
    sign_in(client, "Journalist")
    return client


@pytest.fixture
def in_oslo():
    """An article about an event in Stavanger, whose clocks are those of Oslo."""
    return factories.article(event=events.event())


def test_words_after_publishing_are_true(journalist):
    article = factories.article()
    first = post(journalist, article, **moment("2099-12-01", "12:00"))
    assert first == "Edition 1 will go live on 1 December 2099, 12:00 UTC."
    second = post(journalist, factories.revise(article), waiting=[1], **moment("1.12.2099", "14:00"))
    assert second == (
        "Edition 2 will go live on 1 December 2099, 14:00 UTC. "
        "It replaces edition 1, which would have gone live on 1 December 2099, 12:00 UTC."
    )
    third = post(journalist, factories.revise(article), waiting=[2], keep=[2], **moment("2099-12-01", "16:00"))
    assert third == (
        "Edition 3 will go live on 1 December 2099, 16:00 UTC. Edition 2 still goes live on 1 December 2099, 14:00 UTC."
    )


def test_words_after_publishing_at_once_are_true(admin_client):
    article = factories.article()
    assert post(admin_client, article) == "Edition 1 is live: readers see it now."
    again = post(admin_client, article)
    assert again.startswith("Nothing new to publish: edition 1, live since ")
    assert again.endswith(", has exactly this content.")
    later = post(admin_client, factories.revise(article), **moment("2099-12-01", "12:00"))
    assert later == "Edition 2 will go live on 1 December 2099, 12:00 UTC. Until then readers see edition 1."


def test_page_shows_every_edition_that_waits_in_both_times(admin_client, in_oslo):
    publish(in_oslo, None, NOON)
    publish(factories.revise(in_oslo), None, TWO, keep=[1])
    words = ["1 December 2099, 12:00 UTC (13:00 in Stavanger)", "1 December 2099, 14:00 UTC (15:00 in Stavanger)"]
    for name in ("publish", "change"):
        shown = text(admin_client.get(page(name, in_oslo)))
        assert [each in shown for each in words] == [True, True]
    shown = text(admin_client.get(reverse("admin:news_article_changelist")))
    assert f"Not yet · edition 1 from {words[0]} · edition 2 from {words[1]}" in shown


def test_list_says_what_is_live_and_what_waits(admin_client):
    article = factories.edition().article
    publish(factories.revise(article), None, NOON)
    shown = text(admin_client.get(reverse("admin:news_article_changelist")))
    assert "Edition 1 · edition 2 from 1 December 2099, 12:00 UTC" in shown
    assert "Not yet" not in shown  # readers do see something of it


@pytest.mark.parametrize(
    ("choice", "count"),
    [("live", "live, and more to come"), ("embargo", "live, and more to come|waits"), ("never", "cancelled|draft")],
)
def test_filter_finds_them_by_what_readers_see(admin_client, choice, count):
    factories.article(title="draft")
    publish(factories.article(title="waits"), None, NOON)
    both = factories.edition(title="live, and more to come").article
    publish(factories.revise(both), None, NOON)
    cancelled = publish(factories.article(title="cancelled"), None, NOON).article
    cancel(cancelled, 1, None)
    response = admin_client.get(reverse("admin:news_article_changelist"), {"public": choice})
    assert "|".join(sorted(article.title for article in response.context["cl"].queryset)) == count


def test_planned_moment_is_proposed_and_kept(journalist):
    article = factories.article()
    said = post(journalist, article, _plan="1", **moment("2099-12-01", "12:00"))
    assert said == "Nothing was published. Planned: not before 1 December 2099, 12:00 UTC."
    form = journalist.get(page("publish", article)).content.decode()
    assert ('value="2099-12-01"' in form, 'value="12:00"' in form) == (True, True)
    assert "It is under embargo until 1 December 2099, 12:00 UTC. An editor can lift it." in post(journalist, article)
    assert Edition.objects.count() == 0


# Clocks


def test_time_that_clocks_skip_is_refused_and_what_was_typed_stays(admin_client, in_oslo):
    response = admin_client.post(
        page("publish", in_oslo), {"version": 1, **moment("2099-03-29", "02:30", "Europe/Oslo")}
    )
    assert "are put forward on 29 March 2099 and never show 02:30." in text(response)
    assert 'value="2099-03-29"' in response.content.decode()
    assert Edition.objects.count() == 0


@pytest.mark.parametrize(("which", "hour"), [("first", 0), ("second", 1)])
def test_time_that_clocks_show_twice_is_asked_about(admin_client, in_oslo, which, hour):
    data = moment("2099-10-25", "02:30", "Europe/Oslo")
    asked = post(admin_client, in_oslo, **data)
    assert "the first, UTC+02:00: 25 October 2099, 00:30 UTC" in asked
    assert "the second, UTC+01:00: 25 October 2099, 01:30 UTC" in asked
    assert Edition.objects.count() == 0
    post(admin_client, in_oslo, **data, which=which)
    assert Period.objects.get().starts == datetime.datetime(2099, 10, 25, hour, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("1/32/2099", "12:00"), "Write the day as 31/12/2025, 31.12.2025, 31 Dec 2025 or 2025-12-31."),
        (("2099-12-01", ""), "Write the time as 18:30."),
        (("2099-12-01", "25:00"), "Write the time as 18:30."),
        (("2020-12-01", "12:00"), "This time has passed."),
    ],
)
def test_moment_that_is_none_is_said_so_beside_it(admin_client, typed, answer):
    article = factories.article()
    response = admin_client.post(page("publish", article), {"version": 1, **moment(*typed)})
    assert answer in text(response)
    assert f'value="{typed[0]}"' in response.content.decode()


# What somebody else did


def test_article_saved_in_between_is_shown_and_nothing_is_published(admin_client):
    article = factories.article(lead="As it was.")
    Revision.objects.create(article=article, version=1, content=content_of(article))
    factories.revise(article, lead="As it is.")
    response = admin_client.post(page("publish", article), {"version": 1, **moment("2099-12-01", "12:00")})
    shown = text(response)
    assert "Somebody saved the article after you opened this page." in shown
    assert ("Now As it is." in shown, "Before As it was." in shown) == (True, True)
    assert 'value="2099-12-01"' in response.content.decode()
    assert Edition.objects.count() == 0


def test_edition_that_was_to_be_kept_and_has_begun_since_is_said_so(admin_client):
    article = factories.edition().article
    shown = post(admin_client, article, keep=["1"])
    assert "Edition 1 no longer waits. Check what readers see now." in shown
    assert article.editions.count() == 1


def test_photo_that_changed_since_the_page_was_opened_is_not_published(admin_client):
    photo = factories.photo()
    article = factories.article(hero=photo)
    opened = admin_client.get(page("publish", article))
    data = {name: opened.context[name] for name in ("digest",)} | {"version": article.version}
    photo.credit = "Another holder"
    photo.save()
    for seen in (data, {"version": article.version}):
        response = admin_client.post(page("publish", article), seen)
        assert "was changed after you opened this page. Check it again." in text(response)
    assert Edition.objects.count() == 0
    data["digest"], data["looked"] = response.context["digest"], response.context["asked"]
    assert admin_client.post(page("publish", article), data).status_code == 302
    assert Edition.objects.get().hero["credit"] == "© Another holder"


def test_what_readers_see_already_cancels_what_waits_in_words(admin_client):
    article = factories.edition(lead="A").article
    publish(factories.revise(article, lead="B"), None, NOON)
    publish(factories.revise(article, lead="C"), None, TWO, keep=[2])
    answer = post(admin_client, factories.revise(article, lead="A"), waiting=[2, 3], keep=[3])
    assert answer == (
        "Readers keep edition 1; edition 2 will not go live; edition 3 still goes live on 1 December 2099, 14:00 UTC."
    )


def test_working_copy_that_lacks_something_can_be_planned(journalist):
    article = factories.article(lead="")
    shown = journalist.get(page("publish", article)).content.decode()
    assert ('value="Publish"' in shown, 'name="_plan"' in shown) == (False, True)
    post(journalist, article, _plan="1", **moment("2099-12-01", "12:00"))
    article.refresh_from_db()
    assert article.not_before == NOON


def test_planned_line_says_nothing_that_an_edition_says_already(journalist):
    article = factories.article()
    post(journalist, article, **moment("2099-12-01", "12:00"))
    assert "Planned:" not in text(journalist.get(page("publish", article)))
    post(journalist, article, _plan="1", **moment("2099-12-01", "14:00"))
    assert "Planned: this working copy, not before 1 December 2099, 14:00 UTC." in text(
        journalist.get(page("publish", article))
    )


# An edition that waits


@pytest.fixture
def waiting():
    article = factories.article()
    publish(article, None, NOON)
    return article
