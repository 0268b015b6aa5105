"""Migrations to and fro, in a fraction of Django's time."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest import mock

from django.core.management import call_command
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from django.db.models import Field
from django.utils.functional import SimpleLazyObject

KEPT = 4  # sets of models; two are looked at in turn, that before a step and that after it

Key = tuple[str, str]


def migrate(*to: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no check may wait while a table is altered
    with models_when_asked_for():
        call_command("migrate", *to, verbosity=0)


@contextmanager
def models_when_asked_for() -> Iterator[None]:
    """Django makes all models of a state anew for every step on the way. Here a step that alters a table has the models
    made that it asks for, with those that they refer to; only what runs Python has all of them. A field is taken apart
    and put together once, and then copied.

    So nothing here may alter a key that others refer to. The templates of `tests.databases` are migrated in Django's
    own way.
    """
    found, fields = Found(), Fields()
    backwards = RunPython.database_backwards

    def apps(state: ProjectState) -> SimpleLazyObject:
        return SimpleLazyObject(partial(found.of, state))

    def want_all(state: ProjectState) -> None:
        state.wants_all = True

    def run_back(operation: RunPython, label: str, editor: Any, before: ProjectState, after: ProjectState) -> None:
        want_all(before)
        backwards(operation, label, editor, before, after)

    lazily = property(apps, fdel=lambda state: None)
    with (
        mock.patch.multiple(ProjectState, apps=lazily, clear_delayed_apps_cache=want_all),
        mock.patch.object(RunPython, "database_backwards", run_back),
        mock.patch.object(ModelState, "clone", copy_of),
        mock.patch.object(Field, "clone", lambda field: fields.clone(field)),
    ):
        yield


class Found:
    """The sets of models that were looked at last, each with the states of them that it was made from."""

    def __init__(self) -> None:
        self.made: list[tuple[dict[Key, ModelState], StateApps]] = []

    def of(self, state: ProjectState) -> StateApps:
        wants_all = state.__dict__.pop("wants_all", False)
        for models, apps in reversed(self.made):
            if not (wants_all and isinstance(apps, Few)) and same(models, state.models):
                return apps
        models = {key: model.clone() for key, model in state.models.items()}
        made = StateApps(state.real_apps, models) if wants_all else Few(models)
        self.made = [*self.made, (models, made)][-KEPT:]
        return made


def same(one: dict[Key, ModelState], other: dict[Key, ModelState]) -> bool:
    """By the fields themselves, which states share until a step replaces them, and not by what they say."""
    return one.keys() == other.keys() and all(
        getattr(one[key], part) == getattr(other[key], part)
        for key in one
        for part in ("fields", "options", "bases", "managers")
    )


def copy_of(model: ModelState) -> ModelState:
    """As Django does it, without checking again what has been checked. A copy may get another name."""
    copied = copy.copy(model)
    copied.__dict__.pop("name_lower", None)
    copied.fields, copied.options, copied.managers = dict(model.fields), dict(model.options), list(model.managers)
    return copied


class Few(StateApps):
    """The models of a state, each made when it is first asked for, with all that it refers to."""

    def __init__(self, states: dict[Key, ModelState]) -> None:
        super().__init__(set(), {})
        self.states = states

    def get_model(self, app_label: str, model_name: str | None = None, require_ready: bool = True) -> Any:
        label, _, name = app_label.partition(".")
        self.render_multiple([self.states[key] for key in self.lacking((label, (model_name or name).lower()))])
        return super().get_model(app_label, model_name, require_ready)

    def lacking(self, key: Key) -> set[Key]:
        """Of the model and all that it refers to, those that are not there yet."""
        found, waiting = set[Key](), [key]
        while waiting:
            key = waiting.pop()
            if key in self.states and key not in found and key[1] not in self.all_models[key[0]]:
                found.add(key)
                waiting += referred(self.states[key])
        return found


def referred(model: ModelState) -> Iterator[Key]:
    bases = [base for base in model.bases if isinstance(base, str)]
    remotes = [field.remote_field for field in model.fields.values() if field.remote_field]
    throughs = [through for remote in remotes if (through := getattr(remote, "through", None))]
    for each in (*bases, *(remote.model for remote in remotes), *throughs):
        yield resolve_relation(each, model.app_label, model.name_lower)


class Fields:
    """Of each field that a state holds, one that belongs to no model yet. What refers to a model is left to Django, as
    a step may change it in its place."""

    def __init__(self) -> None:
        self.first: dict[int, tuple[Field, Field]] = {}
        self.usual = Field.clone

    def clone(self, field: Field) -> Field:
        if field.is_relation:
            return self.usual(field)
        if id(field) not in self.first:
            self.first[id(field)] = field, self.usual(field)
        copied = copy.copy(self.first[id(field)][1])
        if copied.auto_created:
            copied.creation_counter = Field.auto_creation_counter
            Field.auto_creation_counter -= 1
        else:  # fields of a model are in the order of these numbers
            copied.creation_counter = Field.creation_counter
            Field.creation_counter += 1
        return copied
