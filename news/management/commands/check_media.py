"""Files of pictures that are torn, missing or left over."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from isuwc.history.commands import RecordedCommand
from news.management.media_check import check


class Command(RecordedCommand):
    help = (
        "Look at every picture file that something shows, and say which are torn or missing; --mend makes renditions "
        "anew from their originals and removes what was never finished. Ends with an error while something is left."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mend", action="store_true", help="put right what can be")

    def handle(self, *, mend: bool, **options: Any) -> None:
        found = check(mend)
        for name, why in found.wrong.items():
            self.stdout.write(f"{name}: {why}" + (f": {found.mended[name]}." if name in found.mended else "."))
        if found.left_over:
            self.stdout.write(
                f"{len(found.left_over)} files that nothing shows; `unused_pictures` lists and removes them."
            )
        left = len(found.wrong) - len(found.mended)
        said = f"{found.looked_at} files looked at, {len(found.wrong)} torn or missing, {len(found.mended)} mended"
        if left:
            raise CommandError(f"{said}; {left} left to be done{'' if mend else ' (--mend mends what can be)'}.")
        self.stdout.write(f"{said}.")
