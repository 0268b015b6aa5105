"""Tries a backup out: restores it beside the site, compares what visitors get, and removes it again."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from isuwc.outbox.alarms import alarm
from isuwc.site.management.backups import making, postgres
from isuwc.site.management.backups.errors import BackupError
from isuwc.site.management.backups.manifest import NAME
from isuwc.site.management.backups.rehearsal import rehearse
from isuwc.site.management.backups.showing import progress, rehearsed


class Command(BaseCommand):
    help = (
        "Restore a backup into a database and folders of its own, compare every page and file with the site's, byte by "
        "byte, and remove it again. Ends with an error where any differs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path, help="one backup, or the folder of all: then the last one there")
        parser.add_argument("--database", help="an empty one (postgres://…), if the site's role may not make one")
        parser.add_argument("--pages", type=int, metavar="N", help="compare at most N pages and files, spread evenly")

    def handle(self, *, backup: Path, database: str | None, pages: int | None, **options: Any) -> None:
        try:
            if backup.is_dir() and not (backup / NAME).exists():
                last = making.last_of(backup)
                if last is None:
                    raise BackupError(f"There is no backup in {backup}.")
                backup = last
            scratch = postgres.of_address(database) if database else None
            self.stdout.write(rehearsed(*rehearse(backup, scratch, progress, pages)))
        except (BackupError, Error, OSError) as error:
            with suppress(Error):  # which may be what is wrong; the hook is told in any case
                alarm("The rehearsal of a backup failed", str(error))
            raise CommandError(str(error).strip()) from error
