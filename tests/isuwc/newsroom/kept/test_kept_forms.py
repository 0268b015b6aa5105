"""A form sent after the session had ended: kept for who typed it, shown to them alone, sent on after a look."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from events.models import Venue
from isuwc.signin.models import KeptForm
from tests.factories.people import sign_in, staff
from tests.isuwc.newsroom.kept.stage import (
    ADD,
    WORDS,
    client,
    end_session,
    hidden,
    kept_page,
    norway,
    opened,
    signed_out,
)
from tests.markup import flat

__all__ = ["client", "norway"]

pytestmark = pytest.mark.django_db


def test_words_are_kept_shown_after_the_sign_in_and_saved_after_a_click(client, norway):
    answer = signed_out(client, "Results")
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/login/?next={ADD}")
    assert list(Venue.objects.all()) == []
    assert "What was typed is kept." in client.get(answer["Location"]).content.decode()

    sign_in(client, "Results")
    address = kept_page(client)
    page = client.get(address).content.decode()
    assert "Add venue" in page
    shown = dict(re.findall(r"<dt>(.*?)</dt> <dd>(.*?)</dd>", flat(page)))
    assert shown == {
        "Name": "Vikingskipet",
        "City": "Hamar",
        "Country": "Norway",
        "Time zone": "Europe/Oslo",
        "Slug": "vikingskipet",
    }
    assert list(Venue.objects.all()) == [], "only a click sends it on"

    form = hidden(page, "kept_form")
    assert {name: form[name] for name in WORDS} == WORDS
    answer = client.post(ADD, form)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/events/venue/")
    assert Venue.objects.get().name == "Vikingskipet"
    assert kept_page(client) == ""
    assert "sent again at" in client.get("/admin/kept/").content.decode()


def test_sign_in_itself_leads_to_what_is_kept_after_a_wrong_password(client, norway):
    user = staff("Results")
    user.set_password("a long enough password")
    user.save()
    login = signed_out(client)["Location"]

    def attempt(password: str):
        form = hidden(client.get(login).content.decode())
        return client.post("/admin/login/", {**form, "username": "results", "password": password, "next": ADD})

    assert attempt("wrong").status_code == 200
    client.get("/admin/login/")  # the way there is forgotten in between
    answer = attempt("a long enough password")
    assert answer["Location"] == f"/admin/kept/{KeptForm.objects.get().pk}/"


def test_another_person_never_sees_it_and_it_waits_for_the_right_one(client, norway):
    signed_out(client)
    address = f"/admin/kept/{KeptForm.objects.get().pk}/"
    sign_in(client, "Broadcast")
    assert kept_page(client) == ""
    assert "Nothing is kept for you" in client.get("/admin/kept/").content.decode()
    assert client.get(address)["Location"] == "/admin/kept/"
    assert client.post(address, opened(client, "/admin/events/listing/add/"))["Location"] == "/admin/kept/", (
        "nobody else discards it"
    )

    end_session(client)
    sign_in(client, "Results")
    assert kept_page(client) == address


def test_same_person_sees_it_at_that_browser_alone(client, norway):
    signed_out(client)
    other = Client()
    sign_in(other, "Results")
    assert "Nothing is kept for you" in other.get("/admin/kept/").content.decode()
    assert other.get(f"/admin/kept/{KeptForm.objects.get().pk}/")["Location"] == "/admin/kept/"


def test_form_of_an_earlier_sign_in_is_kept_and_not_a_bare_403(client, norway):
    user = staff("Results")
    client.force_login(user)
    form = opened(client)
    client.cookies["csrftoken"] = "a" * 32  # another sign-in rotates it
    answer = client.post(ADD, {**form, **WORDS})
    assert answer["Location"] == f"/admin/kept/{KeptForm.objects.get(person=user).pk}/"


def test_form_opened_by_somebody_else_is_not_taken_under_the_name_of_who_is_signed_in(client, norway):
    author = sign_in(client, "Results")
    form = opened(client)
    sign_in(client, "Broadcast")
    token = opened(client, "/admin/events/listing/add/")["csrfmiddlewaretoken"]
    answer = client.post(ADD, {**form, **WORDS, "csrfmiddlewaretoken": token})
    assert answer.status_code == 403
    assert "was opened by somebody else" in flat(answer.content.decode())
    assert "Vikingskipet" not in answer.content.decode()
    assert (KeptForm.objects.get().person, list(Venue.objects.all())) == (author, [])


def test_discarded_form_is_gone(client, norway):
    signed_out(client)
    sign_in(client, "Results")
    address = kept_page(client)
    assert client.post(address, opened(client, address))["Location"] == "/admin/kept/"
    assert list(KeptForm.objects.all()) == []


def test_form_that_is_sent_on_and_refused_stays_until_its_time_ends(client, norway):
    signed_out(client, "Results", **{**WORDS, "time_zone": "Europe/Nowhere"})
    sign_in(client, "Results")
    answer = client.post(ADD, hidden(client.get(kept_page(client)).content.decode(), "kept_form"))
    assert answer.status_code == 200
    assert 'value="Vikingskipet"' in answer.content.decode()
    assert KeptForm.objects.waiting().count() == 0
    KeptForm.objects.update(until=timezone.now())
    assert "Nothing is kept for you" in client.get("/admin/kept/").content.decode()


def test_session_that_ends_again_keeps_one_form(client, norway):
    signed_out(client)
    sign_in(client, "Results")
    form = hidden(client.get(kept_page(client)).content.decode(), "kept_form")
    end_session(client)
    client.post(ADD, form)
    (kept,) = KeptForm.objects.all()
    assert {name: words for name, words in kept.submission.fields if not name.startswith("_")} == WORDS
