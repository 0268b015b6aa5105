"""The other way round of `backup`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from isuwc import dumps


class Command(BaseCommand):
    help = "Put a dump made by `backup` in place of what is in the database that the site uses. Stop the site first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="it is meant: everything in the database is replaced")

    def handle(self, *, file: Path, yes: bool, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        if not yes:
            raise CommandError(
                f"This replaces everything in {dumps.database()}. Nothing was done; add --yes if it is meant."
            )
        try:
            dumps.run(
                "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
                f"--dbname={connection.get_connection_params()['dbname']}", str(file),
            )  # fmt: skip
        except dumps.ProgramError as error:
            raise CommandError(f"{error}\nThe database is as it was.") from error
        self.stdout.write(f"Restored {file} into {dumps.database()}. `migrate` brings an older dump up to date.")
