"""A competitor's results for their page: by season, cup and race, with season bests, wins and podiums."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import IntegerField, Prefetch, Value, prefetch_related_objects

from events.models import Season
from standings.models import Competitor, Cup, Result, Score
from standings.models.cup import scales
from standings.models.result import Status
from standings.pages.known_seasons import KnownSeason, known_seasons
from standings.pages.races.so_far import count_so_far
from standings.pages.skaters.season_plot import SeasonPlot, Start, draw
from standings.scoring.progress import Progress, SeasonProgrammes
from standings.scoring.wording import listed
from standings.worth.scale import Number


@dataclass(frozen=True)
class PlaceInCup:
    """A place in a cup, computed or as published elsewhere.

    `after` names the standing: after World Cup 3 of 5, or final.
    """

    rank: int
    total: Number | None
    is_published: bool
    after: str = ""
    is_provisional: bool = False


@dataclass(frozen=True)
class CupRecord:
    """Results of a season in one cup, latest first, and the place in it if known; `cup` is None for other races."""

    cup: Cup | None
    standing: PlaceInCup | None
    lines: tuple[tuple[Result, Score | None], ...]

    @cached_property
    def plot(self) -> SeasonPlot | None:
        """The places in the order of the season; None for other races, and where there are fewer than two."""
        return draw([_start(result, score) for result, score in reversed(self.lines)]) if self.cup else None


def _start(result: Result, score: Score | None) -> Start:
    place = result.rank if result.status == Status.OK else None
    points = str(score.points) if score and score.counts and result.place_text else ""
    event, race = result.race.event, result.race
    return Start(
        place, result.place_text or "?", points, "Final" if event.is_final else str(event.number), race.division == "B"
    )


@dataclass(frozen=True)
class SeasonRecord:
    season: Season
    cups: tuple[CupRecord, ...]
    bests: tuple[Result, ...]
    wins: int
    podiums: int
    known: KnownSeason

    @property
    def results(self) -> list[Result]:
        return [result for cup in self.cups for result, _ in cup.lines]

    @property
    def races(self) -> int:
        """Those that the competitor started in."""
        return sum(result.is_start for cup in self.cups for result, _ in cup.lines)


@dataclass(frozen=True)
class Career:
    """Totals over the races known here that were started; wins and podiums of the seasons that count them."""

    seasons: tuple[SeasonRecord, ...]

    @property
    def races(self) -> int:
        return sum(season.races for season in self.seasons)

    @property
    def with_wins(self) -> tuple[SeasonRecord, ...]:
        """The seasons of which all winners are known."""
        return tuple(season for season in self.seasons if season.known.counts_wins)

    @property
    def wins(self) -> int:
        return sum(season.wins for season in self.with_wins)

    @property
    def words(self) -> str:
        """30 World Cup races in 2025/26 and 3 in 2022/23, as far as they are known here."""
        seasons = [each for each in self.seasons if each.races]
        first, *rest = [f"{each.races} in {each.season.name}" for each in seasons] or [""]
        noun = "World Cup race" if seasons and seasons[0].races == 1 else "World Cup races"
        return f"{listed([first.replace(' in ', f' {noun} in ', 1), *rest])}, as far as they are known here"


def career(seasons: Sequence[SeasonRecord]) -> Career:
    return Career(tuple(seasons))


def records(competitor: Competitor) -> list[SeasonRecord]:
    """All stored results of a competitor, latest season first. Nine or ten queries."""
    results = list(
        competitor.results.select_related("race__event__season", "race__event__venue")
        .prefetch_related(Prefetch("scores", queryset=Score.objects.select_related("cup__season")))
        .order_by("-race__event__season__start_year", "-race__event__number", "-race__number")
    )
    count_so_far(results)
    cups = {score.cup.pk: score.cup for result in results for score in result.scores.all()}
    standings = _places(competitor, list(cups.values()))
    known = known_seasons({result.race.event.season_id for result in results}, competitor.category)
    return [
        _season_record(season, list(group), standings, known[season.pk])
        for season, group in groupby(results, key=lambda result: result.race.event.season)
    ]


def _places(competitor: Competitor, cups: list[Cup]) -> dict[int, PlaceInCup]:
    """Places by cup key. One query for both kinds, and four for the progress of the cups.

    A computed final place takes precedence over a published one, and that over a place before the last races: the one
    in the headline standing, or for a competitor who has only started since, in the newest.
    """
    prefetch_related_objects(cups, scales())
    seasons = SeasonProgrammes({cup.season for cup in cups}, competitor.category)
    progress = {cup.pk: seasons.progress(cup) for cup in cups}
    final: dict[int, bool] = defaultdict(bool, {pk: each.headline.is_final for pk, each in progress.items()})
    headlines = [each.headline.race.pk for each in progress.values() if each.headline.race]
    fields = "cup", "rank", "total", "race", "is_published"
    none = Value(None, output_field=IntegerField())
    published = competitor.published_standings.order_by().annotate(race=none, is_published=Value(True))
    newest = [each.newest.race.pk for each in progress.values() if each.newest.race]
    computed = (
        competitor.standings.filter(race__in={*headlines, *newest}).order_by().annotate(is_published=Value(False))
    )
    both = published.values_list(*fields).union(computed.values_list(*fields), all=True)
    places: dict[int, PlaceInCup] = {}
    for cup, rank, total, race, is_published in sorted(
        both, key=lambda row: (row[4] == final[row[0]], row[3] not in headlines)
    ):
        if cup not in places:
            places[cup] = _place(rank, total, race, is_published, progress.get(cup))
    return places


def _place(rank: int, total: int | None, race: int | None, is_published: bool, progress: Progress | None) -> PlaceInCup:
    if progress is None or is_published:
        return PlaceInCup(rank, total, is_published)
    headline = progress.headline
    status = headline if headline.race and headline.race.pk == race else progress.newest
    return PlaceInCup(rank, total, False, status.words.short, status.is_provisional)


def _season_record(
    season: Season, results: list[Result], standings: dict[int, PlaceInCup], known: KnownSeason
) -> SeasonRecord:
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
        known=known,
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
