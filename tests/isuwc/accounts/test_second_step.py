"""The second step under attack: each way around it by name, and everybody whom it lets in."""

import time
from datetime import timedelta

import pyotp
import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from isuwc.accounts.factors import apps, codes
from isuwc.accounts.factors.rows import AuthenticatorApp
from isuwc.accounts.pending import LASTS
from isuwc.accounts.sessions.rows import StaffSession
from isuwc.history.models import Change
from isuwc.outbox.models import Letter
from isuwc.signin.kept.rows import KeptForm
from tests.isuwc.accounts.doors import (
    FAR,
    PASSWORD,
    SECRET,
    code,
    codes_in,
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


def test_password_alone_leads_to_the_second_step_and_nowhere_else(eva, client):
    answer = give_password(client, onward="/admin/news/article/")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/second-step/")
    assert not is_let_in(client)
    answer = give_code(client, code())
    assert answer["Location"] == "/admin/news/article/"
    assert is_let_in(client)
    assert said_of(eva)[-1] == "Signed in: Another browser, 127.0.0.x"


def doors() -> list[str]:
    """Every address of the newsroom without a parameter, and what of the public site knows staff."""
    found = []

    def walk(patterns, before):
        for pattern in patterns:
            text = before + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, text)
            elif "<" not in text and "(?P" not in text:
                found.append("/" + text)

    walk(get_resolver().url_patterns, "")
    return [each for each in found if each.startswith("/admin/")]


OPEN = {"/admin/login/", "/admin/second-step/", "/admin/set-up/", "/admin/set-up/app/", "/admin/set-up/passkey/"}
OPEN |= {"/admin/forgotten/", "/admin/jsi18n/", "/admin/logout/"}


@pytest.mark.parametrize("asked", ["get", "post"])
def test_no_address_of_the_newsroom_is_open_to_a_password_alone(eva, client, asked):
    eva.is_superuser = True
    eva.save()
    assert len(doors()) > 60
    give_password(client)
    stranger = Client()
    for address in set(doors()) - OPEN:
        found, wanted = (getattr(each, asked)(address) for each in (client, stranger))
        assert (found.status_code, found.get("Location")) == (wanted.status_code, wanted.get("Location")), address
        assert found.wsgi_request.user.is_anonymous, address


def test_set_up_is_closed_to_who_has_a_factor_already(eva, client):
    """Else a password would be enough to set up an app of one's own."""
    give_password(client)
    for address in ("/admin/set-up/", "/admin/set-up/app/", "/admin/set-up/passkey/"):
        assert client.get(address)["Location"].startswith("/admin/login/")
        assert client.post(address, {"otp": "123456"})["Location"].startswith("/admin/login/")
    assert AuthenticatorApp.objects.count() == 1


def test_public_pages_take_whoever_gave_a_password_alone_for_a_reader(eva, client):
    give_password(client)
    assert client.get("/about/?at=2026-02-15").wsgi_request.user.is_anonymous
    give_code(client, code())
    assert client.get("/about/").wsgi_request.user == eva


def test_session_that_a_password_opened_is_nobody_s_once_a_factor_is_set_up(client):
    made = person()
    give_password(client)
    assert is_let_in(client)
    with_app(made)
    assert not is_let_in(client)


def test_session_is_nobody_s_once_a_role_that_requires_a_factor_is_given(client, settings):
    settings.SECOND_FACTOR = ["Editor"]
    made = person(role="Journalist")
    give_password(client)
    assert is_let_in(client)
    made.groups.add(Group.objects.get(name="Editor"))
    assert not is_let_in(client)


@pytest.mark.parametrize(
    ("asked", "role", "facts", "required"),
    [
        (["Administrator", "Editor"], "Editor", {}, True),
        (["Administrator", "Editor"], "Journalist", {}, False),
        (["Administrator", "Editor"], "", {"is_superuser": True}, True),
        (["Editor"], "", {"is_superuser": True}, False),
        (["everybody"], "Results", {}, True),
        ([], "Editor", {"is_superuser": True}, False),
    ],
)
def test_factor_is_required_by_role(client, settings, asked, role, facts, required):
    settings.SECOND_FACTOR = asked
    person(role=role, **facts)
    assert give_password(client)["Location"] == ("/admin/set-up/" if required else "/admin/")
    assert is_let_in(client) is not required


def test_who_may_change_people_is_an_administrator_too(client, settings):
    settings.SECOND_FACTOR = ["Administrator"]
    made = person(role="Journalist")
    made.user_permissions.add(Permission.objects.get(codename="change_user"))
    assert give_password(client)["Location"] == "/admin/set-up/"


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
    monkeypatch.setattr("isuwc.accounts.pending.time.time", lambda: now)
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


# Setting up within the sign-in, recovery codes


def test_who_has_to_set_one_up_does_so_within_the_sign_in_and_is_shown_recovery_codes(client, settings, mailing):
    settings.SECOND_FACTOR = ["Editor"]
    made = person()
    give_password(client, onward="/admin/news/photo/")
    page = client.get("/admin/set-up/app/").content.decode()
    secret = page.split('class="people-key">')[1].split("</code>")[0].replace(" ", "")
    app = pyotp.TOTP(secret)
    assert client.post("/admin/set-up/app/", {"otp": "000000"}).status_code == 200
    assert not is_let_in(client)
    assert secret in client.get("/admin/set-up/app/").content.decode().replace(" ", "")
    answer = client.post("/admin/set-up/app/", {"otp": app.now()})
    assert answer["Location"] == "/admin/account/codes/"
    assert "device" in answer.cookies
    shown = codes_in(client.get("/admin/account/codes/").content)
    assert len(set(shown)) == 10
    assert client.post("/admin/account/codes/", {"kept": "1"})["Location"] == "/admin/news/photo/"
    assert codes_in(client.get("/admin/account/codes/").content) == []
    assert "Second factor set up: authenticator app" in said_of(made)
    assert [letter.subject for letter in Letter.objects.all()] == [
        "Your newsroom account: a second factor was set up: authenticator app"
    ]
    assert mail.outbox == []


def test_recovery_code_is_good_once_and_said_by_mail(eva, client, mailing):
    first, *_ = codes.renew(eva)
    give_password(client)
    assert give_code(client, first.upper().replace("-", " ")).status_code == 302
    assert is_let_in(client)
    assert said_of(eva)[-1] == "Recovery code used, 9 left"
    assert "a recovery code was used to sign in; 9 are left" in Letter.objects.get().text
    other = Client()
    give_password(other)
    assert give_code(other, first).status_code == 200
    assert not is_let_in(other)


def test_recovery_codes_of_before_are_void(eva):
    first, *_ = codes.renew(eva)
    codes.renew(eva)
    assert not codes.check(eva, first)


def test_database_holds_neither_a_recovery_code_nor_a_secret_of_an_app_nor_a_session(eva, client):
    first, *_ = codes.renew(eva)
    give_password(client)
    give_code(client, code())
    held = ""
    with connection.cursor() as cursor:
        for table in ("authenticatorapp", "recoverycode", "staffsession"):
            cursor.execute(f"SELECT accounts_{table}::text FROM accounts_{table}")  # noqa: S608 - names of ours
            held += str(cursor.fetchall())
    assert first.replace("-", "") not in held
    assert "JBSWY3DPEHPK3PXP" not in held
    assert b"JBSWY3DPEHPK3PXP".hex() not in held
    assert client.cookies["sessionid"].value not in held


def test_app_that_was_sealed_by_another_key_is_refused_and_logged_and_opened_by_the_former_key(eva, settings, caplog):
    former, settings.SECRET_KEY = settings.SECRET_KEY, "x" * 50
    assert not apps.check(eva, code())
    assert "can't be read: SECRET_KEY was changed" in caplog.text
    settings.SECRET_KEY_FALLBACKS = [former]
    assert apps.check(eva, code())


def test_sign_in_costs_a_fixed_number_of_queries_and_a_page_none_more(eva, client, django_assert_num_queries):
    give_password(client)
    give_code(client, code())
    with django_assert_num_queries(2):  # the session, the person
        client.get("/admin/jsi18n/").wsgi_request.user.is_staff  # noqa: B018 - asks


def test_wrong_codes_are_logged_without_them(eva, client, caplog):
    give_password(client)
    give_code(client, "123457")
    lines = [record.getMessage() for record in caplog.records if record.name == "isuwc.security"]
    assert lines == ["second factor failed: account 'eva' from '127.0.0.1'"]


def test_moment_of_a_session_is_absolute(eva, client):
    give_password(client)
    give_code(client, code())
    row = StaffSession.objects.get()
    assert timedelta(hours=11, minutes=59) < row.expire_date - timezone.now() <= timedelta(hours=12)
