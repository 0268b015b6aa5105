"""Thirty seasons of eighty races of forty results: do pages cost the same as with one, and how long is a recomputation?

Run it as `.venv/bin/python bench/season_scale.py`. All is made up, inside one transaction, and rolled back.
"""

import datetime
import os
import random
import statistics
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

from django.db import connection, transaction  # noqa: E402 - Django comes first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from events.models import Event, Race, Season, Series, Session, Venue  # noqa: E402
from events.season_data import load_calendar  # noqa: E402
from standings.models import Competitor, Cup, CupScale, Result, Scale, Standing  # noqa: E402
from standings.recompute import recompute  # noqa: E402

FIRST, SEASONS, EVENTS, RESULTS, SKATERS = 1990, 30, 6, 40, 90
DISTANCES = {"500": "500m", "1000": "1000m", "1500": "1500m"}
A = [60, 54, 48, 43, 40, *range(38, 3, -1)]
B = [28, 24, 21, *range(17, 0, -1)]
random.seed(2026)


def make_skaters() -> dict[str, list[Competitor]]:
    made = {}
    for category in ("women", "men"):
        made[category] = Competitor.objects.bulk_create(
            Competitor(
                name=f"Example Skater{n}", given_name="Example", family_name=f"Skater{n}", category=category,
                slug=f"example-{category}-{n}", country_id=("NED", "USA", "JPN", "POL")[n % 4],
            )
            for n in range(SKATERS)
        )  # fmt: skip
    return made


def make_season(year: int, series: Series, venue: Venue, skaters: dict[str, list[Competitor]]) -> Season:
    """Six events with 500m, 1000m and 1500m in two divisions for women and men, and the 500m of three events twice."""
    season, _ = Season.objects.get_or_create(start_year=year, series=series)
    a = Scale.objects.create(season=season, name="Bench A", points=A, dnf_scores=True, source="Made up")
    b = Scale.objects.create(season=season, name="Bench B", points=B, source="Made up")
    for category in ("women", "men"):
        for position, (distance, name) in enumerate(DISTANCES.items(), 1):
            cup = Cup.objects.create(
                season=season, category=category, slug=name, name=name, position=position, tie_breaks=["countback"]
            )
            CupScale.objects.create(cup=cup, distance=distance, division="A", scale=a)
            CupScale.objects.create(cup=cup, distance=distance, division="B", scale=b)
    for number in range(1, EVENTS + 1):
        day = datetime.date(year, 11, 1) + datetime.timedelta(days=7 * number)
        event = Event.objects.create(season=season, number=number, venue=venue, start_date=day, end_date=day)
        make_races(event, Session.objects.create(event=event, number=1, date=day), skaters)
    return season


def make_races(event: Event, session: Session, skaters: dict[str, list[Competitor]]) -> None:
    races = []
    for category in ("women", "men"):
        for distance in DISTANCES:
            twice = distance == "500" and event.number % 2
            races += [
                Race(event=event, session=session, category=category, distance=distance, division=division,
                     ordinal=ordinal, result_state="official")
                for ordinal in ((1, 2) if twice else (None,))
                for division in ("B", "A")
            ]  # fmt: skip
    for number, race in enumerate(races, 1):
        race.number, race.slug = number, race.make_slug()
    Race.objects.bulk_create(races)
    Result.objects.bulk_create(
        Result(race=race, competitor=one, country_id=one.country_id, line=line, rank=line, hundredths=3600 + line)
        for race in races
        for line, one in enumerate(drawn(race, skaters[race.category]), 1)
    )


def drawn(race: Race, skaters: list[Competitor]) -> list[Competitor]:
    half = skaters[:RESULTS] if race.division == "A" else skaters[RESULTS : 2 * RESULTS]
    return random.sample(half, len(half))


def measured(work: Callable[[], Any], times: int = 9) -> tuple[int, float]:
    """Queries of the first call, and the median time of the others in milliseconds."""
    with CaptureQueriesContext(connection) as queries:
        answer = work()
    if answer.status_code != 200:
        sys.exit(f"{answer.request['PATH_INFO']} answers {answer.status_code}")
    asked = len(queries)  # at once: the next request empties the log
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(1_000 * (time.perf_counter() - start))
    return asked, statistics.median(took)


def main() -> None:
    client = Client(SERVER_NAME="localhost")
    with transaction.atomic():
        load_calendar()
        series, venue = Series.objects.earliest("pk"), Venue.objects.earliest("pk")
        skaters = make_skaters()
        years = range(FIRST, FIRST + SEASONS)
        seasons = [make_season(years[0], series, venue, skaters)]
        recompute(seasons[0])
        cup = seasons[0].cups.get(category="women", slug="500m")
        race = Race.objects.filter(event__season=seasons[0], category="women", distance="500").latest("pk")
        pages = {
            "cup page": cup.get_absolute_url(),
            "race page": race.get_absolute_url(),
            "skater page": skaters["women"][0].get_absolute_url(),
            "nation page": "/nations/ned/",
        }
        with_one = {name: measured(lambda address=address: client.get(address)) for name, address in pages.items()}
        for year in years[1:]:
            seasons.append(make_season(year, series, venue, skaters))
            recompute(seasons[-1])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        races = Race.objects.filter(event__season=seasons[0]).count()
        results = Result.objects.filter(race__event__season__in=seasons).count()
        print(f"{len(seasons)} seasons of {races} races of {RESULTS}: {results} results, "
              f"{Standing.objects.filter(cup__season__in=seasons).count()} standings")  # fmt: skip
        for name, address in pages.items():
            queries, took = measured(lambda address=address: client.get(address))
            before, took_before = with_one[name]
            print(f"{name:12} {queries} queries ({before} with one season), {took:6.1f} ms, {took / took_before:4.1f} "
                  "times as long")  # fmt: skip
        start = time.perf_counter()
        recompute(seasons[0])
        took = time.perf_counter() - start
        print(f"recomputation of a season {took:.2f} s, {took / seasons[0].cups.count():.2f} s a cup")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
