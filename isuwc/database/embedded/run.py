"""Run one of Postgres's own programs on the embedded server: `python -m isuwc.database.embedded.run pg_dump …`."""

import os
import subprocess
import sys
from pathlib import Path

from isuwc.database.embedded.other import other_database
from isuwc.database.embedded.place import EmbeddedPostgresError
from isuwc.database.embedded.server import DATABASE, address, ensure_running

VAR = Path(__file__).resolve().parents[3] / "var"


def main(program: str, arguments: list[str], var: Path = VAR) -> int:
    """Run the program with the connection settings of the embedded database, and return its exit code.

    Refuses if the site uses another database: a dump of an empty embedded one would pass for a backup.
    """
    if other_database(var):
        sys.stderr.write(
            "DATABASE_URL is set: the site uses that database and not the embedded one. "
            "Nothing was done. `manage.py backup` and `manage.py restore` use the site's own; "
            f"{program} can be run on it by itself.\n"
        )
        return 1
    try:
        place = ensure_running(var)
    except EmbeddedPostgresError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    there = {f"PG{name.upper()}": str(value) for name, value in address(place).items()}
    return subprocess.run(  # noqa: S603 - what the operator asked for
        [place.installation / "bin" / program, *arguments],
        check=False,
        env={**os.environ, **there, "PGDATABASE": DATABASE},
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
