"""Every model is recorded or says why not, and the database's triggers are as declared."""

import re

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.db import IntegrityError, connection, transaction

from isuwc.history.commands import RecordedCommand
from isuwc.history.recorded import computed, exempt, recorded
from isuwc.history.triggers import (
    NAME,
    NOT_EMPTIED,
    REFUSE_NOWHERE,
    REFUSE_TRUNCATE,
    REFUSE_WHERE_RECORDED,
    record,
)

# Commands that change no row: they take out, compare, serve, or replace all there is
NEVER_CHANGE = {
    "backup", "check_standings", "handover", "migrate_whole", "move_database", "pending_migrations", "rehearse",
    "restore", "serve",
}  # fmt: skip


def models() -> set[str]:
    """All of them, the links of many-to-many fields too; a proxy has the rows of another."""
    return {model._meta.label for model in apps.get_models(include_auto_created=True) if not model._meta.proxy}


def test_every_model_is_recorded_or_says_why_not():
    declared = {kind.model._meta.label for kind in recorded().values()}
    assert models() - declared - set(exempt()) == set()
    assert declared & set(exempt()) == set()
    assert set(exempt()) - models() == set(), "An exemption of no model."
    assert {model._meta.label for model in computed()} <= set(exempt())


def triggers() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = %s", [NAME]
        )
        return dict(cursor.fetchall())


def test_triggers_are_as_declared(db):
    found = triggers()
    wanted = {
        table: f"CREATE TRIGGER {NAME} AFTER {'DELETE' if kind.removals_only else 'INSERT OR DELETE OR UPDATE'} "
        f"ON public.{table} FOR EACH ROW EXECUTE FUNCTION history_record({kind.arguments})"
        for table, kind in recorded().items()
    }
    assert found == wanted, "A migration is missing: `isuwc.history.triggers.record`."


@pytest.mark.parametrize("table", sorted(recorded()))
def test_recorded_table_is_not_emptied_without_a_trace(db, table):
    with connection.cursor() as cursor, pytest.raises(IntegrityError) as refused, transaction.atomic():
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f'TRUNCATE "{table}" CASCADE')
    words = "is recorded, and TRUNCATE would leave no trace: use DELETE."
    assert re.match(rf"Every change of \w+ {words}", str(refused.value))


def test_migration_that_refuses_truncate_goes_back_and_forth(db):
    """On tables that are recorded already, and on a table that comes to be recorded between."""

    def refused() -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [NOT_EMPTIED])
            return {table for (table,) in cursor.fetchall()}

    with connection.cursor() as cursor:
        cursor.execute(REFUSE_NOWHERE)
        assert refused() == {"history_change", "history_entry"}
        cursor.execute("CREATE TABLE came_between (id int); " + record("came_between").sql)
        cursor.execute(REFUSE_TRUNCATE + REFUSE_WHERE_RECORDED)
    assert refused() == {"history_change", "history_entry", "came_between", *recorded()}


@pytest.mark.parametrize("kind", recorded().values(), ids=lambda kind: kind.table)
def test_declared_columns_are_the_models(kind):
    named = kind.derived | kind.secret | kind.bulky | kind.unsaid | set(kind.labels) | set(kind.worded)
    assert named - set(kind.fields) == set()
    assert kind.secret & kind.derived == set()


def test_every_command_that_changes_rows_names_itself():
    ours = {name: app for name, app in get_commands().items() if app in {"isuwc.site", "events", "standings", "news"}}
    silent = {name for name, app in ours.items() if not isinstance(load_command_class(app, name), RecordedCommand)}
    assert silent == NEVER_CHANGE
