"""How long a season's load and recomputation take. Run it as `.venv/bin/python bench/recompute.py`; nothing is kept.

Run `make run` once before, which makes the database and collects the static files that pages name.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import environ

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
environ.Env.read_env(ROOT / "var" / "local.env")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isuwc.settings")
django.setup()

from django.db import transaction  # noqa: E402 - Django comes first
from django.test import Client  # noqa: E402 - the same

from events.calendar.season_data import load_calendar  # noqa: E402 - the same
from events.models import Race, Season  # noqa: E402 - the same
from standings.models import Competitor, Cup, Result, Standing  # noqa: E402 - the same
from standings.scoring.recompute import recompute  # noqa: E402 - the same
from standings.seasons.season_data import load_results  # noqa: E402 - the same

RESULTS = 40


def timed(what: str, work: Callable[[], Any]) -> None:
    start = time.perf_counter()
    work()
    print(f"{time.perf_counter() - start:6.2f} s  {what}")


def fill(season: Season) -> None:
    """Forty results for each race of the season, so that every cup is as large as it gets."""
    skaters = {
        category: list(Competitor.objects.filter(category=category, kind="skater")) for category in ("women", "men")
    }
    teams = {category: list(Competitor.objects.filter(category=category, kind="team")) for category in ("women", "men")}
    Result.objects.filter(race__event__season=season).delete()
    rows = []
    for race in Race.objects.filter(event__season=season):
        starters = (teams if race.is_team else skaters)[race.category][: RESULTS * 2]
        half = starters[:RESULTS] if race.division != "B" else starters[RESULTS:]
        rows += [
            Result(race=race, competitor=one, country=one.country, line=line, rank=line)
            for line, one in enumerate(half, 1)
        ]
    Result.objects.bulk_create(rows)
    Race.objects.filter(event__season=season).update(result_state="official")


def main() -> None:
    with transaction.atomic():
        load_calendar()
        for slug in ("2025-26", "2022-23"):
            timed(f"load of {slug} from its files", lambda slug=slug: load_results(slug))
            timed(f"second load of {slug}", lambda slug=slug: load_results(slug))
        season = Season.objects.get(slug="2025-26")
        timed(
            f"recomputation, {Result.objects.filter(race__event__season=season).count()} results",
            lambda: recompute(season),
        )
        fill(season)
        count = Result.objects.filter(race__event__season=season).count()
        timed(f"recomputation, {count} results", lambda: recompute(season))
        print(f"{Standing.objects.filter(cup__season=season).count():8} standings stored")
        client = Client(SERVER_NAME="localhost")
        cup = Cup.objects.get(season=season, category="women", slug="500m")
        timed(f"page {cup.get_absolute_url()}", lambda: client.get(cup.get_absolute_url()))
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
