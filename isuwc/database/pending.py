"""Migrations that are still to be run, and whether code of before them can go on while they are.

During an upgrade the running release meets tables that it has never seen. It can live with a table or a column more,
never with one less. What a step does is known of Django's own operations alone: of any other, and of SQL and Python, a
migration says so itself with `running_code_goes_on = True`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.operations import RemoveIndexConcurrently, ValidateConstraint
from django.core.exceptions import FieldDoesNotExist
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED, Field

from isuwc.database.indexes import AddIndexConcurrently

# Nobody who doesn't know of it is disturbed: new tables, what only Python knows, what is asked for by queries alone
HARMLESS = (
    operations.CreateModel,
    operations.AlterModelOptions,
    operations.AlterModelManagers,
    operations.AlterModelTableComment,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.RenameIndex,
    operations.RemoveConstraint,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
    ValidateConstraint,
)


@dataclass(frozen=True)
class Pending:
    """A migration to be run, and its steps, in Django's words, that running code may not survive."""

    app: str
    name: str
    in_the_way: tuple[str, ...]


def pending(connection: BaseDatabaseWrapper) -> list[Pending]:
    """All that `migrate` would run, in its order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return []
    done = [key for key in executor.loader.applied_migrations if key in executor.loader.graph.nodes]
    state = executor.loader.project_state(done)
    found = []
    for migration, _ in plan:
        steps = tuple(in_the_way(migration, state))
        found.append(Pending(migration.app_label, migration.name, steps))
    return found


def in_the_way(migration: Migration, state: ProjectState) -> Iterator[str]:
    """What the migration's steps do that code of before it may not survive; `state` goes forward with them."""
    goes_on = getattr(migration, "running_code_goes_on", False)
    for operation in migration.operations:
        if not (goes_on or _goes_on(operation, migration.app_label, state)):
            yield operation.describe()
        operation.state_forwards(migration.app_label, state)


def _goes_on(operation: Operation, app: str, state: ProjectState) -> bool:
    match operation:
        case operations.AddField():
            return _may_be_left_out(operation.field)
        case operations.AlterField():
            try:
                before = state.models[app, operation.model_name_lower].get_field(operation.name)
            except (KeyError, FieldDoesNotExist):
                return False
            return _in_the_database(before) == _in_the_database(operation.field)
        case operations.SeparateDatabaseAndState():
            return all(_goes_on(each, app, state) for each in operation.database_operations)
        case _:
            return type(operation) in HARMLESS


def _may_be_left_out(field: "Field[Any, Any]") -> bool:
    """Whether a row can be added by code that has never heard of the field. (A default of Django's is no default of
    Postgres'.)"""
    return bool(field.many_to_many or field.null or field.db_default is not NOT_PROVIDED)


def _in_the_database(field: "Field[Any, Any]") -> tuple[object, ...]:
    _, path, args, kwargs = field.deconstruct()
    return path, args, {key: value for key, value in kwargs.items() if key not in field.non_db_attrs}
