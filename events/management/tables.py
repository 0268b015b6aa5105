"""Commands that take a table in, and that write one out again."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from isuwc.files.tables.spreadsheets import WRITERS, Table, TableError, read_table
from isuwc.files.tables.tabular import ChangedSinceError, Counts, DataError, Row

SHOWN = 20  # errors, or cells that were cleaned, at once


class Plan(Protocol):
    """What a table would do; each change has a title, words, `is_new`, and a group and `is_removed` where it may."""

    @property
    def changes(self) -> Sequence[Any]: ...

    @property
    def errors(self) -> Sequence[DataError]: ...

    @property
    def counts(self) -> Counts: ...


class ImportCommand(BaseCommand):
    """Says what a table would change, and applies it, all of it or nothing."""

    table: Table

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Show what would change, and change nothing.")

    def plan(self, rows: list[Row], **options: Any) -> Plan:
        raise NotImplementedError

    def apply(self, planned: Any, progress: Callable[[int], Any]) -> None:
        raise NotImplementedError

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            rows = read_table(self.table, file.read_bytes(), file.name)
            planned = self.plan(rows, **options)
        except (TableError, OSError) as error:
            raise CommandError(f"{file}: {error}") from error
        for words in [words for row in rows for words in row.cleanings][:SHOWN]:
            self.stdout.write(self.style.WARNING(words))
        if planned.errors:
            for wrong in planned.errors[:SHOWN]:
                self.stderr.write(self.style.ERROR(str(wrong)))
            raise CommandError(f"{len(planned.errors)} errors; nothing was changed.")
        for change in planned.changes:
            self.stdout.write(_said(change))
        if not dry_run:
            try:
                with tqdm(total=len(planned.changes), desc=self.table.name, file=sys.stderr, disable=None) as bar:
                    self.apply(planned, bar.update)
            except ChangedSinceError as error:
                raise CommandError("Something has changed meanwhile; nothing was applied. Try again.") from error
        self.stdout.write(f"{self.table.name}: {planned.counts}" + (" (not applied)." if dry_run else "."))


def _said(change: Any) -> str:
    kind = "new" if change.is_new else "removed" if getattr(change, "is_removed", False) else ""
    parts = [getattr(change, "group", ""), change.title, kind, "; ".join(change.words)]
    return ": ".join(part for part in parts if part)


class ExportCommand(BaseCommand):
    """Writes a table that the import reads back without a change."""

    table: Table

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def rows(self, **options: Any) -> Iterable[list[str]]:
        raise NotImplementedError

    def handle(self, *, file: Path, **options: Any) -> None:
        kind = file.suffix.lower().removeprefix(".")
        if kind not in WRITERS:
            raise CommandError(f"{file}: the name must end with .{' or .'.join(WRITERS)}.")
        rows = list(tqdm(self.rows(**options), desc=self.table.name, file=sys.stderr, disable=None))
        write, _ = WRITERS[kind]
        file.write_bytes(write(self.table, rows))
        self.stdout.write(f"{self.table.name}: {len(rows)} rows written to {file}.")
