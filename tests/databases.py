"""The tests' databases are copies of templates, which are made once and kept while the sources that made them stay.

A copy takes a fraction of a second, so every run begins with fresh ones, and a test of real transactions is followed by
another copy. `--create-db` makes the templates anew, once for all processes of a run.
"""

import hashlib
import os
import platform
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import django
import psycopg
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from events.broadcast.season_data import load_broadcast
from events.calendar.season_data import load_calendar
from events.models import Season
from standings.seasons.season_data import load_results
from tests.factories.standings import forget_from

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ("2025-26", "2022-23")
KEPT = ROOT / "var" / "tests"  # files that are made once for all runs
# All processes of one run know it by the same name.
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid4().hex


def _short(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:12]


# Other checkouts and other hosts may use the same server: the names of our databases say whose they are. Numbers of
# processes mean something only among the processes that see each other, which a container's are apart from its host's.
PLACE = _short(platform.node(), str(ROOT))
_SEEN = Path("/proc/self/ns/pid")
PROCESSES = _short(PLACE, str(_SEEN.readlink()) if _SEEN.is_symlink() else "")


@dataclass(frozen=True)
class Template:
    """A database by the files that decide what is in it (globs from the root) and the function that fills it.

    `fill` may leave files beside the database, in the template's folder: `files` are their names, and those of folders.
    """

    kind: str
    sources: tuple[str, ...]
    fill: Callable[[], None]
    base: "Template | None" = None
    files: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"test_template_{PLACE}_{self.kind}_{digest(*self.all_sources)}"

    @property
    def folder(self) -> Path:
        return KEPT / self.name

    @property
    def mark(self) -> Path:
        """Says which run made the files, as the database's comment does: they may be of another server's database."""
        return self.folder / "run"

    @property
    def all_sources(self) -> tuple[str, ...]:
        return (*self.sources, *(self.base.all_sources if self.base else ()))


@cache
def digest(*sources: str) -> str:
    """What tells these files, and this Django, from others."""
    found = hashlib.sha256(django.__version__.encode())
    files = {path for glob in sources for path in ROOT.glob(glob) if path.is_file()}
    for path in sorted(path for path in files if "__pycache__" not in path.parts):
        found.update(f"\0{path.relative_to(ROOT)}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def _load_shipped() -> None:
    load_calendar()
    load_broadcast()
    for slug in SHIPPED:
        load_results(slug)


def _forget_later() -> None:
    forget_from(Season.objects.get(slug=SHIPPED[0]), 4)


# What migrations leave: countries, roles and their permissions
MIGRATED = Template(
    "migrated",
    (
        "*/migrations/*.py",
        "isuwc/*/migrations/*.py",
        "isuwc/freshness/triggers.py",
        "isuwc/history/triggers.py",
        "isuwc/newsroom/roles.py",
        "events/data/*",
    ),
    _migrate,
)
# The seasons that come with the project, with their results and standings
LOADED = [f"{app}/**/*.{ending}" for app in ("isuwc", "events", "standings") for ending in ("py", "csv")]
SEASONS = Template("seasons", ("tests/databases.py", *LOADED), _load_shipped, MIGRATED)
# The same, where of the newest season only the first three events are known
THREE_EVENTS = Template("three", ("tests/factories/*.py",), _forget_later, SEASONS)


# Parameters of a connection that Django adds for itself
DJANGOS_OWN = {"client_encoding", "context", "cursor_factory", "prepare_threshold"}


def server() -> dict[str, Any]:
    """How the server that all tests use is reached, with the options of DATABASE_URL such as sslmode."""
    found = connection.get_connection_params()
    return {key: value for key, value in found.items() if key not in DJANGOS_OWN | {"dbname"}}


@contextmanager
def administration() -> Iterator[psycopg.Connection]:
    """A connection that makes and removes databases."""
    with psycopg.connect(**server(), dbname="postgres", autocommit=True) as found:
        yield found


def drop(admin: psycopg.Connection, name: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def make(admin: psycopg.Connection, name: str, like: str = "template1") -> None:
    """A new database of that name, whatever was there before."""
    drop(admin, name)
    admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(like)))


@contextmanager
def alone(admin: psycopg.Connection) -> Iterator[None]:
    """One process makes or copies templates, the others wait: none sees one that is half full or about to go."""
    admin.execute("SELECT pg_advisory_lock(hashtext('templates of tests'))")
    try:
        yield
    finally:
        admin.execute("SELECT pg_advisory_unlock(hashtext('templates of tests'))")


def prepare(admin: psycopg.Connection, template: Template, anew: bool = False) -> None:
    """Make the template unless it is there whole; if `anew`, unless this run has made it. Call it `alone`."""
    if template.base:
        prepare(admin, template.base, anew)
    maker = _maker(admin, template)
    if maker == RUN or (maker and not anew):
        return
    _drop_older(admin, template.kind)
    half = f"{template.name}_half"
    make(admin, half, template.base.name if template.base else "template1")
    with using(half):
        template.fill()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    if template.files:
        template.mark.write_text(RUN)
    admin.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(half), sql.Literal(RUN)))
    names = map(sql.Identifier, (half, template.name))
    admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*names))


def _maker(admin: psycopg.Connection, template: Template) -> str:
    """The run that made the template; empty if there is none, or not with all its files."""
    held = admin.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [template.name]
    ).fetchone()
    maker = (held and held[0]) or ""
    if template.files:
        whole = all((template.folder / name).exists() for name in (*template.files, template.mark.name))
        return maker if whole and template.mark.read_text() == maker else ""
    return maker


def _drop_older(admin: psycopg.Connection, kind: str) -> None:
    """Templates that earlier states of this checkout's sources left."""
    for name in _named(admin, rf"test_template_{PLACE}_{kind}_[0-9a-f]{{16}}(_half)?"):
        drop(admin, name[0])


def _named(admin: psycopg.Connection, pattern: str) -> list[re.Match[str]]:
    """The databases whose whole names match."""
    names = admin.execute("SELECT datname FROM pg_database ORDER BY datname").fetchall()
    return [found for (name,) in names if (found := re.fullmatch(pattern, name))]


def copy_name(kind: str) -> str:
    """A database of this process alone: several runs may be under way at once."""
    return f"test_copy_{PROCESSES}_{os.getpid()}_{kind}"


def copy(template: Template, name: str, anew: bool = False, folder: Path | None = None) -> None:
    """A new database of that name with what the template holds, and its files in that folder."""
    with administration() as admin, alone(admin):
        prepare(admin, template, anew)
        make(admin, name, template.name)
        if folder:
            for file in template.files:
                kept = template.folder / file
                (shutil.copytree if kept.is_dir() else shutil.copy)(kept, folder / file)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def drop_left() -> None:
    """Remove the copies of this checkout's processes that were killed. One may still be in use, by a site that outlived
    its test, or be removed by another process just now."""
    with administration() as admin:
        for name in _named(admin, rf"test_copy_{PROCESSES}_([0-9]{{1,9}})_[a-z]+"):
            if not _runs(int(name[1])):
                with suppress(psycopg.errors.ObjectInUse, psycopg.errors.InvalidCatalogName):
                    admin.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name[0])))


def remove(*names: str) -> None:
    with administration() as admin:
        for name in names:
            drop(admin, name)


def use(name: str) -> str:
    """Connect Django to that database from now on, in all threads. Returns the name of the one before."""
    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    ContentType.objects.clear_cache()
    return before


@contextmanager
def using(name: str) -> Iterator[None]:
    before = use(name)
    try:
        yield
    finally:
        use(before)
