"""Which models are recorded, as each app declares them in its `models/history.py` (or `history.py`).

Such a module has `RECORDED`, a list of `Recorded`, and `EXEMPT`, the reason why not by the label of each other model;
`COMPUTED` names those among these that are computed of recorded rows.
A test names a model that has neither, and one whose triggers in the database are not as declared.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import models
from django.dispatch import Signal

from isuwc.history import triggers

Row = Mapping[str, Any]  # columns and values, as the database writes them as JSON
ALL, NONE = models.Q(pk__isnull=False), models.Q(pk__in=[])

# Sent with `changes` (what is to be taken back), before anything is written: for locks, which come before rows.
taking_back = Signal()
# Sent with `changes` and the `person`, when all of them are taken back, in the same transaction: what is computed of
# the rows is computed anew, by the same functions as after a form.
taken_back = Signal()
# Sent with `changes` and with `gone`, the keys of rows that would go, by model. Answers say in words what stands in the
# way, such as what is built on these rows beside foreign keys.
in_the_way = Signal()


@dataclass(frozen=True)
class Recorded:
    """A model whose rows are recorded, and what forms say of its columns."""

    model: type[models.Model]
    owner: str = ""  # the foreign key to the row on whose form it is edited
    derived: frozenset[str] = frozenset()  # columns that the database or the code works out
    secret: frozenset[str] = frozenset()  # of these only that they changed
    bulky: frozenset[str] = frozenset()  # left out of what is made
    removals_only: bool = False  # rows that never change, and are a history of their own
    going_along: models.Q | None = None  # rows that are nothing without what they refer to, and go with it
    permission: str = ""  # to take a change back, where it isn't the model's own
    labels: Mapping[str, str] = field(default_factory=dict)  # what the form calls a column, where it isn't the field's
    worded: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)  # a column's value as the form writes it
    unsaid: frozenset[str] = frozenset()  # columns that no form shows, and that follow from others
    # Of the row and its owner, where they are known: the zone by whose clocks its moments are written
    zone: Callable[[Any, Any], str | None] | None = None
    restored: Callable[[Row], Row] | None = None  # a removed row as it comes back

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        """The column of the primary key."""
        return str(self.pk.column)

    @property
    def pk(self) -> Any:
        return self.model._meta.pk

    @property
    def fields(self) -> dict[str, Any]:
        """The model's own fields by column."""
        return {str(field.column): field for field in self.model._meta.concrete_fields}

    @property
    def owner_field(self) -> Any:
        return self.model._meta.get_field(self.owner) if self.owner else None

    @property
    def owned_by(self) -> tuple[str, str]:
        """The owner's table and the column that leads there."""
        held = self.owner_field
        return (held.related_model._meta.db_table, held.column) if held else ("", "")

    @property
    def is_link(self) -> bool:
        """Whether it is a link of a many-to-many field, which is edited as that field of its owner."""
        return bool(self.model._meta.auto_created)

    @property
    def link_field(self) -> Any:
        """The many-to-many field whose links these are."""
        held = self.owner_field.related_model._meta.many_to_many
        return next(each for each in held if each.remote_field.through is self.model)

    @property
    def gone_with(self) -> models.Q:
        """The rows that go with what they refer to, rather than keep it."""
        return ALL if self.removals_only else self.going_along or NONE

    @property
    def arguments(self) -> str:
        """Of its trigger, in SQL."""
        return triggers.arguments(self.key, self.owned_by, self.derived, self.secret, self.bulky)

    @property
    def needed(self) -> str:
        """The permission that taking a change of it back takes."""
        if self.permission:
            return self.permission
        meta = self.owner_field.related_model._meta if self.is_link else self.model._meta
        return f"{meta.app_label}.change_{meta.model_name}"

    def needed_for(self, deed: str) -> str:
        """The permission that taking such a change back takes: what was made is deleted, what was removed is added."""
        act = {"made": "delete", "removed": "add"}.get(deed)
        if self.permission or self.is_link or act is None:
            return self.needed
        return f"{self.model._meta.app_label}.{act}_{self.model._meta.model_name}"

    @property
    def seen_with(self) -> str:
        """The permission that its history takes, together with those of `needed`, either of them."""
        meta = self.owner_field.related_model._meta if self.is_link else self.model._meta
        return f"{meta.app_label}.view_{meta.model_name}"


def _modules() -> list[Any]:
    found = []
    for app in apps.get_app_configs():
        for name in (f"{app.name}.models.history", f"{app.name}.history"):
            parent, _, _ = name.rpartition(".")
            is_package = find_spec(parent) is not None and hasattr(import_module(parent), "__path__")
            if is_package and find_spec(name) and app.name.split(".")[0] in {"isuwc", "events", "standings", "news"}:
                found.append(import_module(name))
    return [module for module in found if hasattr(module, "RECORDED")]


@cache
def recorded() -> dict[str, Recorded]:
    """All of them, by table."""
    return {each.table: each for module in _modules() for each in module.RECORDED}


@cache
def exempt() -> dict[str, str]:
    """Why the other models are not recorded, by label."""
    return {label: why for module in _modules() for label, why in module.EXEMPT.items()}


@cache
def computed() -> tuple[type[models.Model], ...]:
    """Models whose rows are computed of recorded ones: they go with these, and are computed anew."""
    return tuple(model for module in _modules() for model in getattr(module, "COMPUTED", ()))


@cache
def owned(table: str) -> tuple[str, ...]:
    """The tables whose rows are edited on the forms of this one's."""
    return tuple(each.table for each in recorded().values() if each.owned_by[0] == table)
