"""Which steps of new migrations hold long locks on a full table or rewrite it: part of `make check`.

squawk reads the SQL that Django would run and names them. What it can't judge is how long Python, or an UPDATE in SQL,
goes on. A migration whose steps are all the same fit, as its tables are small or new, says why in its `may_lock`.
Migrations up to the baseline were there before this was asked and are not looked at. Ends with 1 if a step is named.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import django
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

POSTGRES = "15.0"  # the oldest that the site takes
SQUAWK = Path(sys.executable).with_name("squawk")
# The last migration of each app that is not looked at. A release moves them forward to its own
BASELINE = {
    "accounts": "0001_initial",
    "events": "0056_plain_words",
    "freshness": "0001_initial",
    "history": "0003_added_and_deleted",
    "news": "0082_banner_ends_with_its_event",
    "outbox": "0001_initial",
    "signin": "0003_history",
    "standings": "0047_plain_names",
    "submissions": "0001_initial",
    "tables": "0001_initial",
}
# The rules of squawk that are about locks and rewritten tables, and what to do instead. The others are of style, or
# about what running code lives with, which `isuwc.database.pending` knows better. `SET lock_timeout` is not asked for,
# as deploy/upgrade sets it for all.
INSTEAD = {
    "adding-field-with-default": "add it with null=True, fill it in batches, then set its default",
    "adding-foreign-key-constraint": "add it with db_constraint=False, then the constraint NOT VALID, then VALIDATE it",
    "adding-not-nullable-field": "AddConstraintNotValid of IS NOT NULL, ValidateConstraint, and only then null=False",
    "adding-required-field": "add it with null=True or a db_default that does not change from row to row",
    "adding-serial-primary-key-field": "add it without a key, and make the key of a unique index",
    "ban-concurrent-index-creation-in-transaction": "atomic = False in this migration",
    "changing-column-type": "add a column of the new type, fill it in batches, and let go of the old one",
    "changing-column-type-to-bigint": "add a column of the new type, fill it in batches, and let go of the old one",
    "constraint-missing-not-valid": "AddConstraintNotValid, and ValidateConstraint in a migration after it",
    "disallowed-unique-constraint": "make a unique index CONCURRENTLY, then the constraint USING INDEX",
    "renaming-column": "leave its name in the database: db_column",
    "renaming-table": "leave its name in the database: db_table",
    "require-concurrent-index-creation": "AddIndexConcurrently of isuwc.database.indexes, with atomic = False",
    "require-concurrent-index-deletion": "RemoveIndexConcurrently, with atomic = False",
    "require-concurrent-reindex": "REINDEX CONCURRENTLY",
}


@dataclass(frozen=True)
class Step:
    """A step that squawk names: its rule, and the beginning of its SQL."""

    rule: str
    sql: str

    def __str__(self) -> str:
        return f"{self.sql}\n        {self.rule}: {INSTEAD.get(self.rule, 'it could not be read')}"


def after(baseline: dict[str, str], loader: MigrationLoader) -> Iterator[Migration]:
    """The migrations of these apps that are not in the past of the baseline, in the order in which they are run."""
    past = {key for named in baseline.items() for key in loader.graph.forwards_plan(named)}
    plan = dict.fromkeys(key for leaf in loader.graph.leaf_nodes() for key in loader.graph.forwards_plan(leaf))
    yield from (loader.graph.nodes[key] for key in plan if key not in past and key[0] in baseline)


def locking(sql: Iterable[str], atomic: bool) -> list[Step]:
    """The statements that hold long locks or rewrite a table. Raises ValueError if squawk does not answer."""
    text = "\n".join(
        line for line in sql if not line.startswith("--")
    )  # of which one would count as the statement's first
    command = [str(SQUAWK), "--reporter", "json", "--pg-version", POSTGRES, "--stdin-filepath", "migration.sql"]
    if atomic:
        command.append("--assume-in-transaction")
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        found = json.loads(done.stdout)
    except ValueError as error:
        raise ValueError(f"squawk gave no answer: {done.stderr}") from error
    lines = text.split("\n")
    named = [each for each in found if each["rule_name"] in {*INSTEAD, "syntax-error"}]
    return [Step(each["rule_name"], lines[each["line"] - 1][:160]) for each in named]


def main() -> int:
    django.setup()
    loader = MigrationLoader(connection, replace_migrations=False)
    looked_at = list(after(BASELINE, loader))
    named = 0
    for migration in looked_at:
        steps = locking(loader.collect_sql([(migration, False)]), migration.atomic)
        if not steps:
            continue
        print(f"{migration.app_label} {migration.name}")
        for step in steps:
            print(f"    {step}")
        if why := getattr(migration, "may_lock", ""):
            print(f"    fit all the same: {why}")
        else:
            named += 1
    print(f"Of {len(looked_at)} new migrations {named or 'none'} would hold long locks.")
    return int(bool(named))


if __name__ == "__main__":
    sys.exit(main())
