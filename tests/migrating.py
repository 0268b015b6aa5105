"""Migrations to and fro, in a fraction of Django's time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.core.management import call_command
from django.db import connection
from django.db.migrations.state import ProjectState


def migrate(*to: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no check may wait while a table is altered
    with models_when_asked_for():
        call_command("migrate", *to, verbosity=0)


@contextmanager
def models_when_asked_for() -> Iterator[None]:
    """Django makes the models of a state anew for every step on the way, though only few steps look at them. Here a
    step that changes them forgets them, and whoever looks has all of them made, as Django does where it begins."""

    def forget(state: ProjectState, *args: Any, **options: Any) -> None:
        state.__dict__.pop("apps", None)

    with mock.patch.multiple(ProjectState, reload_model=forget, reload_models=forget):
        yield
