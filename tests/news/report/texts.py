"""Texts of reports for the tests."""

import datetime

from news.report import Report, parse
from news.report.lines.known.names import KnownLeg, KnownNames

KNOWN = KnownNames(
    cities=["Stavanger", "Heerenveen", "Calgary", "Tomaszów Mazowiecki", "Hamar"],
    countries=["Norway", "NOR", "Netherlands", "NED", "Poland", "POL", "Canada", "CAN", "USA"],
    about=["The series started long ago and usually consists of some events.", "The series started long ago."],
    calendar=[
        KnownLeg("2025-26", "Salt Lake City", ("USA",), datetime.date(2025, 11, 14), datetime.date(2025, 11, 16)),
        KnownLeg("2025-26", "Hamar", ("Norway", "NOR"), datetime.date(2025, 12, 12), datetime.date(2025, 12, 14)),
    ],
    people=["Ada Example", "Berit Muster", "Cleo Przykład-Żuk", "Dag Eksempel"],
)
LEAD = "The weekend in the north began with a record crowd and ended with three skaters within a tenth of a second."
PROSE = "The second pair went out faster than all the others, and it lost nothing of that until the last corner."


def text(*blocks: str) -> str:
    return "\n\n".join(blocks)


def read(*blocks: str) -> Report:
    return parse(text(*blocks), KNOWN)
