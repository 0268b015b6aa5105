"""Restoring a backup beside the site, into a database and folders that go again, and comparing what visitors get."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

from isuwc.history.models import Entry
from isuwc.site.management.backups import dump, folders, postgres, restoring
from isuwc.site.management.backups.errors import BackupError
from isuwc.site.management.backups.manifest import Manifest, Progress
from isuwc.site.management.backups.pages import addresses
from isuwc.site.management.backups.postgres import Database

Answer = tuple[int, int, str]  # status, bytes and SHA-256
MARK = "isuwc: a rehearsal is being made in this database; all that is in it goes"
TRIES = 3  # the minute may turn between two answers to the same address


@dataclass(frozen=True)
class Rehearsed:
    """Pages and files that were compared, those that differ, and entries of the history since the backup."""

    compared: int
    bytes: int
    different: tuple[str, ...]
    changes_since: int


class Site:
    """A process that answers addresses with a database and folders of its own."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "isuwc.site.management.backups.pages"],
            cwd=settings.BASE_DIR,
            env={**os.environ, "LOG_LEVEL": "ERROR", **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def answer(self, address: str) -> Answer:
        assert self.process.stdin and self.process.stdout  # noqa: S101 - asked for with PIPE
        self.process.stdin.write(f"{address}\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline().split()
        if len(said) != 3:
            raise BackupError(f"The rehearsal ended at {address}: what is above says why.")
        return int(said[0]), int(said[1]), said[2]

    def __enter__(self) -> "Site":
        return self

    def __exit__(self, *error: object) -> None:
        assert self.process.stdin and self.process.stdout  # noqa: S101 - asked for with PIPE
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


def rehearse(
    folder: Path, scratch: Database | None, progress: Progress, most: int | None = None
) -> tuple[Manifest, Rehearsed]:
    """Raises BackupError. `scratch` is an empty database where the site's role may not make one; of all addresses at
    most so many are compared, spread evenly."""
    found = restoring.check(folder, progress)
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="isuwc-rehearsal-")))
        database = stack.enter_context(_given(scratch) if scratch else _own_database())
        places = {alias: place / alias for alias in found.storages}
        for each in places.values():
            each.mkdir()
        restoring.restore(folder, found, database, places, progress)
        return found, _compare(found, database, places, progress, most)


def _compare(
    found: Manifest, database: Database, places: Mapping[str, Path], progress: Progress, most: int | None
) -> Rehearsed:
    names = [file.within for file in found.stored]
    media = [f"{settings.MEDIA_URL}{name}" for storage, name in names if storage == "default"]
    asked = [*dict.fromkeys([*addresses(), *media])]
    asked = asked[:: max(1, -(-len(asked) // most))] if most else asked
    restored = {"DATABASE_URL": database.url, "EMBEDDED_POSTGRES": "false", **_folders_of(places)}
    different, total = [], 0
    with Site({}) as here, Site(restored) as there:
        for address in progress(asked, "comparing"):
            one, other = _both(here, there, address)
            if one != other:
                different.append(f"{address}: {_words(one)} here, {_words(other)} restored")
            total += one[1]
    since = Entry.objects.filter(made_at__gt=found.made_at).count()
    return Rehearsed(len(asked), total, tuple(different), since)


def _both(here: Site, there: Site, address: str) -> tuple[Answer, Answer]:
    """Alike, if they are within TRIES."""
    one, other = here.answer(address), there.answer(address)
    for _ in range(TRIES - 1):
        if one == other:
            break
        one, other = here.answer(address), there.answer(address)
    return one, other


def _folders_of(places: Mapping[str, Path]) -> dict[str, str]:
    """The environment in which storages have these folders instead of their own."""
    mine = {str(place): alias for alias, place in folders.folders().items()}
    said = {name: str(getattr(settings, name)) for name in dir(settings) if name.endswith("_ROOT")}
    return {name: str(places[mine[value]]) for name, value in said.items() if value in mine}


def _words(answer: Answer) -> str:
    return f"{answer[0]} with {answer[1]:,} bytes"


@contextmanager
def _own_database() -> Iterator[Database]:
    """A new database on the site's server, which goes again."""
    site = postgres.of_site()
    name = f"isuwc_rehearsal_{os.getpid()}"
    with site.connect(autocommit=True) as connection:
        try:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name))
            )
        except psycopg.errors.InsufficientPrivilege:
            raise BackupError(
                "The site's role may not make a database. Give it an empty one of its own (createdb --owner) and name "
                "it with --database postgres://…."
            ) from None
        try:
            yield site.named(name, "the database of the rehearsal")
        finally:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _given(database: Database) -> Iterator[Database]:
    """An empty database, which is empty again afterwards. What a rehearsal that was killed left in it goes first."""
    if restoring.in_the_way(database, {}):
        if not _is_marked(database):
            raise BackupError(f"{database.words} is not empty. A rehearsal is only made in a database that is.")
        dump.clear(database)
    _mark(database, MARK)
    try:
        yield database
    finally:
        dump.clear(database)
        _mark(database, None)


def _is_marked(database: Database) -> bool:
    with database.connect() as connection:
        found = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    return bool(found and found[0] == MARK)


def _mark(database: Database, words: str | None) -> None:
    """Where the role does not own the database nothing is marked, and what is left has to be removed by hand."""
    with database.connect() as connection, suppress(psycopg.errors.InsufficientPrivilege):
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(words)))
