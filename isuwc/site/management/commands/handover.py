"""Has a running server hand over to the code and settings of now (`isuwc.site.management.serving`)."""

import errno
import os
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection

from isuwc.site.management.serving import Outcome, outcome_of

LIMIT = 180  # seconds: a start, and the longest request that the old server may still have to answer


class Command(BaseCommand):
    help = "Have the server of this process id hand over to a new one, and wait until it has. Readers notice nothing."
    requires_system_checks = "__all__"  # with what can't start, nothing is begun

    def check(self, *args: Any, **kwargs: Any) -> None:
        """Also what only the database knows, as of a role in SECOND_FACTOR that there is not."""
        try:
            super().check(*args, **{**kwargs, "databases": ["default"]})
        except OperationalError as error:  # while it is away the site can hand over all the same
            self.stderr.write(f"The roles of SECOND_FACTOR were not checked, as the database does not answer: {error}")
            super().check(*args, **kwargs)
        finally:
            connection.close()  # this command may wait long

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("process", type=int, help="the id of the main process of `manage.py serve`")

    def handle(self, *, process: int, **options: Any) -> None:
        end = time.monotonic() + LIMIT
        try:
            with outcome_of(process, LIMIT) as outcome:
                os.kill(process, signal.SIGUSR2)
                match outcome():
                    case Outcome.FAILED:
                        raise CommandError("The new server did not start; its log says why. The old one goes on.")
                    case None:
                        raise CommandError(f"The server {process} has not handed over within {LIMIT} seconds.")
        except (ProcessLookupError, FileNotFoundError):  # of kill, and of /proc
            raise CommandError(f"There is no process {process}.") from None
        except PermissionError:
            raise CommandError(f"The process {process} is another user's.") from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise CommandError(f"Somebody has the server {process} hand over already.") from None
        while is_there(process):  # it still answers what it had begun
            if time.monotonic() > end:
                raise CommandError(f"The new server serves; the old one, {process}, has not ended.")
            time.sleep(0.2)


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
