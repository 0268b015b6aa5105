"""The second step under attack, and whom it lets in."""

import time

import pyotp
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from isuwc.history.models import Change
from isuwc.outbox.models import Letter
from isuwc.signin.accounts.factors import apps
from isuwc.signin.accounts.sessions.rows import StaffSession
from isuwc.signin.accounts.steps.pending import LASTS
from isuwc.signin.kept.rows import KeptForm
from tests.isuwc.signin.accounts.doors import (
    FAR,
    PASSWORD,
    SECRET,
    code,
    give_code,
    give_password,
    is_let_in,
    person,
    with_app,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def eva() -> User:
    return with_app(person())


@pytest.fixture
def mailing(settings) -> None:
    settings.SENDS_MAIL = True


def said_of(made: User) -> list[str]:
    return list(Change.objects.filter(table="auth_user", row=str(made.pk), deed="said").values_list("words", flat=True))


def test_code_is_good_once(eva, client):
    given = code()
    give_password(client)
    assert give_code(client, given).status_code == 302
    other = Client()
    give_password(other)
    assert give_code(other, given).status_code == 200
    assert not is_let_in(other)


def test_code_before_one_that_was_used_is_refused(eva):
    assert apps.check(eva, code(1))
    assert not apps.check(eva, code())
    assert not apps.check(eva, code(1))


@pytest.mark.parametrize(("steps", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_phone_s_clock_may_be_half_a_minute_wrong(steps, right):
    secret, now = SECRET, 1_750_000_000.0
    assert (apps.step_of(secret, pyotp.TOTP(secret).at(int(now) + 30 * steps), now=now) is not None) is right


@pytest.mark.parametrize("typed", ["{0} {1}", "{0}-{1}", " {0}{1} "])
def test_code_is_taken_as_people_type_it(eva, typed):
    given = code()
    assert apps.check(eva, typed.format(given[:3], given[3:]))


@pytest.mark.parametrize("given", ["", "000000", "é", "1" * 5000, "\x00", "١٢٣٤٥٦", "None"])
def test_odd_code_is_wrong_and_nothing_else(eva, client, given):
    give_password(client)
    answer = give_code(client, given)
    assert answer.status_code == 200
    assert "That is not right, or was used before." in answer.content.decode()


def test_five_wrong_codes_lead_back_to_the_password_and_a_letter_says_so(eva, client, mailing):
    give_password(client)
    answers = [give_code(client, "000000") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [302]
    assert answers[-1]["Location"] == "/admin/login/"
    assert give_code(client, code())["Location"] == "/admin/login/"
    (letter,) = Letter.objects.all()
    assert letter.to == "eva@example.org"
    assert "somebody who knows its password gave 5 wrong codes in a row and was not let in." in letter.text


def test_guessing_codes_with_the_right_password_is_slowed_over_all_addresses(eva):
    tried = []
    for number in range(12):
        thief, there = Client(), {"REMOTE_ADDR": f"203.0.113.{number}"}
        give_password(thief, **there)
        tried.append(give_code(thief, "000000", **there).status_code)
    assert tried == [200] * 10 + [429] * 2
    thief = Client()
    give_password(thief, REMOTE_ADDR=FAR)
    assert give_code(thief, code(), REMOTE_ADDR=FAR).status_code == 429
    assert not is_let_in(thief)


def test_owner_at_a_known_device_signs_in_during_that(eva, client):
    give_password(client)
    give_code(client, code(-1))
    client.post("/admin/logout/")
    for number in range(12):
        thief, there = Client(), {"REMOTE_ADDR": f"203.0.113.{number}"}
        give_password(thief, **there)
        give_code(thief, "000000", **there)
    give_password(client)
    assert give_code(client, code()).status_code == 302
    assert is_let_in(client)


def test_device_is_known_only_after_the_second_step(eva, client):
    assert "device" not in give_password(client).cookies
    assert "device" in give_code(client, code()).cookies


def test_wait_is_said_in_words_and_in_the_header(eva, client):
    for _ in range(2):
        give_password(client)
        for _ in range(4):
            answer = give_code(client, "000000")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 120
    assert "Too many attempts. Please try again in" in answer.content.decode()


def test_state_between_the_steps_ends_after_ten_minutes(eva, client, monkeypatch):
    give_password(client)
    now = time.time() + LASTS + 1
    monkeypatch.setattr("isuwc.signin.accounts.steps.pending.time.time", lambda: now)
    assert give_code(client, code())["Location"] == "/admin/login/"


def test_state_between_the_steps_dies_with_the_password(eva, client):
    give_password(client)
    eva.set_password("quite another set of words")
    eva.save()
    assert give_code(client, code())["Location"] == "/admin/login/"
    assert not is_let_in(client)


def test_state_between_the_steps_dies_with_the_account(eva, client):
    give_password(client)
    User.objects.filter(pk=eva.pk).update(is_active=False)
    assert give_code(client, code())["Location"] == "/admin/login/"


def test_code_of_somebody_else_opens_nothing(eva, client):
    person("tom")
    apps.add(User.objects.get(username="tom"), "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU", 0)
    give_password(client, "tom")
    assert give_code(client, code()).status_code == 200
    assert not is_let_in(client)


def test_session_of_one_is_no_step_of_another(eva, client):
    """Whoever is signed in and gives another's password is nobody until the second step, and then the other."""
    person("tom", role="Journalist")
    give_password(client, "tom")
    assert is_let_in(client)
    give_password(client, "eva")
    assert not is_let_in(client)
    give_code(client, code())
    assert client.get("/admin/").wsgi_request.user == eva


def test_second_factor_of_one_is_not_left_for_the_next_at_this_browser(eva, client):
    person("tom", role="Journalist")
    give_password(client)
    give_code(client, code())
    give_password(client, "tom")
    assert client.get("/admin/").wsgi_request.user.get_username() == "tom"
    assert not client.session.get("isuwc.second_factor")


def test_onward_address_leads_nowhere_else(eva, client):
    give_password(client, onward="https://evil.example/")
    assert give_code(client, code())["Location"] == "/admin/"


def test_form_of_an_ended_session_survives_both_steps(eva, client):
    give_password(client)
    give_code(client, code(-1))
    page = client.get("/admin/auth/user/").content  # sets the browser's cookie
    assert page
    StaffSession.objects.all().delete()
    answer = client.post("/admin/news/leadstory/add/", {"title": "Words of an hour"})
    assert answer["Location"].startswith("/admin/login/")
    assert give_password(client)["Location"] == "/admin/second-step/"
    kept = KeptForm.objects.get()
    assert give_code(client, code())["Location"] == reverse("admin:kept_form", args=[kept.pk])
    assert "Words of an hour" in client.get(f"/admin/kept/{kept.pk}/").content.decode()


def test_code_typed_after_the_state_had_ended_is_kept_nowhere(eva, client):
    give_password(client)
    give_code(client, code())
    StaffSession.objects.all().delete()
    give_code(client, "123456")
    client.post("/admin/account/confirm/", {"password": PASSWORD})
    assert KeptForm.objects.count() == 0
