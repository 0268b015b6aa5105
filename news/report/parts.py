"""The parts of a report."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum


class Verdict(Enum):
    """What became of a line."""

    TEXT = "text"  # the article's own text, word for word
    FACT = "recognised"  # a fact about the article: dateline, hashtag, caption, credit …
    LEFT_OUT = "left out"  # boilerplate, which the site makes from its data


@dataclass(frozen=True)
class Line:
    """A non-empty line of the text, and what became of it."""

    number: int  # from 1
    text: str
    verdict: Verdict
    what: str  # for a journalist: the lead, a caption, standings links …
    doubt: str = ""  # why somebody should look at it


@dataclass(frozen=True)
class Paragraph:
    """Text, unchanged; lines that belong together are separated by a line break."""

    text: str


@dataclass(frozen=True)
class Subhead:
    text: str


@dataclass(frozen=True)
class Bullets:
    """A list, without its bullets, numbers or letters.

    `levels` says how deep each item stands, () if all stand alike; `numbers` has the number or letter of each, "" for
    a bullet, () if all have bullets.
    """

    items: tuple[str, ...]
    levels: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quote:
    """Paragraphs of speech with their quotation marks; the speaker is set only if the text leaves no doubt."""

    paragraphs: tuple[str, ...]
    speaker: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture as the text describes it: by name, agency number, caption, or some of these."""

    name: str = ""
    agency_id: str = ""
    caption: str = ""
    credit: str = ""  # the holder, without sign and year: ISU
    photographer: str = ""

    @property
    def owner(self) -> str:
        """By whom it is, as a name for a picture that has none."""
        return f"by {self.photographer or self.credit}" if self.photographer or self.credit else ""


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class CupLink:
    """A link to the standings of one cup: ("women", "500m"); category "" if the line doesn't say."""

    category: str
    cup: str  # as in addresses


@dataclass(frozen=True)
class StandingsLinks:
    """Links to standings within the body; category "" for both or if the text doesn't say."""

    category: str
    cups: tuple[CupLink, ...] = ()


@dataclass(frozen=True)
class VideoLink:
    address: str


Prose = Paragraph | Subhead | Bullets  # adjacent ones become one text block
BlockPart = Quote | Picture | Table | StandingsLinks | VideoLink  # each becomes its own block
Part = Prose | BlockPart


@dataclass(frozen=True)
class Report:
    """A parsed text."""

    title: str = ""  # as the text has it
    lead: str = ""
    dateline: str = ""
    hashtags: tuple[str, ...] = ()
    hero: Picture | None = None
    body: tuple[Part, ...] = ()
    has_banner: bool = False
    trailing: frozenset[str] = frozenset()  # of standings, watch, calendar, about: those in the text
    season: str = ""  # as its calendar says: 2022-23
    byline: str = ""
    dated: datetime.date | None = None  # when it was published, as the text says
    embargo: datetime.datetime | None = None
    is_embargoed: bool = False  # also if the text doesn't say until when
    is_release: bool = False  # a press release
    lines: tuple[Line, ...] = field(default=(), repr=False)

    @property
    def pictures(self) -> list[Picture]:
        inside = [part for part in self.body if isinstance(part, Picture)]
        return [self.hero, *inside] if self.hero else inside

    @property
    def doubts(self) -> list[Line]:
        return [line for line in self.lines if line.doubt]


def body_words(report: Report) -> list[str]:
    """The words of lead and body in order, without captions and credits."""
    return " ".join(text for text in (report.lead, *_texts(report.body))).split()


def _texts(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        match part:
            case Paragraph(text) | Subhead(text):
                yield text
            case Bullets(items=items):
                yield from items
            case Quote(paragraphs, _):
                yield from paragraphs
            case Table(rows):
                for row in rows:
                    yield from row
