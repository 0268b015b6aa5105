"""The person whom a command is about."""

from django.contrib.auth.models import User
from django.core.management.base import CommandError


def person_named(name: str) -> User:
    """Raises CommandError."""
    found = User.objects.filter(username=name).first()
    if found is None:
        raise CommandError(f"There is nobody with the user name {name!r}: `manage.py people` lists everybody.")
    return found
