"""Steps of migrations that hold long locks or rewrite tables are named by the gate."""

from importlib import import_module

import pytest
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.models import Q
from django.db.models.functions import Length

from tools import locks

BY_TITLE = models.Index(fields=["title"], name="by_title")
SHORT = models.CheckConstraint(condition=Q(title="x"), name="short")
MORE = models.IntegerField


def named(*steps: operations.base.Operation, atomic: bool = True) -> list[str]:
    """The rules that the SQL of these steps breaks, on the tables as they are now."""
    loader = MigrationLoader(connection, replace_migrations=False)
    made = type("Migration", (Migration,), {"operations": list(steps), "atomic": atomic})("next", "news")
    loader.graph.add_node(("news", "next"), made)
    for leaf in loader.graph.leaf_nodes():
        if leaf != ("news", "next"):
            loader.graph.add_dependency(made, ("news", "next"), leaf)
    return [step.rule for step in locks.locking(loader.collect_sql([(made, False)]), atomic)]


@pytest.mark.parametrize(
    ("step", "rules"),
    [
        (operations.AddIndex("Article", BY_TITLE), ["require-concurrent-index-creation"]),
        (operations.AddConstraint("Article", SHORT), ["constraint-missing-not-valid"]),
        (
            operations.AddConstraint("Article", models.UniqueConstraint(fields=["title"], name="one")),
            ["constraint-missing-not-valid", "disallowed-unique-constraint"],
        ),
        (operations.AlterField("Article", "title", models.TextField()), ["changing-column-type"]),
        (operations.RenameField("Article", "title", "heading"), ["renaming-column"]),
        (operations.AlterModelTable("Article", "story"), ["renaming-table"]),
        (operations.AddField("Article", "more", MORE(null=True)), []),
        (operations.AddField("Article", "more", MORE(db_default=0)), []),
        (
            operations.AddField(
                "Article", "more", models.UUIDField(db_default=models.Func(function="gen_random_uuid"))
            ),
            ["adding-field-with-default"],
        ),
        (
            operations.AddField(
                "Article",
                "more",
                models.GeneratedField(expression=Length("title"), output_field=MORE(), db_persist=True),
            ),
            ["adding-field-with-default"],
        ),
        (
            operations.AddField("Article", "more", models.ForeignKey("events.Event", models.CASCADE, null=True)),
            ["adding-foreign-key-constraint", "require-concurrent-index-creation"],
        ),
        (
            operations.CreateModel(
                "Fresh", [("id", models.BigAutoField(primary_key=True)), ("n", MORE(db_index=True))]
            ),
            [],
        ),
        (operations.RunSQL("ALTER TABLE news_article ALTER COLUMN title SET NOT NULL"), ["adding-not-nullable-field"]),
        (operations.RunSQL("REINDEX TABLE news_article"), ["require-concurrent-reindex"]),
        (operations.RunSQL("ALTER TABEL news_article"), ["syntax-error"]),
        (AddConstraintNotValid("Article", SHORT), []),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, operations.base.Operation) else None,
)
def test_step_is_named(db, step, rules):
    assert sorted(set(named(step))) == rules


def test_index_without_a_lock_is_named_in_a_transaction_alone():
    steps = [
        "CREATE INDEX CONCURRENTLY i ON news_article (title);",
        "CREATE INDEX CONCURRENTLY j ON news_article (slug);",
    ]
    assert locks.locking(steps, atomic=False) == []
    assert {step.rule for step in locks.locking(steps, True)} == {"ban-concurrent-index-creation-in-transaction"}


def test_gate_is_closed_by_a_new_migration_until_it_says_why_it_may(db, monkeypatch, capsys):
    last = locks.BASELINE["news"]
    before = MigrationLoader(connection).graph.node_map["news", last].parents
    monkeypatch.setitem(locks.BASELINE, "news", next(node.key[1] for node in before if node.key[0] == "news"))
    migration = import_module(f"news.migrations.{last}").Migration
    monkeypatch.setattr(migration, "operations", [operations.AddIndex("Article", BY_TITLE)])
    assert locks.main() == 1
    said = capsys.readouterr().out
    assert said.startswith(f'news {last}\n    CREATE INDEX "by_title" ON "news_article" ("title");\n')
    assert "AddIndexConcurrently" in said and said.endswith("Of 1 new migrations 1 would hold long locks.\n")
    monkeypatch.setattr(migration, "may_lock", "some thousand rows at most", raising=False)
    assert locks.main() == 0
    assert "fit all the same: some thousand rows at most\n" in capsys.readouterr().out


def test_linter_that_gives_no_answer_is_no_open_gate(monkeypatch):
    monkeypatch.setattr(locks, "SQUAWK", "/bin/true")
    with pytest.raises(ValueError, match="squawk gave no answer"):
        locks.locking(["SELECT 1;"], True)
