"""The database as SQL text, which servers and programs of other versions read as well, and back again.

A dump in Postgres's own format is only read by a pg_restore that is as new as the pg_dump that made it: those of the
embedded server by none that Debian 12 has.
"""

import gzip
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from isuwc.site.management.backups.errors import BackupError
from isuwc.site.management.backups.postgres import OLDEST, Database, restricts

LAST_WORDS = b"-- PostgreSQL database dump complete"
# What newer pg_dump say that older servers don't know; 0 is what they do without it
ONLY_NEWER = (b"SET transaction_timeout = 0;",)
ORDINARY_TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
ORDER BY relname
"""
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
# Marks are told apart by the numbers of their transactions, and those of the server that they come from are not this
# one's: a transaction of the same number would be taken for the one whose mark is there, and its change for known.
OTHER_NUMBERS = """
DO $$ BEGIN
    IF to_regclass('public.freshness_mark') IS NOT NULL THEN
        UPDATE public.freshness_mark SET made_in = -id;
    END IF;
END $$;
"""


@dataclass(frozen=True)
class Seen:
    """What a dump holds: rows by table, the applied migrations, the server's version."""

    tables: Mapping[str, int]
    migrations: tuple[str, ...]
    server: int


def dump(database: Database, file: Path) -> Seen:
    """Write it, compressed; what is counted is what is written, as both see the same moment. Raises BackupError."""
    with database.connect() as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        seen = see(connection)
        found = connection.execute("SELECT pg_export_snapshot()").fetchone()
        snapshot = found[0] if found else ""
        database.run(
            "pg_dump", "--format=plain", "--encoding=UTF8", "--no-owner", "--no-privileges", "--no-comments",
            f"--snapshot={snapshot}", "--compress=6", f"--file={file}",
        )  # fmt: skip
    return seen


def see(connection: "psycopg.Connection[tuple[object, ...]]") -> Seen:
    names = [str(name) for (name,) in connection.execute(ORDINARY_TABLES)]
    count = sql.SQL("SELECT count(*) FROM public.{}")
    tables: dict[str, int] = {}
    for name in names:
        found = connection.execute(count.format(sql.Identifier(name))).fetchone()
        tables[name] = int(str(found[0])) if found else 0
    migrations: tuple[str, ...] = ()
    if "django_migrations" in tables:
        applied = connection.execute("SELECT app || '.' || name FROM public.django_migrations ORDER BY id")
        migrations = tuple(str(name) for (name,) in applied)
    return Seen(tables, migrations, connection.info.server_version)


def is_empty(database: Database) -> bool:
    """Whether it has no table of anybody's."""
    with database.connect() as connection:
        return not connection.execute(ORDINARY_TABLES).fetchall()


def check_dump(file: Path) -> None:
    """That it can be unpacked to its end, and that the end is pg_dump's. Raises BackupError."""
    with _unpacked(file) as lines:
        last = [line for line in _tail(lines) if line.startswith(LAST_WORDS)]
    if not last:
        raise BackupError(f"{file} is no whole dump: its end is missing.")


def restore(database: Database, file: Path, tables: Mapping[str, int]) -> None:
    """Replace everything in it, in one transaction: all comes, with these numbers of rows, or nothing changes.

    Raises BackupError. Missing extensions are created by the dump.
    """
    refuse_unfit(database)
    check_dump(file)
    knows_restrict = restricts(database.program("psql"))
    with tempfile.TemporaryDirectory(prefix="isuwc-restore-") as folder:
        script = Path(folder) / "restore.sql"
        with script.open("wb") as into, _unpacked(file) as lines:
            into.write(EMPTY.encode())
            for line in lines:
                is_meta = line.startswith((b"\\restrict ", b"\\unrestrict "))
                if line.rstrip() not in ONLY_NEWER and (knows_restrict or not is_meta):
                    into.write(line)
            into.write(b"\nRESET search_path;\n" + _count_check(tables).encode() + OTHER_NUMBERS.encode())
        run_script(database, script)


def clear(database: Database) -> None:
    """Remove everything in it. Raises BackupError."""
    with tempfile.TemporaryDirectory(prefix="isuwc-restore-") as folder:
        script = Path(folder) / "empty.sql"
        script.write_text(EMPTY)
        run_script(database, script)


def run_script(database: Database, *scripts: Path) -> None:
    """In one transaction of psql. Raises BackupError, and then nothing was changed."""
    database.run(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
        *(f"--file={script}" for script in scripts),
    )  # fmt: skip


def refuse_unfit(database: Database) -> None:
    """Raises BackupError where the site could not live in it."""
    with database.connect() as connection:
        if connection.info.server_version < OLDEST * 10_000:
            raise BackupError(
                f"{database.words} is of Postgres {connection.info.server_version // 10_000}, not 15 or later."
            )
        found = connection.execute("SHOW server_encoding").fetchone()
        if found and found[0] != "UTF8":
            raise BackupError(
                f"{database.words} has the encoding {found[0]}, which can't hold all names. Make it with UTF8."
            )


def _count_check(tables: Mapping[str, int]) -> str:
    """SQL that stops the transaction where a table has other rows than the manifest says."""
    lines = []
    for name, count in tables.items():
        quoted = '"' + name.replace('"', '""') + '"'
        said = name.replace("'", "''").replace("%", "%%")
        words = f"table {said} has not the {count} rows that the manifest says"
        counted = f"(SELECT count(*) FROM public.{quoted})"  # noqa: S608 - a name of ours, quoted
        lines.append(f"IF {counted} <> {count} THEN RAISE EXCEPTION '{words}'; END IF;")
    return "DO $check$ BEGIN\n" + "\n".join(lines) + "\nEND $check$;\n"


@contextmanager
def _unpacked(file: Path) -> Iterator[gzip.GzipFile]:
    try:
        with gzip.open(file) as lines:
            yield lines
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BackupError(f"{file} is torn: {error}.") from error


def _tail(lines: Iterable[bytes], count: int = 12) -> list[bytes]:
    last: list[bytes] = []
    for line in lines:
        last.append(line)
        if len(last) > 4 * count:
            del last[:-count]
    return last[-count:]
