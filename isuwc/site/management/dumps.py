"""Runs Postgres's client programs on the database that the site uses, embedded or not."""

import os
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

from isuwc.embedded_postgres.place import EmbeddedPostgresError, locate

# libpq's environment variables for Django's connection parameters
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
}


class ProgramError(Exception):
    """A client program is missing, or failed; the message says why."""


def run(program: str, *arguments: str) -> None:
    """Run a client program on the site's database. Raises ProgramError."""
    params = connection.get_connection_params()
    there = {variable: str(params[name]) for name, variable in VARIABLES.items() if name in params}
    done = subprocess.run(  # noqa: S603 - Postgres's own program
        [_found(program), *arguments], check=False, capture_output=True, text=True, env={**os.environ, **there}
    )
    if done.returncode:
        raise ProgramError(f"{program}: {done.stderr.strip()}")


def database() -> str:
    """Which database the site uses, in words."""
    params = connection.get_connection_params()
    if settings.DATABASES["default"]["ENGINE"] == "isuwc.embedded_postgres":
        return "the embedded database"
    return f"the database {params['dbname']} on {params.get('host') or 'this machine'}"


def _found(program: str) -> Path:
    """The system's program, or else the wheel's; older ones than the server are skipped, as they would refuse it."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        needed = int(cursor.fetchone()[0]) // 10_000
    candidates = [Path(found)] if (found := shutil.which(program)) else []
    with suppress(EmbeddedPostgresError):  # the wheel need not be installed
        candidates.append(locate(settings.VAR_DIR).installation / "bin" / program)
    for candidate in candidates:
        if candidate.is_file() and _major(candidate) >= needed:
            return candidate
    raise ProgramError(f"There is no {program} of Postgres {needed} or later here. Install Postgres's client programs.")


def _major(program: Path) -> int:
    done = subprocess.run([program, "--version"], check=False, capture_output=True, text=True)  # noqa: S603
    found = re.search(r"(\d{1,3})", done.stdout)
    return int(found[1]) if found else 0
