from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error

from isuwc.outbox.alarms import alarm


class Command(BaseCommand):
    help = (
        "Tell ADMINS and ERROR_HOOK that a unit of systemd failed, or was killed. `OnFailure=` of a unit starts it by "
        "isuwc-failed@.service, at most once an hour for each."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("unit", help="its name, as isuwc-photos.service")

    def handle(self, *, unit: str, **options: Any) -> None:
        subject, text = f"{unit} failed", f"Its log says why: journalctl -u {unit}"
        try:
            alarm(subject, text)
        except Error as error:
            self.stderr.write(f"Nobody could be told by letter: {error}")
