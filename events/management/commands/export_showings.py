from events.broadcast.showings.apply import SHOWINGS
from isuwc.tables.commands import ExportCommand


class Command(ExportCommand):
    help = (
        "Write what broadcasters do with single sessions to a table (.csv or .xlsx) that import_showings reads back "
        "without a change."
    )
    kind = SHOWINGS
