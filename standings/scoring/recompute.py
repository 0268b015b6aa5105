"""Computes a season's scores and standings from its results, and stores them."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from events.calendar.season_lock import hold
from events.models import Race, Season
from events.models.programme import ResultState
from standings.models import Cup, Result, Score, Standing
from standings.scoring import points as scoring
from standings.scoring.rounds import cup_scale, round_key, scale_rule


@transaction.atomic
def recompute(season: Season) -> None:
    """Replace the season's scores and standings by those that follow from its current results and rules.

    Call it in the transaction that changes results, so that nobody sees results and standings disagree. A second call
    for the season waits until the first transaction has ended.
    """
    hold(season)
    races = list(
        Race.objects.with_result()
        .filter(event__season=season)
        .select_related("event")
        .order_by("event__number", "number")
    )
    lines, ids = read_lines(races)
    cups = list(Cup.objects.filter(season=season).with_scales())
    # By key: a subquery gets a bad query plan while the tables' statistics are older than a load of results.
    Score.objects.filter(cup__in=[cup.pk for cup in cups]).delete()
    Standing.objects.filter(cup__in=[cup.pk for cup in cups]).delete()
    scores: list[Score] = []
    standings: list[Standing] = []
    for cup in cups:
        scored = scoring.score_cup(
            scored_by(cup, races, lines), combination(cup), Cup.TieBreak.COUNTBACK in cup.tie_breaks
        )
        scores += _scores(cup, scored.points, ids)
        standings += _standings(cup, scored.tables)
    Score.objects.bulk_create(scores, batch_size=5_000)
    Standing.objects.bulk_create(standings, batch_size=5_000)


def read_lines(races: Iterable[Race]) -> tuple[dict[int, list[scoring.Line]], dict[tuple[int, int], int]]:
    """The lines of each race, and the ids of results by race and competitor. One query."""
    lines: dict[int, list[scoring.Line]] = {race.pk: [] for race in races}
    ids: dict[tuple[int, int], int] = {}
    sheets = Result.objects.filter(race__in=lines).order_by("race_id", "line")
    for pk, race, competitor, rank, status in sheets.values_list("pk", "race_id", "competitor_id", "rank", "status"):
        lines[race].append(scoring.Line(competitor, rank, status))
        ids[race, competitor] = pk
    return lines, ids


def scored_races(cup: Cup, races: Sequence[Race]) -> list[scoring.ScoredRace]:
    """The races that count for the cup, with their results. One query."""
    return scored_by(cup, races, read_lines(races)[0])


def scored_by(cup: Cup, races: Iterable[Race], lines: dict[int, list[scoring.Line]]) -> list[scoring.ScoredRace]:
    """The races that count for the cup, each with its scale and lines."""
    sheets = []
    for race in races:
        rule = cup_scale(cup, race)
        if rule is None:
            continue
        sheets.append(
            scoring.ScoredRace(
                race=race.pk,
                round=round_key(race),
                part=race.get_phase_display() if race.phase else race.division,
                scale=scale_rule(rule),
                lines=tuple(lines[race.pk]),
                is_partial=race.result_state == ResultState.PARTIAL,
            )
        )
    return sheets


def combination(cup: Cup) -> scoring.Combination:
    return "sum" if cup.combination == Cup.Combination.SUM else "best"


def _scores(cup: Cup, points: Iterable[scoring.Points], ids: dict[tuple[int, int], int]) -> list[Score]:
    return [
        Score(
            cup=cup,
            result_id=ids[each.race, each.competitor],
            points=each.points,
            counts=each.counts,
            reason=each.reason,
        )
        for each in points
    ]


def _standings(cup: Cup, tables: tuple[scoring.Table, ...]) -> list[Standing]:
    return [
        Standing(
            cup=cup,
            race_id=table.race,
            competitor_id=place.competitor,
            rank=place.rank,
            total=place.total,
            gap=place.gap,
            previous_rank=place.previous_rank,
            tie=place.tie,
            is_newest=table is tables[-1],
        )
        for table in tables
        for place in table.places
    ]
