import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.listings.apply import as_cells
from events.listings.cells import as_csv, as_xlsx

KINDS = {".csv": as_csv, ".xlsx": as_xlsx}


class Command(BaseCommand):
    help = "Write all listings to a table (.csv or .xlsx) that import_listings reads back without a change."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        if file.suffix.lower() not in KINDS:
            raise CommandError(f"{file}: the name must end with {' or '.join(KINDS)}.")
        rows = as_cells()
        file.write_bytes(KINDS[file.suffix.lower()](rows))
        self.stdout.write(f"{len(rows)} listings written to {file}.")
