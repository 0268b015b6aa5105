import argparse
from typing import Any

from django.core.management.base import CommandError

from events.calendar.programme.apply import PROGRAMMES
from events.models import Event
from isuwc.tables.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Make the programme of each event that a table names (CSV or XLSX, one row per race, times of the venue) what "
        "the table says, and say what that changes. One wrong cell stops all; every error is named with its row and "
        "column. A race that has a result is never removed."
    )
    kind = PROGRAMMES

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--season", help="Of rows that name none, such as 2025-26; with --event.")
        parser.add_argument("--event", type=int, help="The number of the event of rows that name none.")
        parser.add_argument(
            "--races-stay",
            action="store_true",
            help="Races whose start the table leaves as it is don't move with a session that does.",
        )
        parser.add_argument(
            "--whole",
            action=argparse.BooleanOptionalAction,
            help="The table has every race of its events: their programmes count as complete from then on. With "
            "--no-whole those that do not count as complete stay so. With neither: as --whole, but for events that "
            "have results and do not count as complete.",
        )

    def chosen(
        self,
        *,
        season: str | None = None,
        event: int | None = None,
        races_stay: bool = False,
        whole: bool | None = None,
        **options: Any,
    ) -> dict[str, Any]:
        return {"default_event": _event(season, event), "races_stay": races_stay, "is_whole": whole}


def _event(season: str | None, number: int | None) -> Event | None:
    if season is None and number is None:
        return None
    if season is None or number is None:
        raise CommandError("--season and --event go together.")
    found = Event.objects.filter(season__slug=season, number=number).select_related("season").first()
    if found is None:
        raise CommandError(f"There is no event {number} in {season}.")
    return found
