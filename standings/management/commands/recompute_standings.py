import argparse
import sys
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from events.models import Season
from isuwc.history.commands import RecordedCommand
from standings.scoring.recompute import recompute


class Command(RecordedCommand):
    help = "Compute points and standings again from results and rules: of one season, or of all. Nothing else changes."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("season", nargs="*", help="2025-26; without one all seasons.")

    def handle(self, *, season: list[str], **options: Any) -> None:
        seasons = list(Season.objects.filter(slug__in=season) if season else Season.objects.all())
        if unknown := sorted(set(season) - {each.slug for each in seasons}):
            raise CommandError(f"There is no season {', '.join(unknown)}.")
        for each in tqdm(seasons, desc="Seasons", file=sys.stderr, disable=None):
            recompute(each)
        self.stdout.write(f"{len(seasons)} season{'s' if len(seasons) != 1 else ''} computed.")
