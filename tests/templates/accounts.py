"""The pages of accounts in each state of what they print."""

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client, override_settings

from isuwc.signin.accounts.factors import apps
from isuwc.signin.accounts.links import link_for
from tests.isuwc.signin.accounts.doors import SECRET, code, give_code, give_password, person
from tests.isuwc.signin.accounts.keys import a_passkey
from tests.templates.public import ok

HERE = {"HTTP_HOST": "localhost"}  # where browsers keep passkeys


def account_pages(root: Client) -> None:
    forgotten_passwords()
    signing_in_by_two_steps()
    own = Client(**HERE)
    eva = person("own", "Editor")
    give_password(own, "own")
    ok(
        own,
        "/admin/account/",
        "/admin/set-up/",
        "/admin/set-up/app/",
        "/admin/set-up/passkey/",
    )
    ok(Client(), "/admin/login/")
    apps.add(eva, SECRET, 0)
    a_passkey(eva)
    give_password(own, "own")
    give_code(own, code())
    ok(own, "/admin/account/", "/admin/account/confirm/")
    own.post("/admin/account/confirm/", {"password": "wrong"})
    own.post("/admin/account/codes/")
    ok(own, "/admin/account/codes/")
    access(root, eva)


def forgotten_passwords() -> None:
    client, tom = Client(), person("tom", "Results")
    for contact in ("", "Anna"):
        with override_settings(STAFF_CONTACT=contact):
            ok(client, "/admin/forgotten/")
            with override_settings(SENDS_MAIL=True):
                ok(client, "/admin/forgotten/")
                client.post("/admin/forgotten/", {"account": ""})
                client.post("/admin/forgotten/", {"account": "tom"})
    link = link_for(tom).removeprefix(settings.SITE_URL)
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"new_password1": "x", "new_password2": "y"})
    ok(client, "/admin/new-password/x/y/")


def signing_in_by_two_steps() -> None:
    client = Client(**HERE)
    una = person("una", "Editor")
    with override_settings(SECOND_FACTOR=["Editor"]):
        give_password(client, "una")
        ok(client, "/admin/set-up/", "/admin/set-up/app/", "/admin/set-up/passkey/")
        client.post("/admin/set-up/app/", {"otp": "000000"})
        client.post("/admin/set-up/passkey/", {"answer": "{}"})
    a_passkey(una)
    give_password(client, "una")
    ok(client, "/admin/second-step/")
    apps.add(una, SECRET, 0)
    ok(client, "/admin/second-step/")
    give_code(client, "000000")


def access(root: Client, eva: User) -> None:
    address = f"/admin/auth/user/{eva.pk}/access/"
    with override_settings(SECOND_FACTOR=["Editor"]):
        ok(root, address)
        with override_settings(SENDS_MAIL=True):
            ok(root, address)
        root.post(address, {"do": "link"})
        root.post(address, {"do": "remove"})
        ok(root, address)
    ok(root, address, "/admin/auth/user/", f"/admin/auth/user/{eva.pk}/change/", "/admin/auth/user/add/")
