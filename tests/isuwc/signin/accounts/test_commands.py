"""What is done to accounts on the server, where no password of the site is asked for."""

import io

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client

from isuwc.history.models import Change, Entry
from isuwc.signin.accounts.checks import roles_exist
from tests.isuwc.signin.accounts.doors import PASSWORD, give_password, person, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(client, admin_user) -> Client:
    client.force_login(admin_user)
    return client


def role(name: str) -> str:
    return str(Group.objects.get(name=name).pk)


def said(made: User) -> list[str]:
    return list(Change.objects.filter(table="auth_user", row=str(made.pk), deed="said").values_list("words", flat=True))


def new(root: Client, **given):
    values = {"username": "eva", "first_name": "", "last_name": "", "email": "", "password1": "", "password2": ""}
    return root.post("/admin/auth/user/add/", {**values, **given}, follow=True)


def run(name: str, *given: str, **more) -> str:

    out = io.StringIO()
    call_command(name, *given, stdout=out, stderr=out, **more)
    return out.getvalue()


def test_first_administrator_is_made_on_the_server_without_a_password_being_typed():
    out = run("make_administrator", "anna", email="anna@example.org")
    assert out.startswith(
        "anna is an administrator.\nThey set a password by this link, which is good once, for 2 hours:\n"
    )
    client, link = Client(), out.split("http://127.0.0.1:8000")[1].strip()
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert give_password(client, "anna")["Location"] == "/admin/"
    assert "/admin/new-password/" not in run("make_administrator", "anna")
    anna = User.objects.get()
    assert (anna.is_superuser, anna.email) == (True, "anna@example.org")
    assert Entry.objects.filter(way="command", what="make_administrator").count() == 2


def test_lost_factor_is_removed_on_the_server():
    eva = with_app(person())
    assert run("remove_second_factor", "eva") == "Removed 1 second factor of eva.\n"
    assert said(eva) == ["Second factor removed by a command on the server"]


def test_link_for_a_new_password_is_made_on_the_server():
    person()
    assert "http://127.0.0.1:8000/admin/new-password/" in run("reset_password", "eva")


@pytest.mark.parametrize("command", ["reset_password", "remove_second_factor"])
def test_unknown_name_is_said(command):
    with pytest.raises(CommandError, match="There is nobody with the user name 'eve'"):
        run(command, "eve")


def test_who_can_t_sign_in_gets_no_link():
    person(is_active=False)
    with pytest.raises(CommandError, match="can't sign in"):
        run("reset_password", "eva")


def test_odd_name_of_an_administrator_is_refused():
    with pytest.raises(CommandError, match="Enter a valid username"):
        run("make_administrator", "an na")


def test_people_are_listed_on_the_server(settings):
    settings.SECOND_FACTOR = ["Editor", "Editors"]
    with_app(person())
    person("tom")
    assert run("people").splitlines() == [
        "eva <eva@example.org>: Editor; app; never signed in",
        "tom <tom@example.org>: Editor; required, not set up; never signed in",
        "SECOND_FACTOR names a role that there is not: Editors.",
    ]


def test_role_that_there_is_not_stops_the_migration(settings):
    """A typing error would ask nobody for a second factor."""
    settings.SECOND_FACTOR = ["Administrator", "everybody", "Editors"]
    (error,) = roles_exist(None, databases=["default"])
    assert error.msg == "SECOND_FACTOR names a role that there is not: Editors."
    assert roles_exist(None, databases=None) == []
