"""Who shows an event in a country: exactly one of three answers, with its reason. Pure: rows are given as dataclasses.

1. A broadcaster, if a right to show it live, delayed or on demand holds. There may be several.
2. The ISU stream, if there is no such right and no exclusive right blocks it. Highlights are named beside it.
3. Nobody: an exclusive right is used for highlights at most, or there is no stream: the season has none, or it is not
   available in the country.

Each session has an answer, and the event has the best of them. A day without a known session counts as a session; a
cancelled session does not count. The days of a right are days at the venue: a right that ends on 5 December holds for
all sessions dated 5 December in the programme, even where it is already the 6th in the country of the viewer.

A territory without an NOC of its own has its country's answer, unless a right or a block names it: `territories`.
A right for the women's races alone, or the men's, does not hold for a session that has none of them. For one that has
both, or whose races aren't known, it does, and the answer says for whose races. So it does of a part of a country.
"""

from events.coverage.answers import Answer, AnswerKind, Coverage, Record, answer, coverage
from events.coverage.conflicts import Conflict, conflicts
from events.coverage.facts import EventFacts, SessionFacts, Showing, Stream, StreamBlock
from events.coverage.formers import Former
from events.coverage.rights import Right, by_noc
from events.coverage.territories import Place, coverage_in, rights_about
from events.coverage.ways import HIGHLIGHTS, WAYS, in_order

__all__ = [
    "HIGHLIGHTS",
    "WAYS",
    "Answer",
    "AnswerKind",
    "Conflict",
    "Coverage",
    "EventFacts",
    "Former",
    "Place",
    "Record",
    "Right",
    "SessionFacts",
    "Showing",
    "Stream",
    "StreamBlock",
    "answer",
    "by_noc",
    "conflicts",
    "coverage",
    "coverage_in",
    "in_order",
    "rights_about",
]
