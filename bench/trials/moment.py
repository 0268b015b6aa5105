"""Back to a moment: a table is dropped, and the cluster's archive brings back what was there a second before.

Run it as `.venv/bin/python bench/trials/moment.py`; it takes some minutes, and needs what `make cluster` needs. The
cluster of two Postgres servers has the demo's data. pgBackRest makes a backup; then venues are added, two a second, and
in their midst a table is dropped. The archive is restored beside, to the moment before that, and the database moved
from there into an empty one of the cluster (`move_database`), as docs/cluster.md says.

It ends with an error where a venue that was committed before the moment is not there, or a later one is, or any table
has other rows than it had.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg
from backups import timed
from measuring.clusters import ORDER, Cluster, Node, Part, cluster, lacking, wait_until
from measuring.servers import free_port, site, system_programs
from psycopg import sql

VENUES, EVERY = 20, 0.5  # before the moment and after it; seconds
ADD = (
    "INSERT INTO events_venue SELECT (r).* FROM (SELECT jsonb_populate_record(v, jsonb_build_object("
    "'id', nextval(pg_get_serial_sequence('events_venue', 'id')), 'name', %s::text, 'slug', %s::text)) AS r "
    "FROM events_venue AS v ORDER BY id LIMIT 1) AS one"
)
DIGEST = sql.SQL("SELECT count(*), md5(string_agg(r::text, chr(10) ORDER BY r::text)) FROM {} AS r")
MARKS = "freshness_mark"  # which `restore` and `move_database` number anew, so that no change is taken for known
TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname"


def main() -> int:
    if missing := lacking():
        print(f"Not tried without {missing}.")
        return 0
    with cluster() as made, site(made.url) as served:
        served.manage("migrate", "--verbosity=0")
        served.manage("demo")
        primary = made.primary()
        timed("backup", lambda: primary.run("pgbackrest", "--stanza=isuwc", "backup"))
        add(made, "before")
        time.sleep(1)
        before, moment = rows(made.connect()), datetime.now(UTC)
        time.sleep(1)
        add(made, "after")
        with made.connect() as connection:
            connection.execute("DROP TABLE news_article CASCADE")
        with made.connect("postgres", "postgres") as admin:
            segment = admin.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()[0]
            archived = "SELECT last_archived_wal >= %s FROM pg_stat_archiver"
            wait_until(lambda: admin.execute(archived, [segment]).fetchone()[0], "the archive")
            admin.execute(f"CREATE DATABASE isuwc_again OWNER isuwc {ORDER}")
        with restored(made, primary, moment) as address:
            with psycopg.connect(address) as connection:
                there = rows(connection)
            there_served = replace(served, environment={**served.environment, "DATABASE_URL": address})
            moved = timed("move_database", lambda: there_served.manage("move_database", f"{made.url}_again"))
            print(moved.stdout.strip())
        moved_rows = rows(made.connect("isuwc_again"))
        wrong = different(before, there) + [name for name in different(before, moved_rows) if name != MARKS]
    print(f"{len(before)} tables, {VENUES} added since the backup; {len(wrong)} differ")
    for each in wrong:
        print(f"  ! {each}")
    return 1 if wrong else 0


def add(made: Cluster, when: str) -> None:
    with made.connect() as connection:
        for number in range(VENUES):
            connection.execute(ADD, [f"Oval {number} {when}", f"oval-{number}-{when}"])
            time.sleep(EVERY)


def rows(connection: "psycopg.Connection[tuple[object, ...]]") -> dict[str, str]:
    """A digest of all rows, by table."""
    with connection:
        names = [str(name) for (name,) in connection.execute(TABLES)]
        return {name: str(connection.execute(DIGEST.format(sql.Identifier(name))).fetchone()) for name in names}


def different(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]


@contextmanager
def restored(made: Cluster, of: Node, moment: datetime) -> Iterator[str]:
    """The address of the database as it was at the moment, in a server of its own beside the cluster."""
    folder, port = made.folder / "restored", free_port()
    restore = (
        "pgbackrest", "--stanza=isuwc", f"--pg1-path={folder}", "--type=time", f"--target={moment.isoformat(sep=' ')}",
        "--target-action=promote", "--archive-mode=off", "restore",
    )  # fmt: skip
    timed("restore", lambda: of.run(*restore))
    options = {"port": port, "unix_socket_directories": made.folder, "synchronous_standby_names": ""}
    command = [str(Path(str(system_programs())) / "postgres"), "-D", str(folder)]
    command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    beside = Part("restored", command, made.folder, of.environment, of.account)
    beside.start()
    try:
        address = f"postgres://isuwc:{made.password}@127.0.0.1:{port}/isuwc"
        timed("replayed to the moment", lambda: wait_until(lambda: takes_changes(address), "the restored server"))
        yield address
    finally:
        beside.stop()


def takes_changes(address: str) -> bool:
    try:
        psycopg.connect(f"{address}?target_session_attrs=read-write", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
