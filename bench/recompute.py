"""How long a season's load and recomputation take. Run it as `.venv/bin/python bench/recompute.py`; nothing is kept.

Run `make run` once before, which makes the database and collects the static files that pages name.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.test import Client
from measuring import timed

from events.calendar.season_data import load_calendar
from events.models import Race, Season
from standings.models import Competitor, Cup, Result, Standing
from standings.scoring.recompute import recompute
from standings.seasons.season_data import load_results

RESULTS = 40


def report(what: str, work: Callable[[], Any]) -> None:
    print(f"{timed(work):6.2f} s  {what}")


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
            report(f"load of {slug} from its files", lambda slug=slug: load_results(slug))
            report(f"second load of {slug}", lambda slug=slug: load_results(slug))
        season = Season.objects.get(slug="2025-26")
        report(
            f"recomputation, {Result.objects.filter(race__event__season=season).count()} results",
            lambda: recompute(season),
        )
        fill(season)
        count = Result.objects.filter(race__event__season=season).count()
        report(f"recomputation, {count} results", lambda: recompute(season))
        print(f"{Standing.objects.filter(cup__season=season).count():8} standings stored")
        client = Client(SERVER_NAME="localhost")
        cup = Cup.objects.get(season=season, category="women", slug="500m")
        report(f"page {cup.get_absolute_url()}", lambda: client.get(cup.get_absolute_url()))
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
