from typing import Any

from events.broadcast.listings.apply import as_cells
from events.broadcast.listings.rows import TABLE
from events.management.tables import ExportCommand


class Command(ExportCommand):
    help = "Write all listings to a table (.csv or .xlsx) that import_listings reads back without a change."
    table = TABLE

    def rows(self, **options: Any) -> list[list[str]]:
        return as_cells()
