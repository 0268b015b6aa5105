"""Every way around the second factor by name, and of whom it is asked."""

import time

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import get_resolver

from isuwc.history.models import Change
from isuwc.newsroom.people.owners import FRESH
from isuwc.signin.accounts.factors import codes
from isuwc.signin.accounts.factors.rows import AuthenticatorApp
from isuwc.signin.accounts.middleware import VERIFIED
from tests.isuwc.signin.accounts.doors import (
    PASSWORD,
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


NEW = "four other words unheard"
SET = {"usable_password": "true", "password1": NEW, "password2": NEW}


def root_of_long_ago(client, monkeypatch) -> User:
    """An administrator, whose open session somebody finds a while after the sign-in."""
    root = person("root", role="", is_superuser=True)
    client.force_login(root)
    late = time.time() + FRESH + 1
    monkeypatch.setattr("isuwc.newsroom.people.owners.time.time", lambda: late)
    return root


def test_who_finds_an_open_session_gives_its_owner_no_password_of_their_own(client, monkeypatch):
    """With it they could confirm that it is them, and change the second factor."""
    root = root_of_long_ago(client, monkeypatch)
    for answer in (
        client.get(f"/admin/auth/user/{root.pk}/password/"),
        client.post(f"/admin/auth/user/{root.pk}/password/", SET),
    ):
        assert (answer.status_code, answer["Location"]) == (302, "/admin/password_change/")
    assert User.objects.get(pk=root.pk).check_password(PASSWORD)


def test_who_finds_an_open_session_gives_nobody_else_a_password(client, monkeypatch):
    root_of_long_ago(client, monkeypatch)
    eva = person()
    address = f"/admin/auth/user/{eva.pk}/password/"
    assert client.post(address, SET)["Location"].startswith("/admin/account/confirm/")
    assert (
        client.get(address)["Location"]
        == f"/admin/account/confirm/?next=%2Fadmin%2Fauth%2Fuser%2F{eva.pk}%2Fpassword%2F"
    )
    assert User.objects.get(pk=eva.pk).check_password(PASSWORD)


def test_codes_can_t_be_made_before_there_is_a_factor_that_they_would_open(client):
    """Whoever knows a password that needs no second step would keep them for the day when it does."""
    eva = person("tom", role="Journalist")
    client.force_login(eva)
    assert client.post("/admin/account/codes/")["Location"] == "/admin/set-up/"
    assert codes.left(eva) == 0
    with_app(eva)
    client.force_login(eva)
    session = client.session
    session[VERIFIED] = "authenticator app"
    session.save()
    assert client.post("/admin/account/codes/")["Location"] == "/admin/account/codes/"
    assert codes.left(eva) == codes.HOW_MANY


def test_former_password_can_t_be_tried_without_end_in_an_open_session(client):
    eva = person()
    client.force_login(eva)
    words = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    tried = [client.post("/admin/password_change/", words).status_code for _ in range(11)]
    assert tried == [200] * 10 + [302], "the last is led to the account's page, which says how long to wait"
    right = client.post("/admin/password_change/", {**words, "old_password": PASSWORD}, follow=True)
    assert "Too many attempts. Nothing was changed." in right.content.decode()
    assert User.objects.get(pk=eva.pk).check_password(PASSWORD)


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
