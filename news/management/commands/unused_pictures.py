"""Lists unused photo files, which an interrupted deletion or upload leaves behind."""

from typing import Any

from django.core.management.base import CommandParser

from isuwc.history.commands import RecordedCommand
from news.editions.photos.files import remove_unshown, unused_digests


class Command(RecordedCommand):
    help = "List photo files that no photo and no edition uses; --remove removes them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="remove them")

    def handle(self, *, remove: bool, **options: Any) -> None:
        unused = unused_digests()
        for names in unused.values():
            self.stdout.write("\n".join(names))
        count = sum(map(len, unused.values()))
        if remove:
            # remove_unshown checks each again, since it may be in use by now.
            count = sum(len(remove_unshown(digest)) for digest in unused)
        self.stdout.write(f"{count} file{'s' if count != 1 else ''} {'removed' if remove else 'unused'}.")
