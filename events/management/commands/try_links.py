import argparse
import sys
import time
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from tqdm import tqdm

from events.broadcast.links.rounds import PAUSE, Pace, forget, in_turn, keep, tried
from events.broadcast.links.trying import Finding, Tried, Trier
from events.broadcast.links.users import in_use
from events.models import LinkTry
from isuwc.history.commands import RecordedCommand

MINUTES = 30
LOCK = 1_128_352_844  # of the advisory lock under which a round goes


class Command(RecordedCommand):
    help = (
        "Try every link that pages lead to: of rights that are not over, their single sessions and broadcasters, and "
        "the streams. What is found stands on the broadcast desk and changes no page. Run it once a day."
    )
    trier = Trier(site=settings.SITE_URL)
    clock = staticmethod(time.monotonic)

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--minutes", type=float, default=MINUTES, help=f"End after so long ({MINUTES}); the next round goes on."
        )
        parser.add_argument(
            "--pause", type=float, default=PAUSE, help=f"Seconds between two requests to a host ({PAUSE:g})."
        )

    def handle(self, *, minutes: float, pause: float, **options: Any) -> None:
        if minutes <= 0 or pause < 0:
            raise CommandError("--minutes must be more than 0, and --pause not less.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                raise CommandError("Another round is going on.")
            try:
                self._round(minutes * 60, Pace(pause))
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])

    def _round(self, seconds: float, pace: Pace) -> None:
        used = in_use()
        forget(used)
        trier, until = self.trier.paced(pace), self.clock() + seconds
        counts: Counter[str] = Counter()
        waiting: list[tuple[str, Tried]] = []  # until any server says anything: this machine may not be connected
        is_connected = False
        for address in tqdm(in_turn(used), desc="Links", file=sys.stderr, disable=None):
            if self.clock() >= until:
                break
            found = tried(address, trier)
            waiting.append((address.address, found))
            is_connected = is_connected or found.is_reached
            if is_connected:
                self._keep(waiting, counts)
        hosts = {urlsplit(address).hostname for address, found in waiting if found.finding is Finding.FAILS}
        if len(hosts) > 1:
            raise CommandError("No server at all was reached: is this machine connected? Nothing was kept.")
        self._keep(waiting, counts)
        words = ", ".join(f"{counts[state.value]} {state.label.lower()}" for state in LinkTry.State)
        left = len(used) - counts.total()
        self.stdout.write(
            f"{counts.total()} links: {words}." + (f" {left} are left for the next round." if left else "")
        )

    def _keep(self, waiting: list[tuple[str, Tried]], counts: Counter[str]) -> None:
        for address, found in waiting:
            row = keep(address, found)
            counts[row.state] += 1
            if row.is_failing:
                self.stdout.write(f"{row.address}: {row.outcome}")
        waiting.clear()
