import argparse
import datetime
from typing import Any

from django.utils import timezone

from events.broadcast.listings.apply import LISTINGS
from isuwc.tables.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Make and change listings from a table (CSV or XLSX, as export_listings writes it), and say what it changes. "
        "One wrong cell stops all; every error is named with its row and column."
    )
    kind = LISTINGS

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--links-from",
            type=_day,
            default="today",
            help="The day from which new links hold, such as 2026-01-01: events that are over before it keep the "
            "former ones. Without it today; always: for finished events as well, as a correction.",
        )

    def chosen(self, *, links_from: Any = None, **options: Any) -> dict[str, Any]:
        return {"holds_from": links_from}


def _day(text: str) -> datetime.date | None:
    if text == "always":
        return None
    try:
        return timezone.localdate() if text == "today" else datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a date such as 2026-01-01, today or always") from error
