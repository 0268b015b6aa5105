"""A cup's table as CSV and as JSON, at the same address as its page."""

from typing import Any

from isuwc.files.tables.spreadsheets import Cells, csv_file
from isuwc.text.characters import tidy
from standings.models import PublishedStanding
from standings.pages.table_rows import Entry, TableRow
from standings.pages.tables import CupTable
from standings.scoring.parts import EventParts, Part
from standings.scoring.rounds import race_id
from standings.scoring.wording import sentence


def as_csv(table: CupTable) -> bytes:
    """One row per competitor: rank, movement, name, NOC, the points of each round, total, gap, and how sure it is.

    The head of a round of which only a part is in says which; an empty cell there is not an absence. `basis` is
    "published" where no standing can be computed and the places are those that others gave. `state` is final only where
    nothing can change the place any more.
    """
    rounds = [
        f"World Cup {each.event.number} {each.title}{f' ({only} only)' if only else ''}"
        for each, only in zip(table.rounds, table.only, strict=True)
    ]
    header = ["rank", "movement", "name", "noc", *rounds, "total", "gap", "state", "after", "missing", "basis"]
    words = table.told.words
    known = [_state(table), words.where, "; ".join(filter(None, (words.provisional, words.since))), "computed"]
    computed = [[*_cells(row), *known] for row in table.rows]
    return csv_file(header, [*computed, *(_published_cells(place, len(rounds)) for place in table.published)])


def _cells(row: TableRow) -> Cells:
    standing, points = row.standing, [None if cell is None else cell.points for cell in row.cells]
    competitor = standing.competitor
    names = [competitor.name, competitor.country_id]
    return [standing.rank, standing.movement, *names, *points, standing.total, standing.gap]


def _published_cells(place: PublishedStanding, rounds: int) -> Cells:
    own = [place.rank, None, place.competitor.name, place.competitor.country_id, *[None] * rounds, place.total, None]
    return [*own, "as published", f"after {place.event.title}", "", f"published: {place.source}"]


def as_json(table: CupTable) -> dict[str, Any]:
    plain: dict[str, Any] = tidy(_plain(table))
    return plain


def _plain(table: CupTable) -> dict[str, Any]:
    return {
        "season": table.cup.season.slug,
        "category": table.cup.category,
        "cup": table.cup.slug,
        "after": table.after.number if table.after else None,
        "after_race": table.race_id or None,
        "computed": bool(table.rows),
        "final": table.told.is_final,
        "provisional": not table.told.is_final,
        "complete": table.told.is_complete,
        "note": _note(table),
        "events": [_event(each, table) for each in table.told.parts.events],
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
        "published": [_published(place) for place in table.published],
    }


def _state(table: CupTable) -> str:
    """How sure it is.

    Provisional where a result that is missing up to its event may change it; within an event where none is missing, but
    the rest of the event, or of the race, comes after it.
    """
    if table.told.is_final:
        return "final"
    if table.told.is_provisional:
        return "provisional"
    return "complete so far" if table.told.is_complete else "within an event"


def _note(table: CupTable) -> str:
    words = table.told.words
    return " ".join(filter(None, (words.lede, *map(sentence, words.earlier), sentence(words.since))))


def _event(event: EventParts, table: CupTable) -> dict[str, Any]:
    """What of an event is in. Its programme is complete, or a race may have been that nobody here knows of."""
    row = table.told.events[event.key]
    return {
        "number": row.number,
        "title": row.title,
        "state": event.state.value,
        "programme_complete": event.is_whole,
        "rounds": [
            {
                "title": each.name.title,
                "complete": each.is_complete,
                "parts": [
                    {"part": "-".join(filter(None, part.name)), "state": part.state.value, "race": _race(part, table)}
                    for part in each.parts
                ],
            }
            for each in event.rounds
        ],
    }


def _race(part: Part, table: CupTable) -> str | None:
    return race_id(table.told.progress.race(part.race)) if part.race else None


def _published(place: PublishedStanding) -> dict[str, Any]:
    """A place as others gave it: it is not computed here, and those between are not known."""
    return {
        "rank": place.rank,
        "name": place.competitor.name,
        "noc": place.competitor.country_id,
        "total": place.total,
        "after": place.event.number,
        "source": place.source,
        "note": place.note,
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
