"""Says which migrations are to be run, and whether the running release can go on meanwhile."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from isuwc.database.pending import pending

MUST_STOP = 3  # the exit status that deploy/upgrade goes by


class Command(BaseCommand):
    help = (
        "List the migrations that are to be run. The exit status is 3 if the release that runs may not survive one of "
        "them, so that it has to stop meanwhile; 0 if it can go on."
    )

    def handle(self, **options: Any) -> None:
        found = pending(connection)
        if not found:
            self.stdout.write("No migration is to be run.")
            return
        for each in found:
            self.stdout.write(f"{each.app} {each.name}")
            if options["verbosity"] > 1:
                for step in each.in_the_way:
                    self.stdout.write(f"    {step}")
        stopping = sum(bool(each.in_the_way) for each in found)
        if not stopping:
            self.stdout.write(f"Of {len(found)} to be run none is in the way of the release that runs.")
            return
        self.stdout.write(
            f"Of {len(found)} to be run {stopping} may be in the way of the release that runs, which has to stop "
            "meanwhile (--verbosity 2 says why)."
        )
        sys.exit(MUST_STOP)
