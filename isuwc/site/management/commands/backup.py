"""A dump of the database that the site uses."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from isuwc.site.management import dumps


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
            # Readable by its owner only, as it contains personal data; O_EXCL doesn't follow a link somebody else made
            os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            raise CommandError(
                f"{unfinished} is there already: another backup is being made, or one was cut short and it can be "
                "removed. Nothing was dumped."
            ) from None
        except OSError as error:
            raise CommandError(f"{error}. Nothing was dumped.") from error
        try:
            dumps.run("pg_dump", "--format=custom", f"--file={unfinished}")
            os.link(unfinished, file)  # fails if the name was taken meanwhile
        except (dumps.ProgramError, OSError) as error:
            raise CommandError(f"{error}\nNo dump was made.") from error
        finally:
            unfinished.unlink(missing_ok=True)
        self.stdout.write(f"Dumped {dumps.database()} into {file} ({file.stat().st_size / 1024**2:.1f} MB).")
        self.stdout.write("Pictures are not in it: copy the folders of MEDIA_ROOT and PRIVATE_ROOT beside it.")
