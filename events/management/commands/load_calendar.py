from typing import Any

from django.core.management.base import CommandError

from events.calendar.season_data import load_calendar
from isuwc.files.tables.tabular import DataError
from isuwc.history.commands import RecordedCommand


class Command(RecordedCommand):
    help = (
        "Load the series, seasons, venues and events that come with the project. What is there already stays as people "
        "have edited it. `load_results` brings a season's programme, results and rules."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        kept: list[str] = []
        try:
            counts = load_calendar(report=kept.append)
        except DataError as error:
            raise CommandError(str(error)) from error
        for kind, count in counts.items():
            self.stdout.write(f"{kind}: {count}")
        for words in kept:
            self.stdout.write(words)
