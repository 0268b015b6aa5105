import argparse
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from events.showings.apply import apply, plan
from events.showings.rows import TABLE
from isuwc.spreadsheets import TableError, read_table
from isuwc.tabular import ChangedSinceError

SHOWN = 20  # errors at once


class Command(BaseCommand):
    help = (
        "Say from a table (CSV or XLSX, as export_showings writes it) what broadcasters do with single sessions, times "
        "by the venue's clocks, and say what that changes. What is in no row stays; one wrong cell stops all, and "
        "every error is named with its row and column."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Show what would change, and change nothing.")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            planned = plan(read_table(TABLE, file.read_bytes(), file.name))
        except (TableError, OSError) as error:
            raise CommandError(f"{file}: {error}") from error
        if planned.errors:
            for wrong in planned.errors[:SHOWN]:
                self.stderr.write(self.style.ERROR(str(wrong)))
            raise CommandError(f"{len(planned.errors)} errors; nothing was changed.")
        for change in planned.changes:
            kind = "new: " if change.is_new else "removed: " if change.is_removed else ""
            self.stdout.write(f"{change.group}: {change.title}: {kind}{'; '.join(change.words)}")
        if not dry_run:
            try:
                with tqdm(total=len(planned.changes), desc="Single sessions", file=sys.stderr, disable=None) as bar:
                    apply(planned, progress=bar.update)
            except ChangedSinceError as error:
                raise CommandError("Something has changed meanwhile; nothing was applied. Try again.") from error
        self.stdout.write(f"Single sessions: {planned.counts}" + (" (not applied)." if dry_run else "."))
