import argparse
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from events.listings.apply import apply, plan
from events.listings.rows import TABLE
from isuwc.spreadsheets import TableError, read_table
from isuwc.tabular import ChangedSinceError

SHOWN = 20  # errors at once


class Command(BaseCommand):
    help = (
        "Make and change listings from a table (CSV or XLSX, as export_listings writes it), and say what it changes. "
        " One wrong cell stops all; every error is named with its row and column."
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
            said = "new" if change.is_new else "; ".join(change.words)
            self.stdout.write(f"{change.title}: {said}")
        if not dry_run:
            with tqdm(total=len(planned.changes), desc="Listings", file=sys.stderr, disable=None) as bar:
                try:
                    apply(planned, progress=bar.update)
                except ChangedSinceError as error:
                    raise CommandError("Listings have changed meanwhile; nothing was applied. Try again.") from error
        would = "would be " if dry_run else ""
        self.stdout.write(
            f"Listings: {planned.created} {would}created, {planned.changed} {would}changed, "
            f"{planned.unchanged} unchanged."
        )
