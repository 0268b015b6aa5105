"""A reading: what some lines of a report may be, and how much speaks for it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from news.report.parts import BlockPart, Verdict


class Evidence(IntEnum):
    """How much speaks for a reading. Plain text has its own share of it (`SourceText.evidence`)."""

    CERTAIN = 100  # nothing else looks like it, or the site's data agree
    STRONG = 90
    GOOD = 75
    FAIR = 60
    WEAK = 45
    LITTLE = 30  # near enough to a few words of plain text for a doubt, and no more


NEAR = 15  # two readings that are no further apart than this are near


@dataclass(frozen=True)
class Facts:
    """What lines say about the article rather than in it."""

    dateline: str = ""
    hashtags: tuple[str, ...] = ()
    has_banner: bool = False
    season: str = ""
    trailing: str = ""  # the trailing part that the lines stand for
    byline: str = ""
    dated: datetime.date | None = None
    embargo: datetime.datetime | None = None
    is_embargoed: bool = False  # also if the text doesn't say until when
    is_release: bool = False  # a press release


@dataclass(frozen=True)
class LineAs:
    """A line, by its index, as a reading has it."""

    index: int
    verdict: Verdict
    what: str
    doubt: str = ""


@dataclass(frozen=True)
class Reading:
    """Lines that belong together, as something."""

    lines: tuple[LineAs, ...]
    evidence: int
    part: BlockPart | None = None  # stands where the first line stood
    facts: Facts | None = None
    otherwise: str = ""  # the doubt if the lines are kept as text instead

    @property
    def first(self) -> int:
        return self.lines[0].index

    @property
    def what(self) -> str:
        return self.lines[0].what


def left_out(
    indexes: list[int], what: str, evidence: int, *, doubt: str = "", facts: Facts | None = None, otherwise: str = ""
) -> Reading:
    """Lines that the site makes from its data, or that are no part of the article."""
    lines = tuple(LineAs(index, Verdict.LEFT_OUT, what, doubt if index == indexes[0] else "") for index in indexes)
    return Reading(lines, evidence, facts=facts, otherwise=otherwise)


def fact(
    index: int, what: str, evidence: int, facts: Facts | None = None, *, doubt: str = "", otherwise: str = ""
) -> Reading:
    """A line that says something about the article."""
    return Reading((LineAs(index, Verdict.FACT, what, doubt),), evidence, facts=facts, otherwise=otherwise)


def text_as(
    indexes: list[int], what: str, evidence: int, *, doubt: str = "", facts: Facts | None = None, otherwise: str = ""
) -> Reading:
    """Lines of the article's own text, as a subhead, a list, a table or speech."""
    lines = tuple(LineAs(index, Verdict.TEXT, what, doubt if index == indexes[0] else "") for index in indexes)
    return Reading(lines, evidence, facts=facts, otherwise=otherwise)


def merged(found: Iterable[Facts]) -> Facts:
    """One for all, in the order of the text: of two that say the same thing the first, of hashtags all."""
    facts = Facts()
    for one in found:
        facts = Facts(
            dateline=facts.dateline or one.dateline,
            hashtags=tuple(dict.fromkeys([*facts.hashtags, *one.hashtags])),
            has_banner=facts.has_banner or one.has_banner,
            season=facts.season or one.season,
            byline=facts.byline or one.byline,
            dated=facts.dated or one.dated,
            embargo=facts.embargo or one.embargo,
            is_embargoed=facts.is_embargoed or one.is_embargoed,
            is_release=facts.is_release or one.is_release,
        )
    return facts
