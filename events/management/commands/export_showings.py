import argparse
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from events.models import Showing
from events.showings.apply import showing_cells
from events.showings.rows import TABLE
from isuwc.spreadsheets import WRITERS


class Command(BaseCommand):
    help = (
        "Write what broadcasters do with single sessions to a table (.csv or .xlsx) that import_showings reads back "
        "without a change."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        kind = file.suffix.lower().removeprefix(".")
        if kind not in WRITERS:
            raise CommandError(f"{file}: the name must end with .{' or .'.join(WRITERS)}.")
        total = Showing.objects.count()
        rows = list(tqdm(showing_cells(), total=total, desc="Single sessions", file=sys.stderr, disable=None))
        write, _ = WRITERS[kind]
        file.write_bytes(write(TABLE, rows))
        self.stdout.write(f"{len(rows)} single sessions written to {file}.")
