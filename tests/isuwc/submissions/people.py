"""What can be typed into any form of the admin: what is known to be, else found by trying."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from itertools import islice
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.isuwc.submissions.forms import Form, Window
from tests.isuwc.submissions.typed import typed as known

MODELS = list(admin.site._registry)
WITHOUT_FORM = {"LinkTry", "SheetImport"}  # what a command found and a sheet said stays as it was
CHANGED = [model for model in MODELS if model.__name__ not in WITHOUT_FORM]
PLUMBING = ("_", "csrf", "initial-", "action")
DAY = re.compile(r"\d\d/\d\d/\d{4}")
Typed = tuple[str, list[str]]
# The world of a test module is made once, and its people with it: what they found, and the pages that they opened
PEOPLE = ("Anna", "Bert", "somebody")
FOUND: dict[Any, list[Typed]] = {}
PAGES: dict[tuple[int, str], Form] = {}


def made(name: str) -> User:
    defaults = {"is_staff": True, "is_superuser": True, "password": "!"}
    return User.objects.get_or_create(username=name, defaults={} if name == "somebody" else defaults)[0]


def person(name: str) -> Client:
    client = Client()
    client.force_login(made(name))
    return client


def opened(name: str, where: str) -> Window:
    """A window in which this person opened the form before anything happened to it."""
    key = made(name).pk, where
    if key not in PAGES:
        PAGES[key] = Window(person(name), where).form
    return Window(person(name), where, deepcopy(PAGES[key]))


@contextmanager
def undone() -> Iterator[None]:
    """Nothing that happens within stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def put(window: Window, typed: Typed) -> Window:
    window.form.values[typed[0]] = typed[1]
    return window


def address(model: Any, step: str = "change", *keys: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{step}", args=keys)


def first(model: Any) -> Any:
    """The row that is worked on: an article that nobody has published, and nobody's own account."""
    rows = model._default_manager.order_by("pk")
    if model is User:
        return made("somebody")
    return rows.filter(editions=None).first() if model.__name__ == "Article" else rows.first()


def others(form: Form, name: str) -> Iterator[list[str]]:
    """Values that might stand in the field as well."""
    kind, values = form.kinds[name], form.values.get(name, [])
    text = values[0] if values else ""
    if kind == "checkbox":
        yield [] if values else ["on"]
    elif kind in {"select", "selects"}:
        yield from ([value] for value in form.options.get(name, []) if [value] != values)
    elif DAY.fullmatch(text):
        yield from ([f"{day:02d}{text[2:]}"] for day in (11, 12) if not text.startswith(str(day)))
    elif text.isdecimal():
        yield from ([str(int(text) + step)] for step in (1, 2, -1))
    elif kind in {"text", "textarea", "url", "number", "date"}:
        yield from ([f"{text}{more}"] for more in (" once more", "x", "/x", "1"))
        yield from ([value] for value in ("https://example.org/other", "2025-11-15", "7", "One more"))


def workable(model: Any, key: Any, client: Client, prefix: str = "", most: int = 2) -> list[Typed]:
    """Fields of the form, or of its rows, with a value that one person alone can save there."""
    if (model, key, prefix) not in FOUND:
        FOUND[model, key, prefix] = _workable(model, key, client, prefix)
    return FOUND[model, key, prefix][:most]


def _workable(model: Any, key: Any, client: Client, prefix: str) -> list[Typed]:
    form = opened("Anna", address(model, "change", key)).form
    if found := known(model.__name__, form, prefix):
        return found
    names = [name for name in form.kinds if is_typed(form, name) and name.startswith(prefix)]
    if not prefix:
        names = [name for name in names if "-" not in name]
    return list(
        islice((typed for name in names if (typed := _tried(model, key, client, form, name))), 1 if prefix else 3)
    )


def is_typed(form: Form, name: str) -> bool:
    return not name.startswith(PLUMBING) and form.kinds[name] not in {"hidden", "file"} and "__prefix__" not in name


def _tried(model: Any, key: Any, client: Client, form: Form, name: str) -> Typed | None:
    tried = islice(others(form, name), 6)
    return next(((name, values) for values in tried if is_saved(model, key, client, form, (name, values))), None)


def is_saved(model: Any, key: Any, client: Client, form: Form, typed: Typed) -> bool:
    """Whether one person alone can save it and finds it there."""
    name, values = typed
    with undone():
        where = address(model, "change", key)
        if client.post(where, {**form.values, name: values, "_continue": "1"}).status_code != 302:
            return False
        now = Window(client, where).form.values.get(name, [])
        return now == values and now != form.values.get(name, [])


def rows_of(form: Form) -> list[str]:
    """The sets of rows that have a stored one, by the beginning of that one's names."""
    sets = [name.removesuffix("-INITIAL_FORMS") for name in form.values if name.endswith("-INITIAL_FORMS")]
    return [f"{each}-0-" for each in sets if form.values[f"{each}-INITIAL_FORMS"] != ["0"]]
