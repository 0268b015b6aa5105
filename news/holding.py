"""Results and standings that an article shows as they were when it was published.

The working copy only says that a block is fixed. What it shows is written into the edition when it is made, and taken
over by every later edition with the same block: correcting a typing error a month later changes no number.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from events.models import Race
from news.models.edition import Edition
from standings.models import Result, Standing

LEADERS = 5  # shown of one cup

Body = list[dict[str, Any]]


def hold(body: Body, earlier: Iterable[Edition], day: str) -> None:
    """Give each fixed block of the body what it shows: as an earlier edition has it, newest first, or as it is now.

    `day` is the day of publication, in ISO form, that readers are told.
    """
    held = _held_before(earlier)
    for block in body:
        if not block.get("fixed"):
            continue
        key = _key(block)
        block["held"] = held[key] if key in held else {"on": day, **_now(block)}


def _held_before(earlier: Iterable[Edition]) -> dict[tuple[str, int], dict[str, Any]]:
    held: dict[tuple[str, int], dict[str, Any]] = {}
    for edition in sorted(earlier, key=lambda edition: edition.number):
        held |= {_key(block): block["held"] for block in edition.body if block.get("held")}
    return held


def _key(block: Mapping[str, Any]) -> tuple[str, int]:
    return block["kind"], block["race"] if block["kind"] == "result" else block["cup"]


def _now(block: Mapping[str, Any]) -> dict[str, Any]:
    if block["kind"] == "result":
        race = Race.objects.get(pk=block["race"])
        return {"after": "", "rows": [row_of_result(result) for result in race.results.podium().with_competitor()]}
    standings = list(leaders_of([block["cup"]]))
    return {"after": after_event(standings), "rows": [row_of_standing(standing) for standing in standings]}


def leaders_of(cups: Iterable[int]) -> Iterable[Standing]:
    """The first places of the newest standing of each cup. One query."""
    newest = Standing.objects.newest().filter(cup__in=cups, rank__lte=LEADERS)
    return newest.with_competitor().select_related("race__event__venue")


def after_event(standings: Sequence[Standing]) -> str:
    """World Cup 3, Heerenveen: the event after which the standing is; empty for none."""
    if not standings:
        return ""
    event = standings[0].race.event
    return f"{event.title}, {event.venue.city}"


def row_of_result(result: Result) -> dict[str, Any]:
    return {
        "rank": result.rank,
        "name": result.competitor.name,
        "noc": result.country_id,
        "country": result.country.name,
        "text": result.time_text,
    }


def row_of_standing(standing: Standing) -> dict[str, Any]:
    competitor = standing.competitor
    return {
        "rank": standing.rank,
        "name": competitor.name,
        "noc": competitor.country_id,
        "country": competitor.country.name,
        "text": str(standing.total),
    }
