"""Results and standings that an article shows as they were when it was published.

The working copy only says that a block is fixed. What it shows is written into the edition when it is made, and taken
over by every later edition with the same block: correcting a typing error a month later changes no number.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from events.models import Race
from news.models.edition import Edition
from standings.models import Cup, Result, Standing
from standings.scoring.headlines import headlines
from standings.scoring.wording import sentence

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
    cup = headlines(Cup.objects.filter(pk=block["cup"]), LEADERS).cups[0]
    return {**said_of(cup), "rows": [row_of_standing(standing) for standing in cup.leaders]}


def said_of(cup: Cup) -> dict[str, str]:
    """After which event the standing is, and what is missing of it or since. Of a cup with its headline."""
    told = cup.told
    note = "; ".join(filter(None, (told.is_provisional and f"provisional: {told.words.provisional}", told.words.since)))
    return {"after": told.words.short, "note": sentence(note)}


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
