"""Runs Postgres's client programs on a database: the one that the site uses, embedded or not, or another."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from isuwc.database.embedded.place import EmbeddedPostgresError, locate
from isuwc.database.servers import are_several
from isuwc.site.management.backups.errors import BackupError

# libpq's environment variables for the parameters of a connection
VARIABLES = {
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "service": "PGSERVICE",
    "passfile": "PGPASSFILE",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}
PATIENCE = 10  # seconds to connect
OLDEST = 15  # of servers
# The first releases whose psql knows \restrict, by major version
RESTRICTS = {13: 22, 14: 19, 15: 14, 16: 10, 17: 6}


@dataclass(frozen=True)
class Database:
    """How one is reached, and its name in words."""

    parameters: Mapping[str, Any]
    words: str

    def connect(self, **options: Any) -> "psycopg.Connection[Any]":
        """Raises BackupError where it can't be reached, with what the server said."""
        try:
            return psycopg.connect(**self.parameters, **options)
        except psycopg.Error as error:
            raise BackupError(f"There is no way to {self.words}: {_said(error)}") from error

    def run(self, program: str, *arguments: str) -> None:
        """Run a client program on it. Raises BackupError."""
        there = {VARIABLES[name]: str(value) for name, value in self.parameters.items() if name in VARIABLES}
        done = subprocess.run(  # noqa: S603 - Postgres's own program
            [self.program(program), *arguments],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            env={**os.environ, **there},
        )
        if done.returncode:
            raise BackupError(f"{program}: {done.stderr.strip() or f'ended with {done.returncode}'}")

    def program(self, name: str) -> Path:
        """The system's, or else the wheel's; one that is older than the server is skipped, as it would refuse it."""
        with self.connect() as there:
            needed = there.info.server_version // 10_000
        for candidate in _candidates(name):
            if candidate.is_file() and version(candidate)[0] >= needed:
                return candidate
        raise BackupError(f"There is no {name} of Postgres {needed} or later here. Install Postgres's client programs.")

    def named(self, name: str, words: str) -> "Database":
        """Another database on the same server."""
        return Database({**self.parameters, "dbname": name}, words)

    @property
    def url(self) -> str:
        """For DATABASE_URL of a process that uses it. Holds the password."""
        said = {key: value for key, value in self.parameters.items() if value not in {"", None} and key != "dbname"}
        return f"postgres:///{_quoted(self.parameters['dbname'])}?" + "&".join(
            f"{key}={_quoted(value)}" for key, value in said.items()
        )


def of_site() -> Database:
    """The database that the site uses."""
    params = connection.get_connection_params()
    found = {name: params[name] for name in VARIABLES if name in params}
    if is_embedded():
        return Database(found, "the embedded database")
    return Database(found, f"the database {params['dbname']} on {params.get('host') or 'this machine'}")


def is_embedded() -> bool:
    return bool(settings.DATABASES["default"]["ENGINE"] == "isuwc.database.embedded")


def of_address(address: str) -> Database:
    """The database at an address as in DATABASE_URL. Raises BackupError."""
    if not address.startswith(("postgres://", "postgresql://")):
        raise BackupError("The address of a database begins with postgres://, as in DATABASE_URL.")
    try:
        found = conninfo_to_dict(address)
    except psycopg.Error as error:
        raise BackupError(f"This is no address of a database: {_said(error)}") from error
    if not found.get("dbname"):
        raise BackupError("The address must name the database: postgres://user:password@host:5432/name.")
    words = f"the database {found['dbname']} on {found.get('host') or 'this machine'}"
    if are_several(found):
        found.setdefault("target_session_attrs", "read-write")
    return Database({"connect_timeout": PATIENCE, **found}, words)


def version(program: Path) -> tuple[int, int]:
    """Major and minor; 0 where the program says none."""
    done = subprocess.run([program, "--version"], check=False, capture_output=True, text=True)  # noqa: S603
    found = re.search(r"(\d{1,3})(?:\.(\d{1,3}))?", done.stdout)
    return (int(found[1]), int(found[2] or 0)) if found else (0, 0)


def restricts(psql: Path) -> bool:
    """Whether it knows \\restrict, by which a dump can make psql obey nothing but SQL."""
    major, minor = version(psql)
    return major > max(RESTRICTS) or minor >= RESTRICTS.get(major, 1_000)


def _candidates(name: str) -> list[Path]:
    found = [Path(program)] if (program := shutil.which(name)) else []
    with suppress(EmbeddedPostgresError):  # the wheel need not be installed
        found.append(locate(settings.VAR_DIR).installation / "bin" / name)
    return found


def _said(error: psycopg.Error) -> str:
    return " ".join(str(error).split())


def _quoted(value: object) -> str:
    return quote(str(value), safe="")
