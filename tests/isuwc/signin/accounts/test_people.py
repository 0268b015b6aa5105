"""People as administrators see them: made by a form they can sign in, and what was lost is reset and said."""

import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from isuwc.history.models import Change
from isuwc.outbox.models import Letter
from isuwc.signin.accounts.factors import codes
from isuwc.signin.accounts.factors.rows import AuthenticatorApp, RecoveryCode
from tests.factories.people import sign_in, staff
from tests.isuwc.signin.accounts.doors import PASSWORD, code, give_code, give_password, is_let_in, person, with_app

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


def test_user_made_by_the_form_with_a_role_can_sign_in(root):
    page = new(root, groups=role("Results"), password1=PASSWORD, password2=PASSWORD).content.decode()
    assert "The user eva can sign in to the newsroom now: a role gives that." in page
    other = Client()
    assert give_password(other)["Location"] == "/admin/"
    assert is_let_in(other)


def test_user_made_without_a_role_can_t_and_the_form_says_so(root):
    page = new(root, password1=PASSWORD, password2=PASSWORD).content.decode()
    assert "The user eva has no role yet and can’t sign in." in page
    assert not User.objects.get(username="eva").is_staff


def test_user_made_without_a_password_sets_it_by_a_link_that_is_shown(root):
    page = new(root, groups=role("Editor")).content.decode()
    (link,) = re.findall(r"http://127.0.0.1:8000(/admin/new-password/[\w/-]+)", page)
    other = Client()
    form = other.get(link, follow=True)
    other.post(form.request["PATH_INFO"], {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert give_password(other)["Location"] == "/admin/"


def test_or_by_mail(root, settings):
    settings.SENDS_MAIL = True
    page = new(root, groups=role("Editor"), email="eva@example.org").content.decode()
    assert "A link to set a new password is on its way to eva@example.org." in page
    assert "/admin/new-password/" in Letter.objects.get().text
    assert "/admin/new-password/" not in page


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (PASSWORD, "", "match"),
        ("passwordpassword", "passwordpassword", "common words"),
        (PASSWORD, PASSWORD + "x", "match"),
    ],
)
def test_password_of_the_form_is_checked_if_there_is_one(root, first, second, words):
    page = new(root, groups=role("Editor"), password1=first, password2=second).content.decode()
    assert words in page
    assert not User.objects.filter(username="eva").exists()


def test_who_loses_the_last_role_can_t_sign_in_any_more(root):
    made = person()
    values = {"username": "eva", "is_active": "on", "email": made.email, "groups": role("Results")}
    page = root.post(f"/admin/auth/user/{made.pk}/change/", values, follow=True).content.decode()
    assert "sign in to the newsroom" not in page
    del values["groups"]
    page = root.post(f"/admin/auth/user/{made.pk}/change/", values, follow=True).content.decode()
    assert "The user eva can’t sign in to the newsroom any more: they have no role." in page
    assert not is_let_in(Client())
    made.refresh_from_db()
    assert not made.is_staff


def test_list_shows_roles_activity_sign_in_and_factor(root, settings, django_assert_num_queries):
    settings.SECOND_FACTOR = ["Editor"]
    with_app(person("eva", "Editor"))
    person("tom", "Editor")
    User.objects.create_user("una", is_active=False)
    settings.SECOND_FACTOR = ["Editor"]
    with django_assert_num_queries(7):
        answer = root.get("/admin/auth/user/")
    rows = [row for row in answer.content.decode().split("<tr") if "field-roles" in row]
    shown = r"field-(?:roles|last_signed_in|second_factor)[^>]*>(.*?)</td>"
    cells = [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(shown, row)] for row in rows]
    assert cells == [
        ["Administrator", cells[0][1], "none"],
        ["Editor", "never", "app"],
        ["Editor", "never", "required, not set up"],
        ["none: can’t sign in", "never", "none"],
    ]
    assert [row.count('icon-no.svg" alt="False"') for row in rows] == [0, 0, 0, 1]


@pytest.mark.parametrize(("chosen", "names"), [("Editor", ["eva"]), ("-", ["admin"]), ("Nothing", [])])
def test_list_is_filtered_by_role(root, chosen, names):
    person()
    answer = root.get("/admin/auth/user/", {"role": chosen})
    assert [each.username for each in answer.context["cl"].result_list] == names


def test_everything_that_one_person_did_is_one_list_for_administrators(root):
    eva = person()
    give_password(Client())
    page = root.get("/admin/history/", {"person": eva.pk}).content.decode()
    assert "Sign-in" in page
    assert "Signed in: Another browser, 127.0.0.x" in page
    journalist = Client()
    sign_in(journalist, "Journalist")
    assert "Signed in:" not in journalist.get("/admin/history/", {"person": eva.pk}).content.decode()


def test_change_of_a_role_is_in_the_history_under_who_made_it(root, admin_user):
    made = person()
    values = {"username": "eva", "is_active": "on", "email": made.email, "groups": [role("Results"), role("Editor")]}
    root.post(f"/admin/auth/user/{made.pk}/change/", values)
    change = Change.objects.filter(table="auth_user_groups", owner_row=str(made.pk)).last()
    assert (change.deed, change.entry.person_id) == ("made", admin_user.pk)


# Access: what an administrator resets


def test_lost_factor_is_removed_said_in_the_history_and_by_mail(root, settings):
    settings.SENDS_MAIL, settings.SECOND_FACTOR = True, ["Editor"]
    eva = with_app(person())
    codes.renew(eva)
    other = Client()
    give_password(other)
    give_code(other, code())
    page = root.post(f"/admin/auth/user/{eva.pk}/access/", {"do": "remove"}, follow=True).content.decode()
    assert "Removed the second factor of eva, who is signed out everywhere. They set up a new one" in page
    assert not is_let_in(other)
    assert (AuthenticatorApp.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert said(eva)[-1] == "Second factor removed by admin"
    assert Letter.objects.last().subject == "Your newsroom account: your second factor was removed by admin"
    assert give_password(other)["Location"] == "/admin/set-up/"


def test_person_is_signed_out_everywhere(root):
    eva, other = person(), Client()
    give_password(other)
    root.post(f"/admin/auth/user/{eva.pk}/access/", {"do": "sign_out"})
    assert not is_let_in(other)
    assert said(eva)[-1] == "Signed out everywhere by an administrator"


def test_link_for_a_person_is_shown_once_and_noted(root):
    eva = person()
    answer = root.post(f"/admin/auth/user/{eva.pk}/access/", {"do": "link"})
    assert "/admin/new-password/" in answer.content.decode()
    assert "/admin/new-password/" not in root.get(f"/admin/auth/user/{eva.pk}/access/").content.decode()
    assert said(eva) == ["Link made to set a new password"]


@pytest.mark.parametrize("do", ["", "everything", "\x00"])
def test_other_deeds_do_nothing(root, do):
    eva = with_app(person())
    assert root.post(f"/admin/auth/user/{eva.pk}/access/", {"do": do}).status_code in {302, 400}
    assert AuthenticatorApp.objects.count() == 1


@pytest.mark.parametrize("who", ["Editor", "Journalist", "Results"])
def test_access_of_others_is_for_administrators_alone(client, who):
    eva = with_app(person())
    client.force_login(staff(who, "tom"))
    for send in (client.get, client.post):
        assert send(f"/admin/auth/user/{eva.pk}/access/", {"do": "remove"}).status_code == 403
    assert AuthenticatorApp.objects.count() == 1


def test_own_factor_is_not_reset_there(root, admin_user):
    with_app(admin_user)
    root.force_login(admin_user)
    session = root.session
    session["isuwc.second_factor"] = "authenticator app"
    session.save()
    answer = root.post(f"/admin/auth/user/{admin_user.pk}/access/", {"do": "remove"})
    assert answer["Location"] == "/admin/account/"
    assert AuthenticatorApp.objects.count() == 1


def test_session_of_an_administrator_that_was_left_open_resets_nothing(root):
    eva = with_app(person())
    session = root.session
    session["isuwc.session"][0] -= 16 * 60
    session.save()
    answer = root.post(f"/admin/auth/user/{eva.pk}/access/", {"do": "remove"})
    assert answer["Location"].startswith("/admin/account/confirm/")
    assert AuthenticatorApp.objects.count() == 1


def keeper() -> Client:
    """Who may change people, and not everything."""
    made = staff("Journalist", "keeper")
    made.user_permissions.add(*Permission.objects.filter(content_type__app_label="auth"))
    client = Client()
    client.force_login(made)
    return client


def test_who_keeps_people_can_t_become_more_than_they_are(admin_user):
    client = keeper()
    made = User.objects.get(username="keeper")
    values = {"username": "keeper", "is_active": "on", "is_superuser": "on", "groups": role("Journalist")}
    everything = [str(each.pk) for each in Permission.objects.all()]
    assert (
        client.post(f"/admin/auth/user/{made.pk}/change/", {**values, "user_permissions": everything}).status_code
        == 302
    )
    made = User.objects.get(pk=made.pk)
    assert not made.is_superuser
    assert made.user_permissions.count() < 20
    for address in (f"{admin_user.pk}/change/", f"{admin_user.pk}/password/", f"{admin_user.pk}/access/"):
        assert client.post(f"/admin/auth/user/{address}", {"do": "link"}).status_code == 403
    group = Group.objects.get(name="Journalist")
    assert client.post(f"/admin/auth/group/{group.pk}/change/", {"name": "Journalist"}).status_code == 403
    assert client.post("/admin/auth/group/add/", {"name": "New"}).status_code == 403


def test_page_of_access_is_reached_from_the_user_s_form(root):
    eva = person()
    assert (
        f'href="{reverse("admin:auth_user_access", args=[eva.pk])}"'
        in root.get(f"/admin/auth/user/{eva.pk}/change/").content.decode()
    )
