import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.listings.apply import as_cells
from events.listings.rows import TABLE
from isuwc.spreadsheets import WRITERS


class Command(BaseCommand):
    help = "Write all listings to a table (.csv or .xlsx) that import_listings reads back without a change."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        kind = file.suffix.lower().removeprefix(".")
        if kind not in WRITERS:
            raise CommandError(f"{file}: the name must end with .{' or .'.join(WRITERS)}.")
        rows = as_cells()
        write, _ = WRITERS[kind]
        file.write_bytes(write(TABLE, rows))
        self.stdout.write(f"{len(rows)} listings written to {file}.")
