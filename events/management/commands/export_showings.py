from collections.abc import Iterator
from typing import Any

from events.broadcast.showings.apply import showing_cells
from events.broadcast.showings.rows import TABLE
from events.management.tables import ExportCommand


class Command(ExportCommand):
    help = (
        "Write what broadcasters do with single sessions to a table (.csv or .xlsx) that import_showings reads back "
        "without a change."
    )
    table = TABLE

    def rows(self, **options: Any) -> Iterator[list[str]]:
        return showing_cells()
