"""Staff roles: Django groups, made by migrations."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.management import create_permissions

ACTIONS = ("view", "add", "change", "delete")


def grant(apps: Any, role: str, permissions: Mapping[str, Iterable[str]]) -> None:
    """Add permissions, by app label, to a role: `{"news": ["change_article", …]}`.

    For migrations. These run before Django creates an app's permissions, so they are created here. Raises LookupError
    for a permission that no model has.
    """
    _make_permissions(apps, permissions)
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=role)
    group.permissions.add(*_find(apps, permissions))


def revoke(apps: Any, role: str, permissions: Mapping[str, Iterable[str]]) -> None:
    """Remove permissions from a role, and the role itself if it has no permissions and no users left."""
    group = apps.get_model("auth", "Group").objects.filter(name=role).first()
    if group is None:
        return
    group.permissions.remove(*_find(apps, permissions))
    if not group.permissions.exists() and not group.user_set.exists():
        group.delete()


def everything(*models: str) -> list[str]:
    """The permissions to view, add, change and delete each model."""
    return [f"{action}_{model}" for model in models for action in ACTIONS]


def _make_permissions(apps: Any, labels: Iterable[str]) -> None:
    for label in labels:
        config = apps.get_app_config(label)
        # A migration's app config names no models module, and create_permissions passes over such apps.
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)


def _find(apps: Any, permissions: Mapping[str, Iterable[str]]) -> list[Any]:
    model = apps.get_model("auth", "Permission")
    found = []
    for label, codenames in permissions.items():
        wanted = set(codenames)
        rows = list(model.objects.filter(content_type__app_label=label, codename__in=wanted))
        if missing := wanted - {row.codename for row in rows}:
            raise LookupError(f"{label} has no permission {', '.join(sorted(missing))}.")
        found += rows
    return found
