"""A cup's table as CSV and as JSON, at the same address as its page."""

from typing import Any

from isuwc.characters import tidy
from isuwc.spreadsheets import Cells, csv_file
from standings.rounds import race_id
from standings.tables import CupTable, Entry, TableRow


def as_csv(table: CupTable) -> bytes:
    """One row a competitor: rank, movement, name, NOC, the points of each round, total, gap. Empty: did not skate."""
    rounds = [f"World Cup {each.event.number} {each.title}" for each in table.rounds]
    return csv_file(["rank", "movement", "name", "noc", *rounds, "total", "gap"], map(_cells, table.rows))


def _cells(row: TableRow) -> Cells:
    standing, points = row.standing, [None if cell is None else cell.points for cell in row.cells]
    competitor = standing.competitor
    names = [competitor.name, competitor.country_id]
    return [standing.rank, standing.movement, *names, *points, standing.total, standing.gap]


def as_json(table: CupTable) -> dict[str, Any]:
    return tidy(_plain(table))


def _plain(table: CupTable) -> dict[str, Any]:
    return {
        "season": table.cup.season.slug,
        "category": table.cup.category,
        "cup": table.cup.slug,
        "after": table.after.number if table.after else None,
        "provisional": table.is_provisional,
        "races": [
            {
                "id": race_id(race),
                "event": race.event.number,
                "date": race.session.date.isoformat(),
                "distance": race.distance,
                "division": race.division or race.phase,
                "title": race.title,
            }
            for race in table.races
        ],
        "standings": [_standing(row) for row in table.rows],
    }


def _standing(row: TableRow) -> dict[str, Any]:
    standing = row.standing
    return {
        "rank": standing.rank,
        "name": standing.competitor.name,
        "noc": standing.competitor.country_id,
        "total": standing.total,
        "movement": standing.movement,
        "gap": standing.gap,
        "races": [_entry(entry) for entry in row.entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "race": race_id(entry.race),
        "division": entry.race.division or entry.race.phase,
        "place": entry.place,
        "points": entry.points,
        "counts": entry.counts,
        "reason": entry.reason,
    }
