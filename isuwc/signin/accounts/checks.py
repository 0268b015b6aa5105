"""What `manage.py migrate` and `check --database default` refuse."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.checks import Error
from django.db import DatabaseError

from isuwc.signin.accounts.required import unknown_roles


def roles_exist(app_configs: Any, databases: Any = None, **options: Any) -> list[Error]:
    """That SECOND_FACTOR names roles that there are, once any are there."""
    if not databases:
        return []
    try:
        unknown = unknown_roles() if Group.objects.exists() else []
    except DatabaseError:  # before the first migration there is no table
        return []
    hint = "Roles are named as in the newsroom; Administrator and everybody are known as well."
    return [
        Error(f"SECOND_FACTOR names a role that there is not: {name}.", hint=hint, id="isuwc.E010") for name in unknown
    ]
