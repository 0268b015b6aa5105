"""Restores a backup that `backup` made, or a dump of the database alone that earlier versions made."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from isuwc.site.management.backups import dump, folders, postgres, restoring
from isuwc.site.management.backups.errors import BackupError
from isuwc.site.management.backups.postgres import Database
from isuwc.site.management.backups.showing import progress

MIGRATE = "`migrate` brings an older one up to date."
DUMP_OF_BEFORE = b"PGDMP"  # how a file in Postgres's own format begins


class Command(BaseCommand):
    help = (
        "Put a backup in place of the site's database and uploaded files. Stop the site first. Where there is "
        "anything, it is only replaced with --yes. The backup is checked whole before anything is changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path, help="the folder of one backup, isuwc-…")
        parser.add_argument("--yes", action="store_true", help="confirm that everything there is is replaced")

    def handle(self, *, backup: Path, yes: bool, **options: Any) -> None:
        try:
            database = postgres.of_site()
            if backup.is_file():
                self.restore_dump(backup, database, yes)
            elif backup.is_dir():
                self.restore(backup, database, yes)
            else:
                raise BackupError(f"There is no backup {backup}.")
        except BackupError as error:
            raise CommandError(str(error)) from error

    def restore(self, folder: Path, database: Database, yes: bool) -> None:
        found = restoring.check(folder, progress)
        places = folders.folders()
        refuse(
            restoring.in_the_way(database, {alias: places[alias] for alias in found.storages if alias in places}), yes
        )
        done = restoring.restore(folder, found, database, places, progress)
        self.stdout.write(
            f"Restored {folder} of {found.made_at} into {database.words}: {found.words} ({done.put:,} written, "
            f"{done.there:,} there already, {done.removed:,} of before removed). {MIGRATE}"
        )

    def restore_dump(self, file: Path, database: Database, yes: bool) -> None:
        """The database alone, as earlier versions of `backup` dumped it; its files were copied by other means.

        The dump is converted to a script first: piped, a truncated dump would be restored as far as it goes. Missing
        extensions are created by the dump. Comments are left out, as only its owner may comment on an extension.
        """
        with file.open("rb") as opened:
            if opened.read(len(DUMP_OF_BEFORE)) != DUMP_OF_BEFORE:
                raise BackupError(f"{file} is neither the folder of a backup nor a dump of an earlier version.")
        refuse(restoring.in_the_way(database, {}), yes)
        try:
            with tempfile.TemporaryDirectory(prefix="isuwc-restore-") as folder:
                empty, script = Path(folder) / "empty.sql", Path(folder) / "dump.sql"
                empty.write_text(dump.EMPTY)
                database.run("pg_restore", "--no-owner", "--no-comments", f"--file={script}", str(file))
                dump.run_script(database, empty, script)
        except BackupError as error:
            raise BackupError(f"{error}\nThe database is as it was.") from error
        self.stdout.write(f"Restored {file} into {database.words}. It holds no uploaded files. {MIGRATE}")


def refuse(in_the_way: list[str], yes: bool) -> None:
    if in_the_way and not yes:
        raise CommandError(f"This replaces {' and '.join(in_the_way)}. Nothing was done. Add --yes to confirm.")
