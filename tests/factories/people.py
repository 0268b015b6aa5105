"""Staff by their role, and signed in as them. None has a password: hashing one takes longer than most tests."""

from django.contrib.auth.models import Group, User
from django.test import Client


def staff(role: str, username: str = "") -> User:
    """Who has that role: Journalist, Editor, Results or Broadcast. The same person each time unless named otherwise."""
    user, _ = User.objects.get_or_create(
        username=username or role.lower(), defaults={"is_staff": True, "password": "!"}
    )
    user.groups.add(Group.objects.get(name=role))
    return user


def sign_in(client: Client, role: str) -> User:
    """Sign the client in as staff of that role."""
    user = staff(role)
    client.force_login(user)
    return user
