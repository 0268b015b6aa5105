"""A season told in numbers once it is over: most wins, closest races, points by nation, as far as results are known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from django.db.models import Count, Q, Sum

from events.models import Country, Race, Season
from events.models.programme import HAS_RESULT, NO_RESULT_COMES, ResultState
from events.naming.choices import Distance
from isuwc.clock.shown import races_to_come
from isuwc.freshness.reading import only_seasons
from standings.models import Competitor, Result, Score
from standings.models.result import Status
from standings.pages.known_seasons import known_seasons
from standings.spelling.times import time_text
from standings.worth.scale import Number

WINNERS, CLOSEST, NATIONS = 5, 5, 8
Row = TypeVar("Row")
Counted = TypeVar("Counted", int, Number)
WHOLE = HAS_RESULT - {ResultState.PARTIAL}


@dataclass(frozen=True)
class CloseRace:
    """A race with its first two, and what lay between them: 0.01, or 0.003 where thousandths are known."""

    race: Race
    first: Result
    second: Result
    gap: str


@dataclass(frozen=True)
class SeasonNumbers:
    """`races`: how many of the programmes are for points or a podium; `whole`: of how many the whole result is known.

    `winners` and `nations` are by rank, which those who are level share; `winners` is empty where not every winner is
    known. Points and close races are those of `whole` alone, of which some are `unofficial`.
    """

    season: Season
    winners: Sequence[tuple[int, Competitor, int]]
    closest: Sequence[CloseRace]
    nations: Sequence[tuple[int, Country, Number]]
    races: int
    whole: int
    unofficial: int

    def __bool__(self) -> bool:
        return bool(self.winners or self.closest or self.nations)


def season_numbers(season: Season) -> SeasonNumbers:
    """Nine queries at most."""
    with only_seasons([season.pk]):
        races = Race.objects.filter(event__season=season).exclude(result_state__in=NO_RESULT_COMES)
        is_whole = Q(result_state__in=WHOLE) & ~Q(pk__in=races_to_come())
        unofficial = is_whole & Q(result_state=ResultState.UNOFFICIAL)
        counted = races.aggregate(
            races=Count("pk"), whole=Count("pk", filter=is_whole), unofficial=Count("pk", filter=unofficial)
        )
        return SeasonNumbers(season, _winners(season), _closest(season), _nations(season), **counted)


def _ranked(counted: Iterable[tuple[Row, Counted]]) -> list[tuple[int, Row, Counted]]:
    """With the rank of each, the most first; who is level shares one."""
    rows = list(counted)
    counts = [count for _, count in rows]
    return [(1 + counts.index(count), row, count) for row, count in rows]


def _winners(season: Season) -> list[tuple[int, Competitor, int]]:
    """The skaters with most wins, two at least; those level with the last one are left out if they are too many."""
    known = known_seasons([season.pk]).get(season.pk)
    if known is None or not known.counts_wins:
        return []
    won = Result.objects.winners().for_medals().filter(race__event__season=season)
    rows = won.filter(competitor__kind=Competitor.Kind.SKATER).values_list("competitor").annotate(wins=Count("pk"))
    wins = {key: count for key, count in rows.order_by("-wins", "competitor") if count > 1}
    least = sorted(wins.values(), reverse=True)[WINNERS] if len(wins) > WINNERS else 0
    skaters = Competitor.objects.with_country().in_bulk([key for key, count in wins.items() if count > least])
    return _ranked((skaters[key], count) for key, count in wins.items() if key in skaters)


def _closest(season: Season) -> list[CloseRace]:
    """Of the races for a podium that the time decides."""
    first_two = Result.objects.for_medals().filter(
        race__event__season=season, race__result_state__in=WHOLE, status=Status.OK, rank__in=(1, 2)
    )
    timed = first_two.filter(hundredths__isnull=False).exclude(race__distance=Distance.MASS_START)
    places = ("race__event__season", "race__event__venue", "race__session")
    rows = timed.with_competitor().select_related(*places).order_by("race__session__date", "race", "rank")
    found = []
    for race, group in groupby(rows, lambda result: result.race):
        results = list(group)
        if [result.rank for result in results] != [1, 2]:
            continue
        gap, is_exact = _gap(*results)
        if gap > 0:
            found.append((gap, CloseRace(race, results[0], results[1], _gap_text(gap, is_exact))))
    return [close for _, close in sorted(found, key=lambda each: each[0])[:CLOSEST]]


def _gap(first: Result, second: Result) -> tuple[int, bool]:
    """In thousandths of a second, and whether these are known."""
    is_exact = first.thousandth is not None and second.thousandth is not None
    hundredths = (second.hundredths or 0) - (first.hundredths or 0)
    thousandths = (second.thousandth or 0) - (first.thousandth or 0) if is_exact else 0
    return 10 * hundredths + thousandths, is_exact


def _gap_text(gap: int, is_exact: bool) -> str:
    return f"0.{gap:03}" if is_exact and gap < 1_000 else time_text(gap // 10)


def _nations(season: Season) -> list[tuple[int, Country, Number]]:
    """By the points of all cups, of whoever started for the country; those level with the last one, too."""
    scores = Score.objects.filter(cup__season=season, counts=True, result__race__result_state__in=WHOLE)
    rows = (
        scores.exclude(result__race__in=races_to_come())
        .order_by()
        .values_list("result__country")
        .annotate(sum=Sum("points"))
        .order_by("-sum", "result__country")
    )
    found = [(key, total) for key, total in rows if total]
    least = found[NATIONS - 1][1] if len(found) > NATIONS else 0
    countries = Country.objects.in_bulk([key for key, total in found if total >= least])
    return _ranked((countries[key], total) for key, total in found if key in countries)
