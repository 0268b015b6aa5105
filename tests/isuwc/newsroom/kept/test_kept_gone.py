"""A kept form of whoever lost the right, or of a row that was deleted."""

import re

import pytest
from django.contrib.auth.models import Permission, User

from events.models import Venue
from isuwc.signin.models import KeptForm
from tests.factories import events
from tests.factories.people import sign_in
from tests.isuwc.newsroom.kept.stage import ADD, WORDS, client, norway, opened
from tests.markup import flat

__all__ = ["client", "norway"]

pytestmark = pytest.mark.django_db


def test_whose_right_was_taken_away_meanwhile_keeps_the_words(client, norway):
    user = sign_in(client, "Results")
    form = opened(client)
    user.groups.clear()
    answer = client.post(ADD, {**form, **WORDS})
    assert answer.status_code == 403
    kept = KeptForm.objects.get(person=user)
    assert f"/admin/kept/{kept.pk}/" in answer.content.decode()
    user.is_staff = False
    user.save()
    assert client.post(ADD, {**form, **WORDS})["Location"] == f"/admin/login/?next={ADD}"
    assert KeptForm.objects.filter(person=user).count() == 2


def test_form_of_a_row_that_was_removed_keeps_the_words(client, norway):
    """One that does not say what it was opened on; of others the words stand in a new form (`two_people.deleted`)."""
    venue = events.venue()
    address = f"/admin/events/venue/{venue.pk}/change/"
    sign_in(client, "Results")
    form = opened(client, address)
    form.pop("_opened")
    Venue.objects.all().delete()
    answer = client.post(address, {**form, **WORDS})
    assert answer.status_code == 404
    assert "Nothing was saved: this venue has been deleted." in answer.content.decode()
    assert KeptForm.objects.get().submission.path == address


def test_whoever_may_not_add_keeps_the_words_for_a_deleted_row_and_learns_who_deleted_it(client, norway):
    venue = events.venue(city="Hamar")
    address = f"/admin/events/venue/{venue.pk}/change/"
    person = User.objects.create(username="anna", is_staff=True, password="!")
    person.user_permissions.add(*Permission.objects.filter(codename__in=["view_venue", "change_venue"]))
    client.force_login(person)
    form = opened(client, address)
    Venue.objects.all().delete()
    answer = client.post(address, {**form, **WORDS})
    page = flat(answer.content.decode())
    assert answer.status_code == 404
    assert f"Nothing was saved: the venue “{venue}” was deleted meanwhile by somebody directly in the database" in page
    kept = KeptForm.objects.get(person=person)
    assert f'<a href="/admin/kept/{kept.pk}/"' in page
    assert dict(kept.submission.fields)["name"] == "Vikingskipet"


def test_form_of_a_deleted_row_is_shown_by_its_labels_and_says_that_it_was_this_person_s_own_deed(client):
    """A user, who has another form when there is none yet."""
    client.force_login(User.objects.create(username="anna", is_staff=True, is_superuser=True, password="!"))
    bert = User.objects.create(username="bert", password="!")
    address = f"/admin/auth/user/{bert.pk}/change/"
    form = opened(client, address)
    client.post(f"/admin/auth/user/{bert.pk}/delete/", {**opened(client, "/admin/"), "post": "yes"})
    answer = client.post(address, {**form, "username": "bert", "first_name": "Bert", "is_active": "on"})
    said = "Nothing was saved: the user “bert” was deleted meanwhile by you, on another page, at "
    assert (answer.status_code, said in flat(answer.content.decode())) == (404, True)
    page = flat(client.get(f"/admin/kept/{KeptForm.objects.get().pk}/").content.decode())
    assert re.findall(r"<dt>(.*?)</dt> <dd>(.*?)</dd>", page) == [
        ("Username", "bert"),
        ("First name", "Bert"),
        ("Active", "Yes"),
    ]


def test_deleting_what_is_deleted_already_has_djangos_answer(client, norway):
    venue = events.venue()
    address = f"/admin/events/venue/{venue.pk}/delete/"
    client.force_login(User.objects.create(username="anna", is_staff=True, is_superuser=True, password="!"))
    form = opened(client, address)
    Venue.objects.all().delete()
    answer = client.post(address, {**form, "post": "yes"}, follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
    assert "doesn’t exist. Perhaps it was deleted?" in answer.content.decode()
    assert KeptForm.objects.count() == 0
