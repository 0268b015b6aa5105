"""Removes what nobody needs any more: `manage.py tidy`, once a day."""

from contextlib import suppress
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import Error

from isuwc.history.commands import RecordedCommand
from isuwc.outbox.alarms import alarm
from isuwc.site.management.tidying import chores


class Command(RecordedCommand):
    help = (
        "Remove what nobody needs any more: ended sessions, links to previews, forms, words and pictures whose time is "
        "over. Says what went. The site may run meanwhile. Files of photographs are photo_files' work."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        failed: list[str] = []
        for chore in chores():
            try:
                count = chore.count() if dry_run else chore.remove()
            except (OSError, Error) as error:  # the others are none the worse for it
                failed.append(f"{chore.words}: {error}")
                self.stderr.write(failed[-1])
                continue
            if count or options["verbosity"] > 1:
                self.stdout.write(f"{count:,} {chore.words}")
        if failed:
            with suppress(Error):  # which may be what is wrong; the hook is told in any case
                alarm("Not all could be tidied up", "\n".join(failed))
            raise CommandError(f"{len(failed)} of these could not be looked at.")
        self.stdout.write("Nothing was removed." if dry_run else "All is tidy.")
