"""Who shows an event in a country: exactly one of three answers, with its reason. Pure; rows come in as dataclasses.

1. A broadcaster, where a right to show it (live or delayed) holds. There may be several.
2. The ISU stream, where none does and no exclusive right stands in its way. Highlights are named beside it.
3. Nobody: the rights are sold and not used for more than highlights, or the season has no stream.

Every session has its own answer, and the event has the best of its sessions'; a day of which no session is known counts
as one, a cancelled session does not.
The days of a right are days at the venue: a right that ends on 5 December holds for every session whose day in the
programme is 5 December, also where it is the 6th by then, and one that begins on the 6th does not.
"""

from events.coverage.answers import Answer, Coverage, Kind, Record, answer, coverage
from events.coverage.conflicts import Conflict, conflicts
from events.coverage.rights import EventFacts, Right, SessionFacts, Showing, Stream, by_noc
from events.coverage.start_times import HIGHLIGHTS

__all__ = [
    "HIGHLIGHTS",
    "Answer",
    "Conflict",
    "Coverage",
    "EventFacts",
    "Kind",
    "Record",
    "Right",
    "SessionFacts",
    "Showing",
    "Stream",
    "answer",
    "by_noc",
    "conflicts",
    "coverage",
]
