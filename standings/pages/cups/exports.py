"""A cup's table as CSV and as JSON, at the same address as its page."""

from typing import Any, Literal

from isuwc.files.tables.spreadsheets import Cells, csv_file
from isuwc.text.characters import tidy
from standings.models import Competitor, PublishedStanding
from standings.pages.cups.table_rows import Entry, TableRow
from standings.pages.cups.tables import CupTable
from standings.scoring.parts import EventParts, Part
from standings.scoring.progress import StandingStatus
from standings.scoring.rounds import race_id
from standings.scoring.wording import sentence
from standings.worth.scale import for_json

State = Literal["final", "provisional", "complete so far", "within an event"]


def as_csv(table: CupTable) -> bytes:
    """One row per competitor: rank, movement, name, NOC, the points of each round, total, gap, and the status.

    The header of a round that is only partly in names the parts; an empty cell there does not mean absence. `basis` is
    "published" where no standing can be computed and the places come from a published source. `state` is "final" only
    if nothing can change the place any more. `skater` is the end of the page's address.
    """
    rounds = [
        f"{each.event.title} {each.title}{f' ({only} only)' if only else ''}"
        for each, only in zip(table.rounds, table.partial_rounds, strict=True)
    ]
    first, last = ["rank", "movement", "name", "noc"], ["total", "gap", "state", "after", "missing", "basis", "skater"]
    words = table.status.words
    known = [state_of(table.status), words.where, "; ".join(filter(None, (words.provisional, words.since))), "computed"]
    computed = [[*_cells(row), *known, row.standing.competitor.slug] for row in table.rows]
    published = [] if computed else [_published_cells(place, len(rounds)) for place in table.published]
    return csv_file([*first, *rounds, *last], [*computed, *published])


def _cells(row: TableRow) -> Cells:
    standing, points = row.standing, [None if cell is None else cell.points for cell in row.cells]
    competitor = standing.competitor
    names = [competitor.name, competitor.country_id]
    return [standing.rank, standing.movement, *names, *points, standing.total, standing.gap]


def _published_cells(place: PublishedStanding, rounds: int) -> Cells:
    own = [place.rank, None, place.competitor.name, place.competitor.country_id, *[None] * rounds, place.total, None]
    return [*own, "as published", f"after {place.event.title}", "", f"published: {place.source}", place.competitor.slug]


def as_json(table: CupTable) -> dict[str, Any]:
    plain: dict[str, Any] = tidy(_plain(table))
    return plain


def _plain(table: CupTable) -> dict[str, Any]:
    """A race's `id` is unique within the season, its `key` in the API."""
    return {
        "season": table.cup.season.slug,
        "category": table.cup.category,
        "cup": table.cup.slug,
        "after": table.after.number if table.after else None,
        "after_race": table.race_id or None,
        "computed": bool(table.rows),
        "final": table.status.is_final,
        "provisional": not table.status.is_final,
        "complete": table.status.is_complete,
        "note": note_of(table),
        "winners": _winners(table),
        "events": [_event(each, table) for each in table.status.parts.events],
        "races": [
            {
                "id": race_id(race),
                "key": f"{table.cup.season.slug}/{race.event.slug}/{race.slug}",
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


def _winners(table: CupTable) -> list[dict[str, Any]]:
    """Who won the cup, if that is known: computed here, or else as published."""
    if table.status.is_final:
        first = [row.standing.competitor for row in table.rows if row.standing.rank == 1]
        return [{**_who(each), "basis": "computed", "source": ""} for each in first]
    return [
        {
            **_who(place.competitor),
            "basis": "published",
            "source": place.source,
        }
        for place in table.champions
    ]


def _who(competitor: Competitor) -> dict[str, Any]:
    """`skater` is the end of the page's address."""
    return {
        "name": competitor.name,
        "given_name": competitor.given_name,
        "family_name": competitor.family_name,
        "skater": competitor.slug,
        "noc": competitor.country_id,
    }


def state_of(status: StandingStatus) -> State:
    """The state of a standing.

    "provisional" if a result up to its event is missing; "within an event" if none is missing, but the rest of the
    event or of the race comes after it.
    """
    if status.is_final:
        return "final"
    if status.is_provisional:
        return "provisional"
    return "complete so far" if status.is_complete else "within an event"


def note_of(table: CupTable) -> str:
    words = table.status.words
    return " ".join(filter(None, (words.lede, *map(sentence, words.earlier), sentence(words.since))))


def _event(event: EventParts, table: CupTable) -> dict[str, Any]:
    """An event with the state of each of its parts. Unless `programme_complete`, there may be races not listed here."""
    row = table.status.events[event.key]
    return {
        "number": row.number,
        "title": row.title,
        "state": event.state.value,
        "programme_complete": event.is_whole,
        "distances_complete": event.knows_rounds,
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
    return race_id(table.status.progress.race(part.race)) if part.race else None


def _published(place: PublishedStanding) -> dict[str, Any]:
    """A place from a published source. It is not computed here, and the places in between are unknown."""
    return {
        "rank": place.rank,
        **_who(place.competitor),
        "total": None if place.total is None else for_json(place.total),
        "after": place.event.number,
        "source": place.source,
        "note": place.note,
    }


def _standing(row: TableRow) -> dict[str, Any]:
    standing = row.standing
    return {
        "rank": standing.rank,
        **_who(standing.competitor),
        "total": for_json(standing.total),
        "movement": standing.movement,
        "gap": for_json(standing.gap),
        "races": [_entry(entry) for entry in row.entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "race": race_id(entry.race),
        "division": entry.race.division or entry.race.phase,
        "place": entry.place,
        "rank": entry.rank,
        "status": entry.status,
        "points": for_json(entry.points),
        "counts": entry.counts,
        "reason": entry.reason,
    }
