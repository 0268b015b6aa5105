"""A race's result as CSV and as JSON, beside its page: one line for each who is on it, as the sheet has them."""

from collections.abc import Sequence
from typing import Any

from events.models import Race
from events.naming.choices import Distance
from isuwc.files.tables.spreadsheets import Cells, csv_file
from isuwc.text.characters import tidy
from standings.models import Result
from standings.scoring.rounds import race_id
from standings.worth.scale import for_json

HEADER = (
    "place", "status", "name", "given_name", "family_name", "skater", "noc", "time", "seconds", "behind",
    "pair", "lane", "number", "laps", "sprint_points", "points", "state",
)  # fmt: skip


def as_csv(race: Race, results: Sequence[Result]) -> bytes:
    """Results are loaded `with_competitor`, `with_winning_time` and with their scores.

    `skater` is the end of the page's address, `seconds` the time as a number with as many digits as the sheet prints,
    `points` those of the World Cup, empty where the race brings none. `state` says how sure it is: official,
    unofficial, partial (only places that reports gave).
    """
    return csv_file(list(HEADER), [_cells(race, result) for result in results])


def _cells(race: Race, result: Result) -> Cells:
    line = _line(result)
    line["sprint_points"] = " ".join(map(str, line["sprint_points"]))
    return [line.get(name) if name != "state" else race.result_state for name in HEADER]


def as_json(race: Race, results: Sequence[Result]) -> dict[str, Any]:
    plain: dict[str, Any] = tidy(
        {
            "id": race_id(race),
            "key": f"{race.event.watch_key}/{race.slug}",
            "season": race.event.season.slug,
            "event": race.event.slug,
            "race": race.slug,
            "title": race.title,
            "date": race.session.date.isoformat(),
            "category": race.category,
            "distance": race.distance,
            "division": race.division,
            "phase": race.phase,
            "state": race.result_state,
            "source": race.source,
            "results": [_line(result) for result in results],
        }
    )
    return plain


def _line(result: Result) -> dict[str, Any]:
    competitor, score = result.competitor, next(iter(result.scores.all()), None)
    return {
        "place": result.rank,
        "status": result.status,
        "name": competitor.name,
        "given_name": competitor.given_name,
        "family_name": competitor.family_name,
        "skater": competitor.slug,
        "noc": result.country_id,
        "time": result.time_text,
        "seconds": seconds(result),
        "behind": behind(result),
        "pair": result.pair,
        "lane": result.lane,
        "number": result.bib,
        "laps": result.laps,
        "sprint_points": list(result.sprint_points),
        "points": None if score is None else for_json(score.points),
    }


def seconds(result: Result) -> float | None:
    """The time in seconds, to the hundredth, or to the thousandth where the sheet prints it; None without a time."""
    if result.hundredths is None:
        return None
    return result.hundredths / 100 if result.thousandth is None else (10 * result.hundredths + result.thousandth) / 1000


def behind(result: Result) -> float | None:
    """Seconds behind the winner, where places follow times and a gap is known; 0 for the winner."""
    if result.race.distance == Distance.MASS_START:
        return None
    if result.rank == 1 and result.hundredths is not None:
        return 0.0
    winning: int | None = getattr(result, "winning_hundredths", None)
    if not result.behind or winning is None or result.hundredths is None:
        return None
    return (result.hundredths - winning) / 100
