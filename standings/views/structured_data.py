"""Races and cups as schema.org describes them: a race as an event, its result and a cup's standing as data sets."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from events.calendar.schema_org import race_event
from events.models import Race
from isuwc.web.schema_org import whole_address
from standings.pages.cups.tables import CupTable

FORMATS = {"csv": "text/csv", "json": "application/json"}


def of_race(race: Race, *, has_result: bool) -> dict[str, Any]:
    """The race, with its result as a data set where there is one."""
    found = race_event(race)
    if not has_result:
        return found
    args = [race.event.season.slug, race.event.slug, race.slug]
    dataset = _dataset(
        f"{race.title}, {race.event}: result",
        f"The result of the {race.title} of {race.event}: places, times, gaps and World Cup points, line by line.",
        race.get_absolute_url(),
        {format: reverse(f"standings:result-{format}", args=args) for format in FORMATS},
    )
    return {"@graph": [found, {**dataset, "temporalCoverage": race.session.date.isoformat()}]}


def of_cup(table: CupTable) -> dict[str, Any]:
    """The cup's standing as a data set; of which days, as far as its races are known."""
    cup = table.cup
    args = [cup.season.slug, cup.category, cup.slug]
    found = _dataset(
        f"World Cup standing {cup.title} {cup.season}",
        f"The World Cup standing {cup.title} of the season {cup.season}: rank, points of each race, total and gap of "
        "everybody who has a place in it.",
        cup.get_absolute_url(),
        {format: reverse(f"standings:cup-{format}", args=args) for format in FORMATS},
    )
    days = sorted(race.session.date for race in table.races)
    return {**found, "temporalCoverage": f"{days[0].isoformat()}/{days[-1].isoformat()}"} if days else found


def _dataset(name: str, description: str, page: str, files: Mapping[str, str]) -> dict[str, Any]:
    """No licence is named, as none is on record."""
    return {
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": whole_address(page),
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "ISU World Cup Speed Skating", "url": whole_address("/")},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": FORMATS[format], "contentUrl": whole_address(address)}
            for format, address in files.items()
        ],
    }
