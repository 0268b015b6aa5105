"""What a page takes, and whose roles have that: said to whoever is refused."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest

STEPS = {"add": "add", "delete": "delete", "changelist": "view", "history": "view"}  # of a ModelAdmin's own pages
VERBS = {"view": "see", "add": "add", "change": "change", "delete": "delete"}


class NoRightError(PermissionDenied):
    """Refused for want of one of these permissions, such as `news.publish_article`."""

    def __init__(self, *permissions: str) -> None:
        super().__init__(f"It takes {', '.join(permissions)}.")
        self.permissions = permissions


@dataclass(frozen=True)
class Refusal:
    """`what` the page takes, in words: add and change scales and cups; empty where that is not known. `roles` have it
    all, `own` are the person's. `is_for_nobody`: the page does not do it for anybody, nor for who `has_right` to it."""

    what: str
    roles: Sequence[str]
    own: Sequence[str]
    is_for_nobody: bool
    has_right: bool


def refusal(request: HttpRequest, error: PermissionDenied) -> Refusal:
    """Two queries, and one for a permission that is no model's."""
    needed = error.permissions if isinstance(error, NoRightError) else _of_page(request)
    own = list(request.user.groups.order_by("name").values_list("name", flat=True))
    has_right = bool(needed) and request.user.has_perms(needed)
    is_for_nobody = has_right or not (isinstance(error, NoRightError) or _does(request))
    return Refusal(in_words(needed), roles_with(needed), own, is_for_nobody, has_right)


def roles_with(permissions: Sequence[str]) -> list[str]:
    """The roles that have all of them, by name; none where none is asked for. One query.

    Compared here: a join for each of a dozen permissions would keep the database busy for minutes.
    """
    wanted = set(permissions)
    codenames = {each.partition(".")[2] for each in wanted}
    held: dict[str, set[str]] = {}
    rows = Group.objects.filter(permissions__codename__in=codenames).values_list(
        "name", "permissions__content_type__app_label", "permissions__codename"
    )
    for role, app, codename in rows:
        held.setdefault(role, set()).add(f"{app}.{codename}")
    return sorted(role for role, has in held.items() if wanted <= has)


def in_words(permissions: Sequence[str]) -> str:
    """add and change scales and cups; publish articles."""
    acts: dict[str, list[str]] = {}
    others: list[str] = []
    for each in permissions:
        app, _, codename = each.partition(".")
        action, _, name = codename.partition("_")
        model = _model(app, name)
        if model is None or action not in VERBS:
            others.append(_name_of(app, codename))
        else:
            acts.setdefault(str(model._meta.verbose_name_plural), []).append(VERBS[action])
    named: dict[str, list[str]] = {}
    for plural, verbs in acts.items():
        named.setdefault(_listed(verbs), []).append(plural)
    return _listed([*(f"{verbs} {_listed(plurals)}" for verbs, plurals in named.items()), *others])


def _of_page(request: HttpRequest) -> tuple[str, ...]:
    """What a list or form of the admin takes; empty for other pages."""
    own, action = _asked(request)
    return (f"{own.opts.app_label}.{action}_{own.opts.model_name}",) if own else ()


def _does(request: HttpRequest) -> bool:
    """Whether the page does it for anybody: what no superuser may do there, nobody can. Other pages than lists and
    forms of the admin are taken to."""
    own, action = _asked(request)
    if own is None:
        return True
    anybody = copy(request)
    anybody.user = User(is_active=True, is_staff=True, is_superuser=True)
    return bool(getattr(own, f"has_{action}_permission")(anybody))


def _asked(request: HttpRequest) -> tuple["admin.ModelAdmin[Any] | None", str]:
    """Whose list or form it is, and what is to be done there: view, add, change or delete."""
    name = (request.resolver_match.url_name or "") if request.resolver_match else ""
    for model, own in admin.site._registry.items():
        head = f"{model._meta.app_label}_{model._meta.model_name}_"
        if name.startswith(head):
            step = name.removeprefix(head)
            return own, "change" if step == "change" and request.method == "POST" else STEPS.get(step, "view")
    return None, ""


def _model(app: str, name: str) -> type[Model] | None:
    try:
        return apps.get_model(app, name)
    except (LookupError, ValueError):
        return None


def _name_of(app: str, codename: str) -> str:
    """publish articles, of the permission Can publish articles."""
    found: Any = Permission.objects.filter(content_type__app_label=app, codename=codename).first()
    return found.name.removeprefix("Can ") if found else codename.replace("_", " ")


def _listed(words: Sequence[str]) -> str:
    *most, last = words or [""]
    return f"{', '.join(most)} and {last}" if most else last
