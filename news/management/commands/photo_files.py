"""Bring the files of photos to where and what they should be: `manage.py photo_files`."""

import argparse
import time
from functools import partial
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from isuwc.history.commands import RecordedCommand
from news.editions.photos.upkeep import Done, round_of
from news.models import Photo
from news.pictures.picture import FOLDER

MINUTES = 1.0
ROUND = 60  # seconds of work that takes long, after which rights are looked at again
LOCK = 1_398_036_064  # of the advisory lock under which rounds go


class Command(RecordedCommand):
    help = (
        "Take pictures that may not be shown from the public and give back those that may, make the renditions that "
        "are missing (widths, a corrected credit, then AVIF), and remove files that nothing has used for 30 days. "
        "Run it every minute; it can be stopped at any moment."
    )
    clock = staticmethod(time.monotonic)

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--minutes", type=float, default=MINUTES, help=f"End after so long ({MINUTES:g}); the next run goes on."
        )

    def handle(self, *, minutes: float, **options: Any) -> None:
        if minutes <= 0:
            raise CommandError("--minutes must be more than 0.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                self.stdout.write("Another run is going on, and does what there is to do.")
                return
            try:
                done = self._rounds(self.clock() + minutes * 60)
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        self.stdout.write(f"Photos: {done}.")
        for digest, why in done.failed.items():
            photos = Photo.objects.filter(file=f"{FOLDER}/{digest}.jpg")
            whose = ", ".join(f"photo {photo.pk}, {photo}" for photo in photos) or f"upload {digest}, of an edition"
            self.stderr.write(f"{whose}: {why}. `manage.py check_media` says more.")
        if done.failed:
            raise CommandError("Not all files could be made.")

    def _rounds(self, until: float) -> Done:
        done = Done()
        while True:
            before = done.made + done.avif
            round_of(done, partial(self._is_over, min(until, self.clock() + ROUND)))
            if not done.left or self.clock() >= until or done.made + done.avif == before:
                return done

    def _is_over(self, ends: float) -> bool:
        return self.clock() >= ends
