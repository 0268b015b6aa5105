"""Whoever stands at the door in these tests: their password, their phone, and what they find."""

import re
import time
from typing import Any

import pyotp
from django.contrib.auth.models import Group, User
from django.test import Client

from isuwc.signin.accounts.factors import apps

PASSWORD = "four unlikely words together"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FAR = "203.0.113.9"


def person(name: str = "eva", role: str = "Editor", **facts: Any) -> User:
    """Without a second factor."""
    made = User.objects.create_user(name, f"{name}@example.org", PASSWORD, is_staff=True, **facts)
    if role:
        made.groups.add(Group.objects.get(name=role))
    return made


def with_app(made: User) -> User:
    apps.add(made, SECRET, 0)
    return made


def code(steps: int = 0) -> str:
    """What the app shows, some steps of 30 seconds from now."""
    return pyotp.TOTP(SECRET).at(int(time.time()) + 30 * steps)


def give_password(client: Client, name: str = "eva", password: str = PASSWORD, onward: str = "/admin/", **more: Any):
    values = {"username": name, "password": password, "next": onward}
    return client.post("/admin/login/", values, **more)


def give_code(client: Client, given: str, **more: Any):
    return client.post("/admin/second-step/", {"otp": given}, **more)


def is_let_in(client: Client) -> bool:
    """Whether the newsroom's first page is shown."""
    return client.get("/admin/").status_code == 200


def codes_in(page: bytes) -> list[str]:
    return re.findall(r"<code>([a-z0-9]{4}(?:-[a-z0-9]{4}){3})</code>", page.decode())
