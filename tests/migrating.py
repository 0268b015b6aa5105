"""Migrations to and fro, in a fraction of Django's time."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import Any
from unittest import mock

from django.core.management import call_command
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from django.db.models import NOT_PROVIDED, Field, Model
from django.utils.functional import SimpleLazyObject

KEPT = 4  # sets of few models; two are looked at in turn, that before a step and that after it

Key = tuple[str, str]


def migrate(*to: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no check may wait while a table is altered
    with models_when_asked_for():
        call_command("migrate", *to, verbosity=0)


@contextmanager
def models_when_asked_for() -> Iterator[None]:
    """Django makes all models of a state anew for every step on the way. Here a step that alters a table has the models
    made that it asks for, with those that they refer to; only what runs Python has all of them. A model stays for other
    steps, and for the next way there and back, while it and all that it refers to are the same. A field is taken apart
    and put together once, and then copied.

    So nothing here may alter a key that others refer to. The templates of `tests.databases` are migrated in Django's
    own way.
    """
    backwards = RunPython.database_backwards

    def apps(state: ProjectState) -> SimpleLazyObject:
        return SimpleLazyObject(partial(FOUND.of, state))

    def want_all(state: ProjectState) -> None:
        state.wants_all = True

    def run_back(operation: RunPython, label: str, editor: Any, before: ProjectState, after: ProjectState) -> None:
        want_all(before)
        backwards(operation, label, editor, before, after)

    def changed(state: ProjectState, label: str, name: str, delay: bool = False) -> None:
        state.models[label, name].__dict__.pop("version", None)

    def altering(usual: Any) -> Any:
        def alter(state: ProjectState, label: str, model: str, name: str, field: Field, preserve_default: bool) -> None:
            usual(state, label, model, name, field if preserve_default else FIELDS.without_default(field), True)

        return alter

    def renaming(usual: Any) -> Any:
        def rename(state: ProjectState, *arguments: Any) -> None:
            usual(state, *arguments)
            for model in state.models.values():  # fields that refer to it are changed in their place
                model.__dict__["version"] = next(NUMBERS)

        return rename

    lazily = property(apps, fdel=lambda state: None)
    with (
        mock.patch.multiple(
            ProjectState,
            apps=lazily,
            clear_delayed_apps_cache=want_all,
            clone=copy_of_all,
            reload_model=changed,
            add_field=altering(ProjectState.add_field),
            alter_field=altering(ProjectState.alter_field),
            rename_field=renaming(ProjectState.rename_field),
            rename_model=renaming(ProjectState.rename_model),
        ),
        mock.patch.object(RunPython, "database_backwards", run_back),
        mock.patch.object(ModelState, "clone", copy_of),
        mock.patch.object(Field, "clone", lambda field: FIELDS.clone(field)),
    ):
        yield


class Found:
    """The models of states: sets of all, the sets of few that were looked at last, and each model that was in one."""

    def __init__(self) -> None:
        self.all: dict[tuple[int, ...], StateApps] = {}
        self.few: dict[tuple[int, ...], Few] = {}
        self.models: dict[tuple[Key, frozenset[int]], type[Model]] = {}

    def of(self, state: ProjectState) -> StateApps:
        wants_all = state.__dict__.pop("wants_all", False)
        versions = tuple(version(model) for model in state.models.values())
        if found := self.all.get(versions) or (not wants_all and self.few.get(versions)):
            return found
        models = {key: model.clone() for key, model in state.models.items()}
        if wants_all:
            made = self.all[versions] = StateApps(state.real_apps, models)
            return made
        if len(self.few) == KEPT:
            del self.few[next(iter(self.few))]
        few = self.few[versions] = Few(models)
        return few


VERSIONS: dict[tuple[object, ...], int] = {}
NUMBERS = count()


def version(model: ModelState) -> int:
    """A number that two states of a model share if they are the same by the fields themselves, which a state keeps
    until a step replaces them, and not by what they say."""
    found = model.__dict__.get("version")
    if found is None:
        parts = [model.app_label, model.name, *model.bases, *map(Same, model.managers)]
        for name, field in model.fields.items():
            parts += [name, Same(field)]
        for name, option in sorted(model.options.items()):
            parts += [name, *map(Same, option if isinstance(option, list) else [option])]
        whole = tuple(parts)
        if whole not in VERSIONS:
            VERSIONS[whole] = next(NUMBERS)
        found = model.__dict__["version"] = VERSIONS[whole]
    return found


class Same:
    """Equals another if both are of the very same object, which it keeps."""

    def __init__(self, held: object) -> None:
        self.held = held

    def __hash__(self) -> int:
        return id(self.held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.held is self.held


def copy_of_all(state: ProjectState) -> ProjectState:
    """As Django does it. Whether models wait to be made is never asked here."""
    return ProjectState({key: model.clone() for key, model in state.models.items()}, state.real_apps)


def copy_of(model: ModelState) -> ModelState:
    """As Django does it, without checking again what has been checked."""
    copied = object.__new__(ModelState)
    copied.__dict__.update(model.__dict__)
    copied.fields, copied.options, copied.managers = model.fields.copy(), model.options.copy(), model.managers.copy()
    return copied


class Few(StateApps):
    """The models of a state, each made when it is first asked for, with all that it refers to."""

    def __init__(self, states: dict[Key, ModelState]) -> None:
        super().__init__(set(), {})
        self.states = states
        self.reached: dict[Key, set[Key]] = {}
        self.adding = False

    def get_model(self, app_label: str, model_name: str | None = None, require_ready: bool = True) -> Any:
        label, _, name = app_label.partition(".")
        self.add((label, (model_name or name).lower()))
        return super().get_model(app_label, model_name, require_ready)

    def add(self, key: Key) -> None:
        """The model, and what it refers to. One that was made for another state is taken if all that it can reach is
        the same."""
        if self.adding or key not in self.states:
            return
        lacking = {}
        for each in self.reach(key):
            if each[1] in self.all_models[each[0]]:
                continue
            known_by = each, frozenset(version(self.states[other]) for other in self.reach(each))
            if found := FOUND.models.get(known_by):
                self.register_model(each[0], found)
            else:
                lacking[each] = known_by
        self.adding = True
        self.render_multiple([self.states[each] for each in lacking])
        self.adding = False
        for each, known_by in lacking.items():
            FOUND.models[known_by] = self.all_models[each[0]][each[1]]

    def reach(self, key: Key) -> set[Key]:
        """The model and all that it refers to, also by what that refers to."""
        if key not in self.reached:
            found, waiting = set[Key](), [key]
            while waiting:
                key_of_one = waiting.pop()
                if key_of_one in self.states and key_of_one not in found:
                    found.add(key_of_one)
                    waiting += referred(self.states[key_of_one])
            self.reached[key] = found
        return self.reached[key]


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
        self.bare: dict[int, tuple[Field, Field]] = {}
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

    def without_default(self, field: Field) -> Field:
        """The same one each time, so that the states that have it are the same."""
        if id(field) not in self.bare:
            bare = self.usual(field)
            bare.default = NOT_PROVIDED
            self.bare[id(field)] = field, bare
        return self.bare[id(field)][1]


FOUND, FIELDS = Found(), Fields()
