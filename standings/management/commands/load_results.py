from typing import Any

from django.core.management.base import CommandError, CommandParser
from tqdm import tqdm

from events.models import Season
from isuwc.files.tables.tabular import DataError
from isuwc.history.commands import RecordedCommand
from standings.seasons.reading import shipped_seasons
from standings.seasons.season_data import STEPS, load_results


class Command(RecordedCommand):
    help = "Load the programme, results and rules of a season from the project's own files, and compute its standings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("season", help="2025-26")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change and change nothing.")

    def handle(self, *args: Any, season: str, dry_run: bool, **options: Any) -> None:
        kept: list[str] = []
        if season not in shipped_seasons():
            raise CommandError(f"No season {season} comes with the project; these do: {', '.join(shipped_seasons())}.")
        with tqdm(total=len(STEPS), desc=season, unit="step", disable=options["verbosity"] == 0) as bar:
            try:
                counts = load_results(season, lambda step: bar.update(), dry_run, kept.append)
            except Season.DoesNotExist:
                raise CommandError(
                    f"The database has no season {season}. `load_calendar` brings in the calendar that is shipped; "
                    "then repeat this."
                ) from None
            except DataError as error:
                raise CommandError(str(error)) from error
        for kind, count in counts.items():
            self.stdout.write(f"{kind}: {count}")
        for words in kept:
            self.stdout.write(words)
