#!/usr/bin/env python
"""Django's command line, with this checkout's own settings (`var/local.env`) where nothing else is set."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

import environ

SERVERS = {"serve", "runserver"}  # what people do there has its own name


def main() -> None:
    environ.Env.read_env(Path(__file__).resolve().parent / "var" / "local.env")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isuwc.settings")
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - settings come first
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    from isuwc.history.acting import Way, acting  # noqa: PLC0415

    command = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        # Django's own commands too: what `createsuperuser` or a shell changes is not said to be plain SQL.
        with acting(Way.COMMAND, command) if command not in SERVERS else nullcontext():
            execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"isuwc can't start: {error}")  # it names the variable and the remedy; a traceback would bury it


if __name__ == "__main__":
    main()
