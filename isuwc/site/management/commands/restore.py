"""Restores a dump that `backup` made."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from isuwc.site.management import dumps

# Removes what the database holds, whichever version of the site made it. `pg_restore --clean` would name only what the
# dump holds, and stop at a newer table that refers to one of those. What belongs to an extension stays with it: the
# extension may be another role's.
EMPTY = """
SET lock_timeout = '10s';
DO $$
DECLARE
    statement text;
BEGIN
    FOREACH statement IN ARRAY (
        SELECT coalesce(array_agg(format('DROP %s IF EXISTS %s CASCADE', kind, name) ORDER BY rank), '{}') FROM (
            SELECT CASE relkind WHEN 'S' THEN 2 ELSE 1 END AS rank,  -- a table takes the sequences that it owns with it
                   oid, 'pg_class'::regclass AS catalogue, oid::regclass::text AS name,
                   CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                                WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind
            FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
            UNION ALL
            SELECT 3, oid, 'pg_proc'::regclass, oid::regprocedure::text,
                   CASE prokind WHEN 'a' THEN 'AGGREGATE' ELSE 'ROUTINE' END
            FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            UNION ALL
            SELECT 4, oid, 'pg_type'::regclass, oid::regtype::text, 'TYPE'
            FROM pg_type WHERE typnamespace = 'public'::regnamespace AND (typtype IN ('e', 'd', 'r') OR EXISTS (
                SELECT FROM pg_class WHERE pg_class.oid = typrelid AND relkind = 'c'))
        ) AS found
        WHERE NOT EXISTS (
            SELECT FROM pg_depend WHERE classid = catalogue AND objid = found.oid AND deptype = 'e')
    ) LOOP
        EXECUTE statement;
    END LOOP;
END
$$;
"""


class Command(BaseCommand):
    help = "Put a dump made by `backup` in place of what is in the database that the site uses. Stop the site first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="confirm that everything in the database is replaced")

    def handle(self, *, file: Path, yes: bool, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        if not yes:
            raise CommandError(
                f"This replaces everything in {dumps.database()}. Nothing was done. Add --yes to confirm."
            )
        try:
            self.replace(file)
        except dumps.ProgramError as error:
            raise CommandError(f"{error}\nThe database is as it was.") from error
        self.stdout.write(f"Restored {file} into {dumps.database()}. `migrate` brings an older dump up to date.")

    def replace(self, file: Path) -> None:
        """Replace everything in one transaction of psql. Raises ProgramError, and then nothing was changed.

        The dump is converted to a script first: piped, a truncated dump would be restored as far as it goes. Missing
        extensions are created by the dump. Comments are left out, as only its owner may comment on an extension.
        """
        with tempfile.TemporaryDirectory(prefix="isuwc-restore-") as folder:
            empty, script = Path(folder) / "empty.sql", Path(folder) / "dump.sql"
            empty.write_text(EMPTY)
            dumps.run("pg_restore", "--no-owner", "--no-comments", f"--file={script}", str(file))
            dumps.run(
                "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
                f"--file={empty}", f"--file={script}",
            )  # fmt: skip
