import argparse
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from events.models import Event
from events.programme.apply import apply, plan
from events.programme.rows import TABLE
from isuwc.spreadsheets import TableError, read_table
from isuwc.tabular import ChangedSinceError

SHOWN = 20  # errors at once


class Command(BaseCommand):
    help = (
        "Make the programme of each event that a table names (CSV or XLSX, one row a race, times of the venue) what "
        "the table says, and say what that changes. One wrong cell stops all; every error is named with its row and "
        "column. A race that has a result is never removed."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--season", help="Of rows that name none, such as 2025-26; with --event.")
        parser.add_argument("--event", type=int, help="The number of the event of rows that name none.")
        parser.add_argument("--dry-run", action="store_true", help="Show what would change, and change nothing.")

    def handle(self, *, file: Path, season: str | None, event: int | None, dry_run: bool, **options: Any) -> None:
        usual = _event(season, event)
        try:
            planned = plan(read_table(TABLE, file.read_bytes(), file.name), usual)
        except (TableError, OSError) as error:
            raise CommandError(f"{file}: {error}") from error
        if planned.errors:
            for wrong in planned.errors[:SHOWN]:
                self.stderr.write(self.style.ERROR(str(wrong)))
            raise CommandError(f"{len(planned.errors)} errors; nothing was changed.")
        for change in planned.changes:
            kind = "new: " if change.is_new else "removed" if change.is_removed else ""
            self.stdout.write(f"{change.group}: {change.title}: {kind}{'; '.join(change.words)}")
        if not dry_run:
            try:
                with tqdm(total=len(planned.changes), desc="Programme", file=sys.stderr, disable=None) as bar:
                    apply(planned, progress=bar.update)
            except ChangedSinceError as error:
                raise CommandError("Somebody has changed the programme meanwhile; nothing was changed.") from error
        self.stdout.write(f"Sessions and races: {planned.counts}" + (" (not applied)." if dry_run else "."))


def _event(season: str | None, number: int | None) -> Event | None:
    if season is None and number is None:
        return None
    if season is None or number is None:
        raise CommandError("--season and --event go together.")
    found = Event.objects.filter(season__slug=season, number=number).select_related("season").first()
    if found is None:
        raise CommandError(f"There is no event {number} in {season}.")
    return found
