"""Copies the database that the site uses to another server, as from the embedded one to a server of its own."""

import sys
import tempfile
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from isuwc.site.management.backups import dump, postgres
from isuwc.site.management.backups.errors import BackupError
from isuwc.site.management.backups.manifest import DUMP
from isuwc.site.management.backups.restoring import in_the_way


class Command(BaseCommand):
    help = (
        "Copy the site's database into another, empty one, also of an older Postgres (15 or later). Stop the site "
        "first. Uploaded files stay where they are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "address",
            nargs="?",
            help="as in DATABASE_URL: postgres://user:password@host:5432/name. Left out, it is asked for, or read from "
            "the standard input: a list of processes shows everybody the words of a command, and a password among them",
        )

    def handle(self, *, address: str | None, **options: Any) -> None:
        try:
            here, there = postgres.of_site(), postgres.of_address(address or _asked())
            if in_the_way(there, {}):
                raise BackupError(f"{there.words} is not empty. Nothing was copied.")
            with tempfile.TemporaryDirectory(prefix="isuwc-move-") as folder:
                seen = dump.dump(here, Path(folder) / DUMP)
                dump.restore(there, Path(folder) / DUMP, seen.tables)
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(seen.tables.values())
        self.stdout.write(f"Copied {here.words} into {there.words}: {len(seen.tables)} tables with {rows:,} rows.")
        self.stdout.write(
            "Set DATABASE_URL to this address, and remove EMBEDDED_POSTGRES. The old database is as it was."
        )


def _asked() -> str:
    """Typed without being shown, or the first line of what is handed in."""
    return (getpass("Address of the other database: ") if sys.stdin.isatty() else sys.stdin.readline()).strip()
