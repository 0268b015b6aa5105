"""The same form, sent twice, is one change, whatever it is a form of."""

import datetime
from collections.abc import Iterator
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from events.models import Listing, Venue
from isuwc.history.models import Entry
from isuwc.submissions.models import KEPT, Sent
from isuwc.submissions.sending.page import ONCE
from news.models import Article, Edition
from tests.events.broadcast.listings.test_tables import table
from tests.factories import events, news
from tests.isuwc.submissions.forms import Form, Window, forms_in, outcome, said, twice
from tests.isuwc.submissions.people import address, person
from tests.together import together

pytestmark = pytest.mark.django_db
TOKEN = "A" * 22


def added(client: Client, title: str = "An article") -> Window:
    return Window(client, reverse("admin:news_article_add")).type(title=title, lead="A lead.")


def test_new_one_that_is_sent_twice_is_one(admin_client):
    window = added(admin_client)
    one, two = twice(admin_client, window.address, {**window.form.values, "_continue": "Save"})
    assert (one.status_code, outcome(one)) == (302, outcome(two))
    assert Article.objects.count() == 1
    assert admin_client.post(window.address, {**window.form.values, "_continue": "Save"}).status_code == 302
    shown = admin_client.get(one["Location"]).content.decode()
    assert shown.count("was added successfully") == 1, "whoever has seen the first answer is not told twice"


def test_save_and_add_another_twice_is_one_and_the_next_form_is_another(admin_client):
    window = Window(admin_client, reverse("admin:events_broadcaster_add")).type(name="Example One", slug="one")
    data = {**window.form.values, "_addanother": "1"}
    one, two = twice(admin_client, window.address, data)
    assert outcome(one) == outcome(two) and one["Location"] == window.address
    assert Window(admin_client, window.address).type(name="Two", slug="two").send("_addanother").status_code == 302
    assert User.objects.get().pk and Sent.objects.count() == 2


def test_popup_that_is_sent_twice_gives_the_same_back(admin_client):
    where = f"{reverse('admin:events_broadcaster_add')}?_popup=1"
    window = Window(admin_client, where).type(name="Example One", slug="one")
    one, two = (admin_client.post(where, {**window.form.values, "_save": "Save"}) for _ in range(2))
    assert (one.status_code, one.content) == (200, two.content)
    assert "data-popup-response" in one.content.decode()


def test_refused_form_may_be_corrected_and_sent_again_also_with_its_first_token(admin_client):
    window = added(admin_client, title="")
    token = window.form.values[ONCE]
    assert window.send().status_code == 200
    assert (window.form.values[ONCE] != token, Sent.objects.count()) == (True, 0)
    window.form.values[ONCE] = token
    assert window.type(title="Now with one").send().status_code == 302
    assert Article.objects.get().title == "Now with one"


def test_form_that_made_something_and_comes_with_other_words_asks(admin_client):
    """Gone back to after it was saved, and changed there."""
    window = added(admin_client)
    assert window.send().status_code == 302
    made = reverse("admin:news_article_change", args=[Article.objects.get().pk])
    answer = window.type(title="Another title").send()
    assert (answer.status_code, Article.objects.count()) == (200, 1)
    assert f'you have sent this form before, with different content. Open <a href="{made}">' in answer.content.decode()
    assert window.form.values["title"] == ["Another title"]
    assert window.send().status_code == 302
    assert sorted(Article.objects.values_list("title", flat=True)) == ["An article", "Another title"]


def test_change_gone_back_to_and_sent_with_other_words_is_compared(admin_client):
    """Whoever goes back has the form as it was opened, and is told of the own change."""
    venue = events.venue()
    window = Window(admin_client, address(Venue, "change", venue.pk)).type(name="First words")
    assert window.send().status_code == 302
    answer = window.type(name="Second words").send()
    assert answer.status_code == 200
    assert "meanwhile by you, on another page, at " in answer.content.decode()
    assert Venue.objects.get(pk=venue.pk).name == "First words"
    window.form.values["_take //name"] = ["mine"]
    assert window.send().status_code == 302
    assert Venue.objects.get(pk=venue.pk).name == "Second words"


def test_two_tabs_with_the_same_new_form_are_two(admin_client):
    one, two = added(admin_client), added(admin_client)
    assert (one.send().status_code, two.send().status_code, Article.objects.count()) == (302, 302, 2)


def test_token_of_one_person_is_nothing_to_another(admin_client):
    window = added(admin_client)
    assert window.send().status_code == 302
    other = Window(person("Bert"), window.address)
    own = {name: other.form.values[name] for name in ("csrfmiddlewaretoken", "made_for")}
    other.form.values |= {**window.form.values, **own}
    assert (other.send().status_code, Article.objects.count()) == (302, 2)


@pytest.mark.parametrize("token", ["", "x", "A" * 23, "A" * 21 + "é", "A" * 21 + "\x00"])
def test_token_that_is_none_is_no_token(admin_client, token):
    venue = events.venue()
    window = Window(admin_client, address(Venue, "change", venue.pk))
    window.form.values[ONCE] = [token]
    assert window.send().status_code in {302, 400}
    assert Sent.objects.count() == 0


def test_tokens_go_after_a_week(admin_client):
    old = timezone.now() - KEPT - datetime.timedelta(minutes=1)
    for number in range(3):
        Sent.objects.create(user_id=98, token=f"{number}" * 22, digest="", sent_at=old, outcome={})
    recent = Sent.objects.create(user_id=99, token=TOKEN, digest="", sent_at=timezone.now(), outcome={})
    assert Window(admin_client, address(Venue, "change", events.venue().pk)).send().status_code == 302
    assert set(Sent.objects.exclude(user_id=User.objects.get().pk)) == {recent}


def confirmation(client: Client, where: str) -> Form:
    return next(form for form in forms_in(client.get(where)) if "post" in form.values)


def test_deletion_that_is_confirmed_twice_is_answered_alike(admin_client):
    where = address(Venue, "delete", events.venue().pk)
    one, two = twice(admin_client, where, confirmation(admin_client, where).values)
    assert (outcome(one), Venue.objects.count()) == (outcome(two), 0)
    assert "was deleted successfully" in said(two)[0]


def test_action_on_a_list_is_done_once(admin_client):
    listing = events.listing(checked_on=datetime.date(2025, 1, 1))
    where = reverse("admin:events_listing_changelist")
    form = next(form for form in forms_in(admin_client.get(where)) if form.id == "changelist-form")
    data = {**form.values, "action": "checked_today", "_selected_action": listing.pk}
    one, two = twice(admin_client, where, data)
    assert (outcome(one), Entry.objects.filter(way="form").count()) == (outcome(two), 1)
    assert said(two) == ["1 listing checked today."]


def test_article_is_published_once_and_said_to_be_twice(admin_client):
    article = news.article(title="A story", text="<p>Words.</p>", hero=news.photo_with_file())
    window = Window(admin_client, reverse("admin:news_article_change", args=[article.pk]))
    assert window.send("_publish").status_code == 302
    where = reverse("admin:news_article_publish", args=[article.pk])
    page = admin_client.get(where)
    form = next(form for form in forms_in(page) if "digest" in form.values)
    one, two = twice(admin_client, where, {**form.values, "looked": page.context["asked"], "_publish": "1"})
    assert (outcome(one), Edition.objects.count()) == (outcome(two), 1), one.content
    assert said(two) == ["Edition 1 is live: readers see it now."]


def test_table_that_is_handed_in_twice_is_applied_once_and_answered_alike(admin_client):
    events.broadcaster("Example TV")
    season = events.season()
    events.event(season=season)
    where = "/admin/events/listing/import/"
    page = admin_client.post(where, {"text": table({"channel": "Example 1"}).decode(), "_look": "1"})
    form = next(form for form in forms_in(page) if "shown" in form.values)
    one, two = twice(admin_client, where, {**form.values, "_apply": "1"})
    assert (outcome(one), Listing.objects.count()) == (outcome(two), 1)
    assert len(said(two)) == 1


def test_lock_comparison_and_token_cost_few_queries(admin_client, django_assert_num_queries: DjangoAssertNumQueries):
    """Token: claimed, and its outcome kept. Comparison: lock, row and, for each set of rows, its rows; the form as it
    would be opened asks for countries of the past. The rest is Django's, with a savepoint for the transaction around it
    in this test."""
    venue = events.venue()
    window = Window(admin_client, address(Venue, "change", venue.pk))
    data = {**window.form.values, "_save": "1"}
    bare = {name: value for name, value in data.items() if name not in {ONCE, "_opened"}}
    with django_assert_num_queries(13):
        admin_client.post(window.address, bare)
    with django_assert_num_queries(13 + 2 + 2 + 2 + 1):
        admin_client.post(window.address, data)


# At the same moment


@pytest.fixture
def people(transactional_db) -> Iterator[tuple[Client, Client]]:
    yield person("Anna"), person("Bert")


def test_new_one_that_is_sent_twice_at_the_same_moment_is_one(people):
    anna, _ = people
    window = added(anna)
    data = {**window.form.values, "_continue": "Save"}
    one, two = together(*[partial(anna.post, window.address, data)] * 2)
    assert (one.status_code, outcome(one)) == (302, outcome(two))
    assert (Article.objects.count(), Sent.objects.count()) == (1, 1)


def test_two_people_who_save_different_fields_at_the_same_moment_both_keep_theirs(people):
    where = address(Venue, "change", events.venue().pk)
    one, two = (Window(client, where) for client in people)
    one.type(name="Of the first"), two.type(city="Second")
    assert [each.status_code for each in together(one.send, two.send)] == [302, 302]
    venue = Venue.objects.get()
    assert (venue.name, venue.city) == ("Of the first", "Second")


def test_of_two_people_who_save_the_same_field_at_the_same_moment_one_is_asked(people):
    where = address(Venue, "change", events.venue().pk)
    one, two = (Window(client, where) for client in people)
    one.type(name="Of the first"), two.type(name="Of the second")
    answers = together(one.send, two.send)
    assert sorted(each.status_code for each in answers) == [200, 302]
    saved = "Of the first" if answers[0].status_code == 302 else "Of the second"
    assert Venue.objects.get().name == saved
