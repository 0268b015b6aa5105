from events.broadcast.listings.apply import LISTINGS
from isuwc.tables.commands import ExportCommand


class Command(ExportCommand):
    help = "Write all listings to a table (.csv or .xlsx) that import_listings reads back without a change."
    kind = LISTINGS
