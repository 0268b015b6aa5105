"""Texts of reports for the tests."""

from news.report import Report, parse
from news.report.lines.known_names import KnownNames

KNOWN = KnownNames(
    cities=["Stavanger", "Heerenveen", "Calgary", "Tomaszów Mazowiecki", "Hamar"],
    countries=["Norway", "NOR", "Netherlands", "NED", "Poland", "POL", "Canada", "CAN", "USA"],
    people=["Ada Example", "Berit Muster", "Cleo Przykład-Żuk", "Dag Eksempel"],
)
LEAD = "The weekend in the north began with a record crowd and ended with three skaters within a tenth of a second."
PROSE = "The second pair went out faster than all the others, and it lost nothing of that until the last corner."


def text(*blocks: str) -> str:
    return "\n\n".join(blocks)


def read(*blocks: str) -> Report:
    return parse(text(*blocks), KNOWN)
