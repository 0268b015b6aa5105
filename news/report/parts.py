"""What a report consists of."""

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
    """A line of the text that holds something, and what became of it."""

    number: int  # as an editor counts, from 1
    text: str
    verdict: Verdict
    what: str  # in a journalist's words: the lead, a caption, standings links …
    doubt: str = ""  # why somebody should look at it


@dataclass(frozen=True)
class Paragraph:
    """Text as it stands; lines that belong together are separated by a line break."""

    text: str


@dataclass(frozen=True)
class Subhead:
    text: str


@dataclass(frozen=True)
class Bullets:
    """A list whose items had a mark, which is left away."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """Paragraphs of speech, with their quotation marks; the speaker only where the text leaves no doubt."""

    paragraphs: tuple[str, ...]
    speaker: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture as the text names it: by a name, an agency's number, a caption, or some of these."""

    name: str = ""
    agency_id: str = ""
    caption: str = ""
    credit: str = ""  # the holder, without sign and year: ISU
    photographer: str = ""


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class CupLink:
    """A link to the standings of one cup, as far as the line says: ("women", "500m"), or ("", "mass-start")."""

    category: str
    cup: str  # as in addresses


@dataclass(frozen=True)
class StandingsLinks:
    """Links to standings in the middle of a body; category "" for women and men, or where it is not said."""

    category: str
    cups: tuple[CupLink, ...] = ()


@dataclass(frozen=True)
class VideoLink:
    address: str


Prose = Paragraph | Subhead | Bullets  # neighbours make one text
BlockPart = Quote | Picture | Table | StandingsLinks | VideoLink  # each a block of its own
Part = Prose | BlockPart


@dataclass(frozen=True)
class Report:
    """A text taken apart."""

    title: str = ""  # as the text has it
    lead: str = ""
    dateline: str = ""
    hashtags: tuple[str, ...] = ()
    hero: Picture | None = None
    body: tuple[Part, ...] = ()
    has_banner: bool = False
    trailing: frozenset[str] = frozenset()  # of standings, watch, calendar, about: those that the text had
    season: str = ""  # as its calendar says: 2022-23
    lines: tuple[Line, ...] = field(default=(), repr=False)

    @property
    def pictures(self) -> list[Picture]:
        inside = [part for part in self.body if isinstance(part, Picture)]
        return [self.hero, *inside] if self.hero else inside

    @property
    def doubts(self) -> list[Line]:
        return [line for line in self.lines if line.doubt]


def body_words(report: Report) -> list[str]:
    """The words of lead and body in their order, captions and credits left away."""
    return " ".join(text for text in (report.lead, *_texts(report.body))).split()


def _texts(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        match part:
            case Paragraph(text) | Subhead(text):
                yield text
            case Bullets(items):
                yield from items
            case Quote(paragraphs, _):
                yield from paragraphs
            case Table(rows):
                for row in rows:
                    yield from row
