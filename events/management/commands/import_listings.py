from events.broadcast.listings.apply import LISTINGS
from isuwc.tables.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Make and change listings from a table (CSV or XLSX, as export_listings writes it), and say what it changes. "
        "One wrong cell stops all; every error is named with its row and column."
    )
    kind = LISTINGS
