"""Indexes that are made while others write, for migrations with `atomic = False`.

Django's own operation refuses to run in a transaction. An upgrade that has to stop the site runs all migrations in one
(`migrate_whole`); nobody is kept waiting then, and the index is made as any other.
"""

from django.contrib.postgres import operations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddIndex
from django.db.migrations.state import ProjectState


class AddIndexConcurrently(operations.AddIndexConcurrently):
    """Makes an index without a lock on its table, or in the transaction in which it finds itself. Backwards it is taken
    off as Django does, outside of a transaction."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        way = AddIndex if schema_editor.connection.in_atomic_block else operations.AddIndexConcurrently
        way.database_forwards(self, app_label, schema_editor, from_state, to_state)
