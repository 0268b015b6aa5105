"""Races as sentences are made of them."""

from typing import Any

from events.naming.race import RaceIdentity
from news.imports.from_results.facts import Known, Line, RaceFacts

WOMEN_1500 = RaceIdentity("women", "1500", "A")


def line(name: str, rank: int | None = None, hundredths: int | None = None, **values: Any) -> Line:
    """A Dutch skater unless told otherwise."""
    return Line(name, values.pop("noc", "NED"), rank, hundredths=hundredths, **values)


def race(*lines: Line, **values: Any) -> RaceFacts:
    """An official women’s 1500m unless told otherwise."""
    return RaceFacts(**{"key": 1, "identity": WOMEN_1500, "known": Known.OFFICIAL, "lines": lines, **values})
