"""Thirty seasons of eighty races of forty results: do pages cost the same as with one, and how long is a recomputation?

Run it as `.venv/bin/python bench/season_scale.py`; it takes under a minute. All is made up, in a database of its own
that is made first and dropped at the end, so that the checkout's neither grows nor lends its rows to the figures. It
ends with an error where a page costs other queries than with one season, or a skater's page more than it may.
"""

import datetime
import random
import statistics
import sys

from measuring import Figures, measure, own_database, timed

from events.calendar.season_data import load_calendar
from events.models import Event, Race, Season, Series, Session, Venue
from standings.models import Competitor, Cup, CupScale, Result, Scale, Standing
from standings.scoring.recompute import recompute

DATABASE = "bench_season_scale"
MOST_SKATER_QUERIES = 5
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
        race.number, race.slug = number, race.identity.slug
    Race.objects.bulk_create(races)
    Result.objects.bulk_create(
        Result(race=race, competitor=one, country_id=one.country_id, line=line, rank=line, hundredths=3600 + line)
        for race in races
        for line, one in enumerate(drawn(race, skaters[race.category]), 1)
    )


def drawn(race: Race, skaters: list[Competitor]) -> list[Competitor]:
    half = skaters[:RESULTS] if race.division == "A" else skaters[RESULTS : 2 * RESULTS]
    return random.sample(half, len(half))


def main() -> None:
    load_calendar()
    series, venue = Series.objects.earliest("pk"), Venue.objects.earliest("pk")
    skaters = make_skaters()
    first = make_season(FIRST, series, venue, skaters)
    recompute(first)
    race = Race.objects.filter(event__season=first, category="women", distance="500").latest("pk")
    pages = {
        "cup page": first.cups.get(category="women", slug="500m").get_absolute_url(),
        "race page": race.get_absolute_url(),
        "skater page": skaters["women"][0].get_absolute_url(),
        "nation page": "/nations/ned/",
    }
    with_one = measure(pages)
    for year in range(FIRST + 1, FIRST + SEASONS):
        recompute(make_season(year, series, venue, skaters))
    with_all = measure(pages)
    report(first, with_one, with_all)


def report(season: Season, with_one: dict[str, Figures], with_all: dict[str, Figures]) -> None:
    races = Race.objects.filter(event__season=season).count()
    print(
        f"{SEASONS} seasons of {races} races of {RESULTS}: {Result.objects.count()} results, "
        f"{Standing.objects.count()} standings"
    )
    wrong = []
    for name, (queries, took) in with_all.items():
        before, took_before = with_one[name]
        print(
            f"{name:12} {queries:2} queries ({before} with one season), {took:6.1f} ms ({took_before:.1f}), "
            f"{took / took_before:.1f} times as long"
        )
        if queries != before:
            wrong.append(f"{name}: {before} queries with one season, {queries} with {SEASONS}")
    if with_all["skater page"][0] > MOST_SKATER_QUERIES:
        wrong.append(f"skater page: more than {MOST_SKATER_QUERIES} queries")
    took, cups = statistics.median(timed(lambda: recompute(season)) for _ in range(3)), season.cups.count()
    print(f"recomputation of a season {took:.2f} s, {took / cups:.2f} s for each of its {cups} cups")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    with own_database(DATABASE):
        main()
