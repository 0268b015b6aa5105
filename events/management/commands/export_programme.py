import argparse
from typing import Any

from django.core.management.base import CommandError

from events.calendar.programme.apply import PROGRAMMES
from events.models import Event, Session
from isuwc.tables.commands import ExportCommand


class Command(ExportCommand):
    help = "Write a season's programmes, or one event's, to a table (.csv or .xlsx) that import_programme reads back."
    kind = PROGRAMMES

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--season", required=True, help="Such as 2025-26.")
        parser.add_argument("--event", type=int, help="The number of one event.")

    def chosen(self, *, season: str = "", event: int | None = None, **options: Any) -> dict[str, Any]:
        of_season = Event.objects.filter(season__slug=season).order_by("number")
        events = of_season if event is None else of_season.filter(number=event)
        if not Session.objects.filter(event__in=events).exists():
            raise CommandError("There is no such event with a programme.")
        return {"events": events}
