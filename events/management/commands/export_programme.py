import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.models import Event
from events.programme.apply import programme_cells
from events.programme.rows import TABLE
from isuwc.spreadsheets import WRITERS


class Command(BaseCommand):
    help = "Write a season's programmes, or one event's, to a table (.csv or .xlsx) that import_programme reads back."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--season", required=True, help="Such as 2025-26.")
        parser.add_argument("--event", type=int, help="The number of one event.")

    def handle(self, *, file: Path, season: str, event: int | None, **options: Any) -> None:
        kind = file.suffix.lower().removeprefix(".")
        if kind not in WRITERS:
            raise CommandError(f"{file}: the name must end with .{' or .'.join(WRITERS)}.")
        events = Event.objects.filter(season__slug=season).order_by("number")
        rows = programme_cells(events if event is None else events.filter(number=event))
        if not rows:
            raise CommandError("There is no such event with a programme.")
        write, _ = WRITERS[kind]
        file.write_bytes(write(TABLE, rows))
        self.stdout.write(f"{len(rows)} rows written to {file}.")
