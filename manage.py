#!/usr/bin/env python
"""Django's command line, with this checkout's own settings (`var/local.env`) where nothing else is set."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

SERVERS = {"serve", "runserver"}  # what people do there has its own name


def main() -> None:
    local = Path(__file__).resolve().parent / "var" / "local.env"
    if local.is_file():
        os.environ.setdefault("ENV_FILE", str(local))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isuwc.settings")
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - settings come first
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import OperationalError, connection  # noqa: PLC0415

    command = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        from isuwc.history.acting import Way, acting  # noqa: PLC0415

        # Django's own commands too: what `createsuperuser` or a shell changes is not said to be plain SQL.
        with acting(Way.COMMAND, command) if command not in SERVERS else nullcontext():
            execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # It names the variable and the remedy; a traceback would bury it.
        sys.exit("".join(f"isuwc can't start: {line}\n" for line in str(error).split("\n")).rstrip())
    except OperationalError as error:
        if connection.connection is not None:
            raise
        sys.exit(f"isuwc can't reach its database, which DATABASE_URL names: {' '.join(str(error).split())}")


if __name__ == "__main__":
    main()
