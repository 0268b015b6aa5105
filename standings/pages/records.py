"""A competitor's results for their page: by season, cup and race, with season bests, wins and podiums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import IntegerField, Prefetch, Q, Value, prefetch_related_objects

from events.models import Season
from standings.models import Competitor, Cup, Result, Score
from standings.models.cup import scales
from standings.models.result import Status
from standings.scoring.progress import Progress, SeasonProgrammes


@dataclass(frozen=True)
class PlaceInCup:
    """A place in a cup, computed or as published elsewhere.

    `after` names the standing: after World Cup 3 of 5, or final.
    """

    rank: int
    total: int | None
    is_published: bool
    after: str = ""
    is_provisional: bool = False


@dataclass(frozen=True)
class CupRecord:
    """Results of a season in one cup, latest first, and the place in it if known; `cup` is None for other races."""

    cup: Cup | None
    standing: PlaceInCup | None
    lines: tuple[tuple[Result, Score | None], ...]


@dataclass(frozen=True)
class SeasonRecord:
    season: Season
    cups: tuple[CupRecord, ...]
    bests: tuple[Result, ...]
    wins: int
    podiums: int


@dataclass(frozen=True)
class Career:
    """Totals over all seasons stored here, of races that the competitor started in."""

    seasons: int
    races: int
    wins: int
    podiums: int


def career(seasons: Sequence[SeasonRecord]) -> Career:
    starts = [sum(result.is_start for cup in season.cups for result, _ in cup.lines) for season in seasons]
    return Career(
        seasons=sum(map(bool, starts)),
        races=sum(starts),
        wins=sum(season.wins for season in seasons),
        podiums=sum(season.podiums for season in seasons),
    )


def records(competitor: Competitor) -> list[SeasonRecord]:
    """All stored results of a competitor, latest season first. Seven queries."""
    results = list(
        competitor.results.select_related("race__event__season", "race__event__venue")
        .prefetch_related(Prefetch("scores", queryset=Score.objects.select_related("cup__season")))
        .order_by("-race__event__season__start_year", "-race__event__number", "-race__number")
    )
    cups = {score.cup.pk: score.cup for result in results for score in result.scores.all()}
    standings = _places(competitor, list(cups.values()))
    return [
        _season_record(season, list(group), standings)
        for season, group in groupby(results, key=lambda result: result.race.event.season)
    ]


def _places(competitor: Competitor, cups: list[Cup]) -> dict[int, PlaceInCup]:
    """Places by cup key. One query for both kinds, and four for the progress of the cups.

    A computed place takes precedence over a published one: the place in the headline standing, or for a competitor who
    has only started since, in the newest.
    """
    prefetch_related_objects(cups, scales())
    seasons = SeasonProgrammes({cup.season for cup in cups}, competitor.category)
    progress = {cup.pk: seasons.progress(cup) for cup in cups}
    headlines = [each.headline.race.pk for each in progress.values() if each.headline.race]
    fields = "cup", "rank", "total", "race", "is_published"
    none = Value(None, output_field=IntegerField())
    published = competitor.published_standings.order_by().annotate(race=none, is_published=Value(True))
    shown = Q(is_newest=True) | Q(race__in=headlines)
    computed = competitor.standings.filter(shown).order_by().annotate(is_published=Value(False))
    both = published.values_list(*fields).union(computed.values_list(*fields), all=True)
    places: dict[int, PlaceInCup] = {}
    for cup, rank, total, race, is_published in sorted(both, key=lambda row: (row[4], row[3] not in headlines)):
        if cup not in places:
            places[cup] = _place(rank, total, race, is_published, progress.get(cup))
    return places


def _place(rank: int, total: int | None, race: int | None, is_published: bool, progress: Progress | None) -> PlaceInCup:
    if progress is None or is_published:
        return PlaceInCup(rank, total, is_published)
    headline = progress.headline
    status = headline if headline.race and headline.race.pk == race else progress.newest
    return PlaceInCup(rank, total, False, status.words.short, status.is_provisional)


def _season_record(season: Season, results: list[Result], standings: dict[int, PlaceInCup]) -> SeasonRecord:
    lines = [(result, next(iter(result.scores.all()), None)) for result in results]
    cups = {score.cup.pk: score.cup for _, score in lines if score}
    by_cup = [
        CupRecord(cup, standings.get(cup.pk), tuple(line for line in lines if line[1] and line[1].cup_id == cup.pk))
        for cup in sorted(cups.values(), key=lambda cup: cup.position)
    ]
    without = tuple(line for line in lines if not line[1])
    return SeasonRecord(
        season=season,
        cups=(*by_cup, *([CupRecord(None, None, without)] if without else [])),
        bests=season_bests(results),
        wins=sum(result.is_podium and result.rank == 1 for result in results),
        podiums=sum(result.is_podium for result in results),
    )


def season_bests(results: Iterable[Result]) -> tuple[Result, ...]:
    """The fastest result at each timed distance, shortest first."""
    bests: dict[int, Result] = {}
    for result in results:
        if result.status != Status.OK or result.hundredths is None or not result.race.distance.isdigit():
            continue
        distance = int(result.race.distance)
        if distance not in bests or result.exact_time < bests[distance].exact_time:
            bests[distance] = result
    return tuple(bests[distance] for distance in sorted(bests))
