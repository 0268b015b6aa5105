"""Make a draft article of a report's text: `manage.py import_article FILE [--photos DIR] [--publish]`."""

import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from events.models import Event
from isuwc.files.documents.reading import LONGEST
from isuwc.files.pictures.images import UnusablePictureError
from isuwc.history.commands import RecordedCommand
from news.editions.publishing import publish
from news.editions.refusals import AlreadyPublishedError, PublishError
from news.imports import (
    ArticlePlan,
    PhotoFile,
    Source,
    UnreadableReportError,
    complete_pictures,
    create_article,
    plan,
    read_source,
)
from news.imports.files import PICTURE_ENDINGS
from news.imports.moments import published_at, said_of_day
from news.imports.waiting import reason_to_wait
from news.models import Article
from news.report import Line, Verdict

SIGNS = {Verdict.TEXT: "  text", Verdict.FACT: "+ fact", Verdict.LEFT_OUT: "- left"}


class Command(RecordedCommand):
    help = "Create a draft article from a report's text (.txt, .docx, .html, .rtf), and list what became of each line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the report: .txt, .docx, .html or .rtf")
        parser.add_argument(
            "--photos", type=Path, metavar="DIR", help="pictures, matched by agency number or file name"
        )
        parser.add_argument(
            "--event", metavar="SEASON/EVENT", help="what it is about, as in addresses: 2022-23/1-stavanger"
        )
        parser.add_argument("--title", default="", help="instead of the text's own or a proposed one")
        parser.add_argument("--credit", default="", metavar="HOLDER", help="of pictures whose caption names none")
        parser.add_argument("--add-same", action="store_true", help="add pictures even if the library has them already")
        parser.add_argument("--publish", action="store_true", help="publish it at once")
        parser.add_argument(
            "--published",
            default="",
            metavar="DATE",
            help="when it was published before, if the text is not right: 2022-11-13",
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would be created, and create nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        source = self.read(options["file"])
        at = self.published(options["published"] or (source.published if options["publish"] else ""))
        photos = [*source.pictures, *(self.photos(options["photos"]) if options["photos"] else [])]
        event = event_of(options["event"])
        title, credit = options["title"].strip(), options["credit"].strip()
        try:
            add_same = options["add_same"]
            planned = plan(source.text, photos, event, title, credit, source.doubts, source.links, add_same)
        except UnusablePictureError as error:
            raise CommandError(f"A picture can't be looked at, so nothing was made. {error}") from error
        self.print_plan(planned)
        if options["dry_run"]:
            self.stdout.write("Nothing was made (--dry-run).")
            return
        article = self.make(planned)
        if options["publish"]:
            self.publish(article, planned, at or self.published(said_of_day(planned.report.dated)))

    def published(self, said: str) -> datetime.datetime | None:
        try:
            return published_at(said) if said else None
        except ValueError as error:
            raise CommandError(str(error)) from error

    def read(self, path: Path) -> Source:
        if path.is_dir():
            raise CommandError(f"{path} is a folder, not a file.")
        try:
            with path.open("rb") as file:
                return read_source(file.read(LONGEST + 1), path.name)
        except OSError as error:
            raise CommandError(f"{path} can't be read: {error.strerror}.") from error
        except UnreadableReportError as error:
            raise CommandError(f"{path}: {error}") from error

    def photos(self, folder: Path) -> list[PhotoFile]:
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder of pictures.")
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURE_ENDINGS and path.is_file())
        if not paths:
            raise CommandError(f"{folder} holds no pictures ({', '.join(sorted(PICTURE_ENDINGS))}).")
        return [PhotoFile.at(path) for path in paths]

    def make(self, planned: ArticlePlan) -> Article:
        """Create the draft, or return the article imported from the same text."""
        article = planned.earlier
        try:
            if article is None:
                article = create_article(planned, by=None)
                self.stdout.write(self.style.SUCCESS(f"Draft made: number {article.pk}, “{article}”."))
                return article
            completed = complete_pictures(planned)
        except UnusablePictureError as error:
            raise CommandError(f"A picture can't be used, so nothing was made. {error}") from error
        self.stdout.write(
            f"This text has already been imported: article {article.pk}, “{article}”. No second article was created."
        )
        for photo in completed:
            lacks = ", ".join(photo.missing)
            self.stdout.write(f"Its picture “{photo}” was completed{f'; it still has {lacks}' if lacks else ''}.")
        return article

    def publish(self, article: Article, planned: ArticlePlan, at: datetime.datetime | None) -> None:
        """Publish it, under the moment at which it was published before."""
        if reason := reason_to_wait(article, planned):
            raise CommandError(reason)
        try:
            edition = publish(article, by=None, goes_live_at=at)
        except AlreadyPublishedError as already:
            address = already.period.placed_edition().get_absolute_url()
            self.stdout.write(f"It is published already and was not changed since: {address}")
            return
        except PublishError as error:
            problems = "".join(f"\n  {problem}" for problem in error.problems)
            raise CommandError(f"The draft is kept, but it can't go live:{problems}") from error
        self.stdout.write(self.style.SUCCESS(f"Published: {edition.get_absolute_url()}"))

    def print_plan(self, planned: ArticlePlan) -> None:
        for line in planned.report.lines:
            self.stdout.write(self.line(line))
        for note in planned.notes:
            self.stdout.write(f"  {note}")
        for photo in planned.photos:
            if not photo.is_awaited:
                self.stdout.write(f"  Picture {photo.name}: {photo.source}.")
        for file in planned.unused:
            self.stdout.write(f"  File {file.name}: belongs to no picture that the text names, so it is not added.")
        counts = [sum(line.verdict is verdict for line in planned.report.lines) for verdict in Verdict]
        self.stdout.write("{} lines kept as text, {} recognised as facts, {} left out.".format(*counts))
        doubts = [*planned.doubts, *(f"Line {line.number}: {line.doubt}" for line in planned.report.doubts)]
        if doubts:
            self.stdout.write(self.style.WARNING(f"{len(doubts)} to look at:"))
        for doubt in doubts:
            self.stdout.write(self.style.WARNING(f"? {doubt}"))

    def line(self, line: Line) -> str:
        text = line.text if len(line.text) <= 60 else f"{line.text[:57]}…"
        mark = "?" if line.doubt else " "
        return f"{line.number:4} {SIGNS[line.verdict]} {mark} {line.what:34.34} {text}"


def event_of(path: str | None) -> Event | None:
    """The event that an option names as in its address. Raises CommandError."""
    if not path:
        return None
    season, _, slug = path.partition("/")
    try:
        return Event.objects.with_place().get(season__slug=season, slug=slug)
    except Event.DoesNotExist:
        raise CommandError(
            f"There is no event {path}. An event is named as in its address: 2022-23/1-stavanger."
        ) from None
