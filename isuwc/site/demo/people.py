"""One user for each role, and an administrator."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group, User
from django.db import transaction

# Usernames and their groups; the administrator has all permissions without one
ROLES = {
    "journalist": "Journalist",
    "contributor": "Contributor",
    "editor": "Editor",
    "results": "Results",
    "broadcast": "Broadcast",
    "admin": None,
}


@dataclass(frozen=True)
class Login:
    username: str
    password: str


@transaction.atomic
def make_users() -> list[Login]:
    """Create the missing users, and return them with their passwords, which are not stored in plain text."""
    logins = []
    for username, group in ROLES.items():
        if User.objects.filter(username=username).exists():
            continue
        login = Login(username, secrets.token_urlsafe(12))
        user = User.objects.create_user(
            username,
            email=f"{username}@example.org",
            password=login.password,
            is_staff=True,
            is_superuser=group is None,
        )
        if group:
            user.groups.add(Group.objects.get(name=group))
        logins.append(login)
    return logins
