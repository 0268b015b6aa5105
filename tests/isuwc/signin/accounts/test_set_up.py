"""Setting a factor up within the sign-in, recovery codes, and what the database holds of them."""

from datetime import timedelta

import pyotp
import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from isuwc.history.models import Change
from isuwc.outbox.models import Letter
from isuwc.signin.accounts.factors import apps, codes
from isuwc.signin.accounts.sessions.rows import StaffSession
from tests.isuwc.signin.accounts.doors import (
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
