import io
from importlib import import_module

import pytest
from django.contrib.postgres import operations as of_postgres
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState, ProjectState
from django.test.utils import CaptureQueriesContext

from isuwc.database.indexes import AddIndexConcurrently
from isuwc.database.pending import Pending, in_the_way, pending

CITY = ModelState(
    "places",
    "City",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=40)),
        ("oval", models.TextField(blank=True)),
    ],
)
SHORT = models.CheckConstraint(condition=models.Q(name__length__lt=9), name="short")


def steps(*of_it: operations.base.Operation, **attributes: object) -> list[str]:
    state = ProjectState()
    state.add_model(CITY.clone())
    made = type("Migration", (Migration,), {"operations": list(of_it), **attributes})
    return list(in_the_way(made("0002", "places"), state))


@pytest.mark.parametrize(
    "step",
    [
        operations.CreateModel("Hall", [("id", models.BigAutoField(primary_key=True))]),
        operations.AddField("City", "seats", models.IntegerField(null=True)),
        operations.AddField("City", "seats", models.IntegerField(db_default=0)),
        operations.AddField("City", "seats", models.ManyToManyField("places.City")),
        operations.AddIndex("City", models.Index(fields=["name"], name="by_name")),
        AddIndexConcurrently("City", models.Index(fields=["name"], name="by_name")),
        of_postgres.ValidateConstraint("City", "short"),
        operations.AlterModelOptions("City", {"ordering": ["name"]}),
        operations.AlterField("City", "name", models.CharField("its name", max_length=40, help_text="As on the sign")),
        operations.SeparateDatabaseAndState(state_operations=[operations.RemoveField("City", "oval")]),
    ],
)
def test_running_code_goes_on_with_more_than_it_knows(step):
    assert steps(step) == []


@pytest.mark.parametrize(
    "step",
    [
        operations.DeleteModel("City"),
        operations.RenameModel("City", "Town"),
        operations.RemoveField("City", "oval"),
        operations.RenameField("City", "oval", "hall"),
        operations.AddField("City", "seats", models.IntegerField()),  # its rows would have none
        operations.AddField("City", "seats", models.IntegerField(default=0)),  # which Postgres never hears of
        operations.AlterField("City", "name", models.CharField(max_length=39)),
        operations.AlterField("City", "name", models.CharField(max_length=40, unique=True)),
        operations.AlterField("City", "oval", models.CharField(max_length=40)),
        operations.AlterField("Village", "name", models.CharField(max_length=40)),
        operations.AddConstraint("City", SHORT),
        operations.RunSQL("DROP TABLE places_city"),
        operations.RunPython(operations.RunPython.noop),
        operations.SeparateDatabaseAndState([operations.RemoveField("City", "oval")]),
        of_postgres.AddConstraintNotValid("City", SHORT),
        # Not known to be harmless: an upgrade that stops the site for another step could not run it
        of_postgres.AddIndexConcurrently("City", models.Index(fields=["name"], name="by_name")),
    ],
)
def test_what_running_code_may_not_survive_is_named(step):
    try:
        found = steps(step)
    except KeyError:  # a model that is not there has no state to go on with
        assert step.model_name == "Village"
        return
    assert found == [step.describe()]
    assert steps(step, running_code_goes_on=True) == []


def test_step_is_judged_by_the_state_that_the_steps_before_it_leave():
    add = operations.AddField("City", "area", models.IntegerField(null=True))
    label = operations.AlterField("City", "area", models.IntegerField("in square kilometres", null=True))
    fill = operations.AlterField("City", "area", models.IntegerField())
    assert steps(add, label) == []
    assert steps(add, fill) == [fill.describe()]


def leaf(app: str) -> str:
    return next(name for label, name in MigrationLoader(connection).graph.leaf_nodes() if label == app)


def unapply(app: str, monkeypatch, *steps: operations.base.Operation) -> str:
    """The app's last migration, with these steps in place of its own, as if it had yet to be run. To be run in earnest,
    it has to be one that those of other apps don't need."""
    name = leaf(app)
    monkeypatch.setattr(import_module(f"{app}.migrations.{name}").Migration, "operations", list(steps))
    MigrationRecorder(connection).record_unapplied(app, name)
    return name


@pytest.fixture
def two_to_run(db, monkeypatch) -> tuple[Pending, Pending]:
    more = operations.CreateModel("Hall", [("id", models.BigAutoField(primary_key=True))])
    first, second = (
        unapply("news", monkeypatch, more),
        unapply("standings", monkeypatch, operations.RunSQL("nonsense")),
    )
    return Pending("news", first, ()), Pending("standings", second, ("Raw SQL operation",))


def test_nothing_is_pending_once_all_is_migrated(db):
    assert pending(connection) == []
    said = io.StringIO()
    call_command("pending_migrations", stdout=said)
    assert said.getvalue() == "No migration is to be run.\n"


def test_each_that_is_to_be_run_is_listed_with_what_is_in_the_way(two_to_run):
    assert sorted(pending(connection), key=lambda each: each.app) == list(two_to_run)
    said = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("pending_migrations", verbosity=2, stdout=said)
    assert ended.value.code == 3
    assert f"standings {two_to_run[1].name}\n    Raw SQL operation\n" in said.getvalue()
    assert "Of 2 to be run 1 may be in the way" in said.getvalue()


def test_running_release_goes_on_where_nothing_is_in_the_way(db, monkeypatch):
    name = unapply("events", monkeypatch)
    said = io.StringIO()
    call_command("pending_migrations", stdout=said)
    assert said.getvalue() == f"events {name}\nOf 1 to be run none is in the way of the release that runs.\n"


def test_either_all_are_run_or_none(two_to_run):
    with pytest.raises(Exception, match="nonsense"):
        call_command("migrate_whole", verbosity=0)
    assert sorted(pending(connection), key=lambda each: each.app) == list(two_to_run)
    assert "news_hall" not in connection.introspection.table_names()


def test_all_are_run_in_one_transaction(db, monkeypatch):
    unapply("news", monkeypatch, operations.CreateModel("Hall", [("id", models.BigAutoField(primary_key=True))]))
    unapply("standings", monkeypatch)
    call_command("migrate_whole", verbosity=0)
    assert pending(connection) == []
    assert "news_hall" in connection.introspection.table_names()


def test_index_that_is_made_without_a_lock_is_made_in_the_one_transaction_too(db, monkeypatch):
    index = models.Index(fields=["title"], name="by_title")
    unapply("news", monkeypatch, AddIndexConcurrently("Article", index), operations.RunSQL("SELECT 1"))
    call_command("migrate_whole", verbosity=0)
    with connection.cursor() as cursor:
        assert "by_title" in connection.introspection.get_constraints(cursor, "news_article")


@pytest.mark.django_db(transaction=True)
def test_index_is_made_while_others_write():
    index = models.Index(fields=["title"], name="by_title")
    state = MigrationLoader(connection).project_state()
    operation = AddIndexConcurrently("Article", index)
    after = state.clone()
    operation.state_forwards("news", after)
    with CaptureQueriesContext(connection) as queries, connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("news", editor, state, after)
        operation.database_backwards("news", editor, after, state)
    begun = [query["sql"].partition(" ON ")[0] for query in queries if "by_title" in query["sql"]]
    assert begun == ['CREATE INDEX CONCURRENTLY "by_title"', 'DROP INDEX CONCURRENTLY IF EXISTS "by_title"']
