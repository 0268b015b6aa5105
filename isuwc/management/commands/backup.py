"""A dump of the database that the site uses."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from isuwc import dumps


class Command(BaseCommand):
    help = "Dump the database that the site uses into a file for `restore`. The site may run meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that is not there yet")

    def handle(self, *, file: Path, **options: Any) -> None:
        if file.exists():
            raise CommandError(f"{file} is there already. Nothing was dumped.")
        if not MigrationRecorder(connection).applied_migrations():
            raise CommandError(f"There is nothing of this site in {dumps.database()}. Nothing was dumped.")
        unfinished = file.with_name(f"{file.name}.unfinished")
        try:
            dumps.run("pg_dump", "--format=custom", f"--file={unfinished}")
            unfinished.rename(file)
        except (dumps.ProgramError, OSError) as error:
            unfinished.unlink(missing_ok=True)
            raise CommandError(str(error)) from error
        self.stdout.write(f"Dumped {dumps.database()} into {file} ({file.stat().st_size / 1024**2:.1f} MB).")
        self.stdout.write("Pictures are not in it: copy the folder of MEDIA_ROOT beside it.")
