from collections.abc import Callable
from typing import Any

from events.broadcast.showings.apply import Plan, apply, plan
from events.broadcast.showings.rows import TABLE
from events.management.tables import ImportCommand
from isuwc.files.tables.tabular import Row


class Command(ImportCommand):
    help = (
        "Say from a table (CSV or XLSX, as export_showings writes it) what broadcasters do with single sessions, times "
        "by the venue's clocks, and say what that changes. What is in no row stays; one wrong cell stops all, and "
        "every error is named with its row and column."
    )
    table = TABLE

    def plan(self, rows: list[Row], **options: Any) -> Plan:
        return plan(rows)

    def apply(self, planned: Plan, progress: Callable[[int], Any]) -> None:
        apply(planned, progress)
