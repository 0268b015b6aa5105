"""World Cup points and standings, from ranks and a season's rules.

Pure: no queries, no times, no names. Competitors and races go by their ids.

- Points follow from the rank on the sheet. Skaters who share a rank get its points each; the next rank is skipped.
- On a scale with `dnf_scores` (Division A), a skater who doesn't finish but has a rank, which is the last one, gets its
  points. Without a rank, and on other scales, a DNF gets none. A disqualified skater gets none, even with a rank.
- A round is a race with all its divisions or phases (1st 500m, Division A and B). A competitor with several results in
  a round scores either the better one (mass start with divisions) or all (mass start with semi-finals).
- Equal totals are separated by countback: the best single round, then the second best, and so on. Competitors who are
  still equal share the place; no published rule says what would follow countback.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from events.naming.words import nth
from standings.worth.scale import Number, ScaleRule, in_points

Combination = Literal["best", "sum"]
Competitor = int

NO_START = frozenset({"DNS", "WDR"})


@dataclass(frozen=True)
class Line:
    """One competitor on a sheet. Status is OK, DNF, DNS, DQ or WDR; rank as printed."""

    competitor: Competitor
    rank: int | None
    status: str = "OK"


@dataclass(frozen=True)
class ScoredRace:
    """A race with its result and its scale. `part` names its part of the round: A, B, Final."""

    race: int
    round: Hashable
    part: str
    scale: ScaleRule
    lines: tuple[Line, ...]
    is_partial: bool = False


@dataclass(frozen=True)
class Points:
    """A competitor's points in a race. `reason` explains points that differ from those of the rank."""

    race: int
    competitor: Competitor
    points: Number
    counts: bool = True
    reason: str = ""


@dataclass(frozen=True)
class Place:
    """A competitor's place in a table. `tie` says what separated equal totals."""

    competitor: Competitor
    rank: int
    total: Number
    gap: Number
    previous_rank: int | None
    tie: str = ""


@dataclass(frozen=True)
class Table:
    """The standing after a race."""

    race: int
    places: tuple[Place, ...]


@dataclass(frozen=True)
class CupScores:
    points: tuple[Points, ...]
    tables: tuple[Table, ...]


def score_cup(races: Sequence[ScoredRace], combination: Combination = "best", countback: bool = True) -> CupScores:
    """The points of every line, and the table after each race, for races in the order of the programme.

    `previous_rank` is the rank before the whole round: for movement, Division A and B of one 500m are one race. Tables
    stop before the first round with a partial result, since totals after it would be wrong.
    """
    rounds: dict[Hashable, list[ScoredRace]] = defaultdict(list)
    for sheet in races:
        rounds[sheet.round].append(sheet)
    points = [scored for parts in rounds.values() for scored in score_round(parts, combination)]
    unknown = {sheet.round for sheet in races if sheet.is_partial}
    tables: list[Table] = []
    skated: dict[Hashable, list[ScoredRace]] = defaultdict(list)
    results: dict[Competitor, dict[Hashable, Number]] = defaultdict(dict)
    previous: dict[Hashable, dict[Competitor, int]] = {}
    ranks: dict[Competitor, int] = {}
    for sheet in races:
        if sheet.round in unknown:
            break
        parts = skated[sheet.round]
        parts.append(sheet)
        for competitor, brought in _totals(parts, score_round(parts, combination)).items():
            results[competitor][sheet.round] = brought
        before = previous.setdefault(sheet.round, ranks)
        places = rank({each: rounds.values() for each, rounds in results.items()}, before, countback)
        ranks = {place.competitor: place.rank for place in places}
        tables.append(Table(sheet.race, places))
    return CupScores(tuple(points), tuple(tables))


def newest_places(
    races: Sequence[ScoredRace], combination: Combination = "best", countback: bool = True
) -> tuple[Place, ...]:
    """The places of the last table of `score_cup`, without where somebody was before; empty if there is no table.

    It makes no table of the races before, so it is the quicker way to who leads.
    """
    unknown = {sheet.round for sheet in races if sheet.is_partial}
    rounds: dict[Hashable, list[ScoredRace]] = defaultdict(list)
    for sheet in races:
        if sheet.round in unknown:
            break
        rounds[sheet.round].append(sheet)
    results: dict[Competitor, list[Number]] = defaultdict(list)
    for parts in rounds.values():
        for competitor, brought in _totals(parts, score_round(parts, combination)).items():
            results[competitor].append(brought)
    return rank(results, {}, countback)


def score_round(parts: Sequence[ScoredRace], combination: Combination) -> list[Points]:
    """The points of each line of a round. With "best", only the better of a competitor's results counts."""
    scored: dict[Competitor, list[tuple[ScoredRace, Line, Number, str]]] = defaultdict(list)
    for sheet in parts:
        for line in sheet.lines:
            scored[line.competitor].append((sheet, line, *line_points(line, sheet.scale)))
    points: list[Points] = []
    for competitor, each in scored.items():
        skated = [(sheet, got) for sheet, line, got, _ in each if line.status not in NO_START]
        if combination == "sum" or len(skated) < 2:
            points += [Points(sheet.race, competitor, got, reason=reason) for sheet, _, got, reason in each]
            continue
        best, most = min(skated, key=lambda part: (-part[1], part[0].part))
        others = ", ".join(f"{sheet.part} {got}" for sheet, got in skated if sheet is not best)
        for sheet, line, got, reason in each:
            if sheet is best:
                reason = f"Counts once: {best.part} {most} rather than {others}"
            elif line.status not in NO_START:
                reason = f"Does not count: {best.part} {most} counts"
            points.append(Points(sheet.race, competitor, got, sheet is best, reason))
    return points


def line_points(line: Line, scale: ScaleRule) -> tuple[Number, str]:
    """The points of one line, and the reason where they don't follow from the rank alone."""
    match line.status:
        case "OK" if line.rank is None:
            return 0, "Place not known"
        case "OK":
            return scale.at(line.rank or 0), ""
        case "DNF" if scale.dnf_scores and line.rank:
            worth = scale.at(line.rank)
            return worth, f"DNF: ranked last, {nth(line.rank)} place: {in_points(worth)}"
        case "DNF" if scale.dnf_scores:
            return 0, "DNF without a place on the sheet: no points"
        case "DNF":
            return 0, "DNF: no points"
        case "DQ" if line.rank:
            return 0, f"Disqualified: no points for the printed place {line.rank}"
        case "DQ":
            return 0, "Disqualified: no points"
        case "DNS":
            return 0, "Did not start"
        case _:
            return 0, "Withdrew"


def rank(
    results: Mapping[Competitor, Iterable[Number]], previous: Mapping[Competitor, int], countback: bool = True
) -> tuple[Place, ...]:
    """Places by total, then countback; ties rank 1-1-3. `previous` has the ranks of the table before."""
    keys: dict[Competitor, tuple[Number, tuple[Number, ...]]] = {}
    for competitor, rounds in results.items():
        best = tuple(sorted((points for points in rounds if points), reverse=True))
        keys[competitor] = sum(best), best if countback else ()
    ordered = sorted(keys, key=lambda competitor: keys[competitor], reverse=True)
    leading = keys[ordered[0]][0] if ordered else 0
    places: list[Place] = []
    for total, equal in groupby(ordered, key=lambda competitor: keys[competitor][0]):
        level = list(equal)
        first = len(places) + 1
        for position, competitor in enumerate(level):
            best = keys[competitor][1]
            shared = position and keys[level[position - 1]] == keys[competitor]
            at = places[-1].rank if shared else first + position
            tie = _tie([keys[other][1] for other in level], best) if total and len(level) > 1 else ""
            places.append(Place(competitor, at, total, leading - total, previous.get(competitor), tie))
    return tuple(places)


def _tie(level: Sequence[tuple[Number, ...]], own: tuple[Number, ...]) -> str:
    """What separated competitors with equal totals: the best results, down to the first difference."""
    others = [best for best in level if best != own]
    words = []
    if others:
        # Equal totals and different results: a first difference always exists within the shorter of the two.
        needed = max(next(i for i, (a, b) in enumerate(zip(own, other, strict=False)) if a != b) for other in others)
        words.append("countback: " + ", ".join(map(str, own[: needed + 1])))
    if len(level) - len(others) > 1:
        words.append("equal in every result: place shared" if own else "place shared")
    return "; ".join(words).capitalize()


def _totals(parts: Sequence[ScoredRace], scored: Iterable[Points]) -> dict[Competitor, Number]:
    """The points that the round gave each competitor who started in it."""
    started = {(sheet.race, line.competitor) for sheet in parts for line in sheet.lines if line.status not in NO_START}
    totals: dict[Competitor, Number] = defaultdict(int)
    for points in scored:
        if (points.race, points.competitor) in started:
            totals[points.competitor] += points.points if points.counts else 0
    return totals
