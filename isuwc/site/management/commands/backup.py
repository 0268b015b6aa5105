"""Backs up the database that the site uses, and its uploaded files, as one dated folder."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connection
from django.db.migrations.recorder import MigrationRecorder

from isuwc.outbox.alarms import alarm
from isuwc.site.management.backups import folders, making, postgres
from isuwc.site.management.backups.errors import BackupError
from isuwc.site.management.backups.rehearsal import rehearse
from isuwc.site.management.backups.showing import progress, rehearsed


class Command(BaseCommand):
    help = (
        "Back up the site's database and uploaded files into a new folder below the one that is named, as "
        "isuwc-2025-11-15T202000Z. It is complete, read again and compared, or not there. The site may run meanwhile."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder of all backups; it is made if it isn't there")
        parser.add_argument("--keep", type=int, metavar="N", help="then remove all but the newest N backups there")
        parser.add_argument("--rehearse", action="store_true", help="then restore it beside the site and compare pages")

    def handle(self, *, folder: Path, keep: int | None, rehearse: bool, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError("--keep must be 1 or more: the backup that was just made is one of them.")
        try:
            self.back_up(folder.absolute(), keep, rehearse)
        except (BackupError, Error) as error:
            with suppress(Error):  # which may be what is wrong; the hook is told in any case
                alarm("The backup failed", str(error))
            raise CommandError(str(error).strip()) from error

    def back_up(self, folder: Path, keep: int | None, rehearses: bool) -> None:
        if not MigrationRecorder(connection).applied_migrations():
            raise BackupError(f"There is nothing of this site in {postgres.of_site().words}. Nothing was backed up.")
        made, manifest = making.make(folder, progress)
        self.stdout.write(f"Backed up {postgres.of_site().words} and uploaded files into {made}: {manifest.words}.")
        if left_out := folders.elsewhere():
            self.stdout.write(f"Not in it, as they are no folders here: the files of {', '.join(left_out)}.")
        if rehearses:
            self.stdout.write(rehearsed(*rehearse(made, None, progress)))
        if keep and (gone := making.prune(folder, keep)):
            self.stdout.write(f"Removed: {', '.join(gone)}.")
