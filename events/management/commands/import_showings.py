from events.broadcast.showings.apply import SHOWINGS
from isuwc.tables.commands import ImportCommand


class Command(ImportCommand):
    help = (
        "Say from a table (CSV or XLSX, as export_showings writes it) what broadcasters do with single sessions, times "
        "by the venue's clocks, and say what that changes. What is in no row stays; one wrong cell stops all, and "
        "every error is named with its row and column."
    )
    kind = SHOWINGS
