"""Commands that import and export a kind of table, in our own layout or in another."""

import argparse
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from isuwc.files.tables.books import TableError
from isuwc.files.tables.spreadsheets import WRITERS
from isuwc.files.tables.tabular import ChangedSinceError
from isuwc.history.commands import RecordedCommand
from isuwc.tables.command_options import matched, said
from isuwc.tables.kinds import Kind
from isuwc.tables.plans import Change, apply

MAX_SHOWN = 20  # errors, or cells that were cleaned


class TableCommand(RecordedCommand):
    kind: Kind

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def chosen(self, **options: Any) -> dict[str, Any]:
        """The keyword arguments that the options give to the kind's `plan` or `rows`."""
        return {}


class ImportCommand(TableCommand):
    """Prints what a table changes, and applies it in full or not at all."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="Show what would change, and change nothing.")
        matching = parser.add_argument_group("a table in another layout than ours")
        matching.add_argument("--sheet", help="Of a workbook, by its name.")
        matching.add_argument("--header", type=int, help="The number of the row that names the columns.")
        matching.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="THEIRS=OURS",
            help='Which column is which: --column "Gebiet=country"; --column "VOD=" for one that is not taken.',
        )
        matching.add_argument(
            "--all", action="append", default=[], metavar="COLUMN=TEXT", help="For all rows: --all season=2025/26."
        )
        matching.add_argument("--dates", choices=["day", "month"], help="Which comes first in 06/12/2025.")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        name = self.kind.table.name
        try:
            handed_in = matched(self.kind, file, options, self.chosen(**options))
        except (TableError, OSError) as error:
            raise CommandError(f"{file}: {error}") from error
        for words in said(handed_in):
            self.stdout.write(words)
        rows, planned = handed_in.translated.rows, handed_in.plan
        if planned is None:
            why = " ".join(handed_in.problems)
            raise CommandError(f"{file}: It can’t be read so. {why} Say it with --column, --all or --header.")
        for words in [words for row in rows for words in row.cleanings][:MAX_SHOWN]:
            self.stdout.write(self.style.WARNING(words))
        if planned.errors:
            for wrong in planned.errors[:MAX_SHOWN]:
                self.stderr.write(self.style.ERROR(str(wrong)))
            raise CommandError(f"{len(planned.errors)} errors; nothing was changed.")
        for change in planned.changes:
            self.stdout.write(_line(change))
        for remark in planned.remarks:
            self.stdout.write(self.style.WARNING(remark))
        if not dry_run:
            try:
                with tqdm(total=len(planned.changes), desc=name, file=sys.stderr, disable=None) as bar:
                    apply(planned, bar.update, f"{name}, {file.name}")
                handed_in.remember()
            except ChangedSinceError as error:
                raise CommandError("The data changed in the meantime; nothing was applied. Try again.") from error
        self.stdout.write(f"{name}: {planned.counts}" + (" (not applied)." if dry_run else "."))


def _line(change: Change[Any]) -> str:
    kind = "new" if change.is_new else "removed" if change.is_removed else ""
    return ": ".join(filter(None, (change.group, change.title, kind, "; ".join(change.words))))


class ExportCommand(TableCommand):
    """Writes a table for which the import changes nothing."""

    def handle(self, *, file: Path, **options: Any) -> None:
        suffix, name = file.suffix.lower().removeprefix("."), self.kind.table.name
        if suffix not in WRITERS:
            raise CommandError(f"{file}: the name must end with .{' or .'.join(WRITERS)}.")
        rows = list(tqdm(self.kind.rows(**self.chosen(**options)), desc=name, file=sys.stderr, disable=None))
        write, _ = WRITERS[suffix]
        file.write_bytes(write(self.kind.table, rows))
        self.stdout.write(f"{name}: {len(rows)} rows written to {file}.")
