import argparse
from typing import Any

from django.core.management.base import CommandError

from events.calendar.programme.apply import programme_cells
from events.calendar.programme.rows import TABLE
from events.management.tables import ExportCommand
from events.models import Event


class Command(ExportCommand):
    help = "Write a season's programmes, or one event's, to a table (.csv or .xlsx) that import_programme reads back."
    table = TABLE

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--season", required=True, help="Such as 2025-26.")
        parser.add_argument("--event", type=int, help="The number of one event.")

    def rows(self, *, season: str = "", event: int | None = None, **options: Any) -> list[list[str]]:
        events = Event.objects.filter(season__slug=season).order_by("number")
        found = programme_cells(events if event is None else events.filter(number=event))
        if not found:
            raise CommandError("There is no such event with a programme.")
        return found
