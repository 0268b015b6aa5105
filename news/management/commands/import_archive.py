"""Take in the texts of the replaced site: `manage.py import_archive DIR --addresses TABLE --report REPORT.csv`."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from isuwc.files.tables.books import TableError
from isuwc.files.tables.spreadsheets import csv_file
from isuwc.files.tables.tabular import DataError
from isuwc.history.commands import RecordedCommand
from news.imports.archive import REPORT, Archive, Taken
from news.management.commands.import_article import event_of


class Command(RecordedCommand):
    help = (
        "Create drafts of all texts in a folder (.txt, .docx, .html, .rtf) and let their old addresses lead to them. "
        "What is here already is left as it is, so it can be run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="DIR", help="the folder, with all below it")
        parser.add_argument(
            "--addresses",
            type=Path,
            metavar="TABLE",
            help="CSV or XLSX with address and file (or leads_to: a page of this site), published, title",
        )
        parser.add_argument("--report", type=Path, metavar="CSV", help="where to write what became of each text")
        parser.add_argument("--photos", type=Path, metavar="DIR", help="pictures; without it those in the folder")
        parser.add_argument(
            "--event", metavar="SEASON/EVENT", help="of all texts, as in addresses: 2022-23/1-stavanger"
        )
        parser.add_argument("--credit", default="", metavar="HOLDER", help="of pictures whose caption names none")
        parser.add_argument(
            "--published", default="", metavar="DATE", help="of texts whose date is not known: 2022-11-13"
        )
        parser.add_argument("--publish", action="store_true", help="publish each with the date that it had")
        parser.add_argument("--dry-run", action="store_true", help="show what would be done, and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        archive = self.archive(**options)
        taken: list[Taken] = []
        try:
            for each in tqdm(archive.take(), total=len(archive), disable=options["verbosity"] == 0, unit=" texts"):
                taken.append(each)
        finally:
            if options["report"]:
                options["report"].write_bytes(csv_file(REPORT, [each.row for each in taken]))
        self.summarise(taken, options["report"])

    def archive(self, **options: Any) -> Archive:
        for folder in filter(None, (options["file"], options["photos"])):
            if not folder.is_dir():
                raise CommandError(f"{folder} is not a folder.")
        try:
            archive = Archive(
                folder=options["file"],
                table=options["addresses"].read_bytes() if options["addresses"] else b"",
                photos=options["photos"],
                event=event_of(options["event"]),
                credit=options["credit"].strip(),
                published=options["published"].strip(),
                publishes=options["publish"],
                is_dry=options["dry_run"],
            )
        except OSError as error:
            raise CommandError(f"{options['addresses']} can't be read: {error.strerror}.") from error
        except (TableError, DataError, ValueError) as error:
            raise CommandError(f"Nothing was done. {error}") from error
        if not len(archive):
            raise CommandError(f"{options['file']} holds no texts (.txt, .docx, .html, .rtf).")
        return archive

    def summarise(self, taken: list[Taken], report: Path | None) -> None:
        for outcome, count in Counter(each.outcome for each in taken).items():
            self.stdout.write(f"{count} {outcome}")
        doubtful = [each for each in taken if each.doubts]
        if not report:
            for each in doubtful:
                self.stdout.write(self.style.WARNING(f"? {each.file or each.address}: {' '.join(each.doubts)}"))
        elif doubtful:
            self.stdout.write(self.style.WARNING(f"{len(doubtful)} to look at: see {report}"))
        if failed := [each for each in taken if each.outcome == "not taken"]:
            names = ", ".join(each.file or each.address for each in failed[:10])
            raise CommandError(f"{len(failed)} of {len(taken)} not taken: {names}{' …' if len(failed) > 10 else ''}")
