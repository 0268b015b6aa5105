from collections.abc import Callable
from typing import Any

from events.broadcast.listings.apply import Plan, apply, plan
from events.broadcast.listings.rows import TABLE
from events.management.tables import ImportCommand
from isuwc.files.tables.tabular import Row


class Command(ImportCommand):
    help = (
        "Make and change listings from a table (CSV or XLSX, as export_listings writes it), and say what it changes. "
        "One wrong cell stops all; every error is named with its row and column."
    )
    table = TABLE

    def plan(self, rows: list[Row], **options: Any) -> Plan:
        return plan(rows)

    def apply(self, planned: Plan, progress: Callable[[int], Any]) -> None:
        apply(planned, progress)
