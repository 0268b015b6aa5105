"""Two 500m of World Cup 1 with five women each, and what the standing has to be by their times alone."""

from collections import Counter

from events.models import Race
from standings.models import Competitor, Result, Standing
from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories

TIMES = {
    1: (3700, 3710, 3710, 3720, 3730),
    2: (3735, 3700, 3690, 3690, 3800),
}
NAMES = ("Anna Aa", "Berta Be", "Cato Ce", "Dora De", "Eva Ef")


def world() -> list[Race]:
    cup = factories.cup()
    event = events.event(season=cup.season, number=1)
    session = events.session(event=event)
    skaters = [factories.skater(name) for name in NAMES]
    races = [events.race(session=session, event=event, ordinal=ordinal) for ordinal in TIMES]
    for race in races:
        race.result_state, race.source = "official", "The sheet"
        race.save()
        skate(race, skaters)
    recompute(cup.season)
    return races


def skate(race: Race, skaters: list[Competitor] | None = None, more: int = 0) -> None:
    """The result of the race by its times, each slower by `more`."""
    times = [time + more * (n + 1) % 40 for n, time in enumerate(TIMES[race.ordinal])]
    pairs = sorted(zip(times, skaters or Competitor.objects.order_by("pk"), strict=True), key=lambda pair: pair[0])
    for line, (time, skater) in enumerate(pairs, 1):
        rank = 1 + sum(other < time for other in times)
        factories.result(race, skater, line=line, rank=rank, hundredths=time)


def expected() -> dict[str, int]:
    """Totals by the times of all lines that count, reckoned without anything that is stored of places."""
    totals: Counter[str] = Counter()
    for race in Race.objects.filter(result_state__in=["official", "unofficial"]):
        lines = list(race.results.select_related("competitor"))
        counting = [line.hundredths for line in lines if line.status == "OK"]
        for line in lines:
            place = sum(time < line.hundredths for time in counting)
            totals[line.competitor.name] += factories.A_POINTS[place] if line.status == "OK" else 0
    return dict(totals)


def totals() -> dict[str, int]:
    return dict(Standing.objects.newest().values_list("competitor__name", "total"))


def lines(race: Race) -> list[tuple[str, int | None, str]]:
    return list(race.results.values_list("competitor__name", "rank", "status"))


def who(name: str) -> int:
    return Competitor.objects.get(name=name).pk


def line(race: Race, name: str) -> Result:
    return race.results.get(competitor__name=name)
