"""Texts as desks deliver them, each line with the part that it must become written beside it: `corpus/*.txt`.

    dateline                 | Hamar, Norway
    caption+credit = ISU     | Ada Example at the start © ISU
    quote?                   | “It was close.”
    text or list             | Ada Example
    dateline = HAMAR         | HAMAR –
    lead                     +  Ada Example won on Friday.

A part may be one of several (`or`) and may have a value (`=`: the speaker; the holder and the photographer; the
dateline; the moment). Where `?` follows it, a doubt has to be raised on the line. `+` goes on in the line above.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from news.report import Line, Picture, Quote, Report, Verdict, body_words, parse
from news.report.lines.known.names import KnownLeg, KnownNames
from news.report.lines.lists import is_bullet, without_bullet, without_mark

FOLDER = Path(__file__).parent / "corpus"
FILES = sorted(FOLDER.glob("*.txt"))
ABOUT = [
    "The Speed Skating World Cup is a series of international competitions that takes place every winter.",
    "The series began in 1985 and usually consists of six events on three continents, the last of which is the final.",
    "Skaters earn points at each event, and whoever has the most points over a distance at the end of the season wins"
    " the World Cup of that distance.",
]
LEGS = [
    ("Hamar", "Norway", "NOR", "2026-11-13"),
    ("Heerenveen", "Netherlands", "NED", "2026-11-20"),
    ("Calgary", "Canada", "CAN", "2026-12-04"),
    ("Salt Lake City", "USA", "USA", "2026-12-11"),
    ("Inzell", "Germany", "GER", "2027-01-29"),
    ("Tomaszów Mazowiecki", "Poland", "POL", "2027-02-05"),
]
KNOWN = KnownNames(
    cities=[
        *("Calgary", "Hamar", "Heerenveen", "Inzell", "Lausanne", "Obihiro", "Salt Lake City", "Stavanger"),
        "Tomaszów Mazowiecki",
    ],
    countries=[
        *("Canada", "CAN", "Germany", "GER", "Japan", "JPN", "Netherlands", "NED", "Norway", "NOR", "Poland", "POL"),
        *("Switzerland", "SUI", "USA"),
    ],
    people=[
        "Ada Example",
        "Berit Muster",
        "Cleo Przykład",
        "Dag Eksempel",
        "Emil Muster",
        "Fem Voorbeeld",
        "Jan Voorbeeld",
    ],
    about=ABOUT,
    calendar=[
        KnownLeg("2026-27", city, (country, code), first, first + datetime.timedelta(days=2))
        for city, country, code, day in LEGS
        for first in [datetime.date.fromisoformat(day)]
    ],
)
# What a line is called in the corpus, by how the report's line begins
PARTS = {
    "the title": "title",
    "the lead": "lead",
    "the dateline": "dateline",
    "a date": "date",
    "hashtags": "hashtags",
    "an embargo": "embargo",
    "a note of release": "release",
    "the byline": "byline",
    "text": "text",
    "a subhead": "subhead",
    "a list": "list",
    "a numbered list": "list",
    "a list with letters": "list",
    "a table": "table",
    "a quote": "quote",
    "a picture's name and number": "name",
    "a picture's name": "name",
    "a caption and its credit": "caption+credit",
    "a caption": "caption",
    "a credit": "credit",
    "a video": "video",
    "links to standings": "standings",
    "where to watch": "watch",
    "the season's calendar": "calendar",
    "about the series": "about",
    "a pointer": "pointer",
    "the banner": "banner",
    "a part of a web page": "furniture",
}


@dataclass(frozen=True)
class Expected:
    """What a line, or a part of one, must become."""

    number: int
    text: str
    parts: dict[str, bool]  # each with whether a doubt has to be raised
    value: str


@dataclass(frozen=True)
class Read:
    """An expected line beside what it was read as."""

    expected: Expected
    line: Line
    value: str

    @property
    def is_in_place(self) -> bool:
        fits = part_of(self.line) in self.expected.parts
        return fits and self.line.text == self.expected.text and self.value == self.expected.value

    @property
    def is_silent_error(self) -> bool:
        return not self.line.doubt and not (self.is_in_place and not self.expected.parts[part_of(self.line)])

    def __str__(self) -> str:
        wanted = " or ".join(part + "?" * doubt for part, doubt in self.expected.parts.items())
        wanted += f" = {self.expected.value}" * bool(self.expected.value)
        found = part_of(self.line) + f" = {self.value}" * bool(self.value)
        doubt = f"  ? {self.line.doubt}" * bool(self.line.doubt)
        return f"{self.line.number:3} {wanted} / {found}: {self.expected.text[:70]}{doubt}"


@dataclass(frozen=True)
class Sample:
    """A text of the corpus."""

    path: Path

    @cached_property
    def expected(self) -> list[Expected]:
        return list(self._expected())

    @cached_property
    def text(self) -> str:
        rows = [""]
        for row in self._rows():
            rows = [*rows[:-1], rows[-1] + row[27:]] if row[25:26] == "+" else [*rows, row.partition("| ")[2]]
        return "\n".join(rows[1:])

    def _rows(self) -> list[str]:
        return self.path.read_text(encoding="utf-8").splitlines()

    def _expected(self) -> Iterator[Expected]:
        number = 0
        for row in self._rows():
            goes_on = row[25:26] == "+"
            label, text = (row[:25], row[27:]) if goes_on else row.partition("| ")[::2]
            number += not goes_on
            if not label.strip(" |"):
                continue
            parts, _, value = (each.strip() for each in label.partition(" = "))
            names = {part.strip().rstrip("?"): part.strip().endswith("?") for part in parts.split(" or ")}
            yield Expected(number, text.strip(), names, value)

    def report(self, known: KnownNames = KNOWN) -> Report:
        return parse(self.text, known)

    def read(self, known: KnownNames = KNOWN) -> list[Read]:
        """Each expected line with what became of it; one that was to be parted and wasn't stands beside each part."""
        report = self.report(known)
        lines: dict[int, list[Line]] = {}
        for line in report.lines:
            lines.setdefault(line.number, []).append(line)
        found, seen = [], dict.fromkeys(lines, 0)
        for expected in self.expected:
            there = lines[expected.number]
            line = there[min(seen[expected.number], len(there) - 1)]
            seen[expected.number] += 1
            found.append(Read(expected, line, _value(report, line)))
        return found


def part_of(line: Line) -> str:
    return next((part for what, part in PARTS.items() if line.what.startswith(what)), line.what)


def _value(report: Report, line: Line) -> str:
    """Who speaks, whose picture it is, where it is written from, until when it is held back."""
    match part_of(line):
        case "quote":
            quotes = [part for part in report.body if isinstance(part, Quote)]
            return next((quote.speaker for quote in quotes if line.text in quote.paragraphs), "")
        case "caption+credit" | "credit":
            return next((_owner(picture) for picture in report.pictures if _is_of(picture, line.text)), "")
        case "dateline":
            return "" if line.text == report.dateline else report.dateline
        case "embargo":
            return report.embargo.isoformat(timespec="minutes") if report.embargo else ""
    return ""


def _is_of(picture: Picture, text: str) -> bool:
    is_alone = not text.startswith(picture.caption)
    return (
        bool(picture.credit)
        and picture.credit in text
        and picture.photographer in text
        and (picture.caption in text or is_alone)
    )


def _owner(picture: Picture) -> str:
    return " / ".join(filter(None, [picture.credit, picture.photographer]))


@dataclass(frozen=True)
class Rates:
    """How well texts are read, in lines; words in words."""

    texts: int
    lines: int
    in_place: int
    doubts: int
    silent_errors: int
    texts_with_silent_errors: int
    words_lost: int

    def __str__(self) -> str:
        return (
            f"{self.lines} lines, {self.in_place} in place ({self.in_place / self.lines:.1%}), {self.doubts} doubts"
            f" ({self.doubts / self.lines:.1%}), {self.silent_errors} silent errors in {self.texts_with_silent_errors}"
            f" texts, {self.words_lost} words lost or doubled"
        )


def rates(samples: list[Sample]) -> Rates:
    found = [sample.read() for sample in samples]
    rows = [each for read in found for each in read]
    return Rates(
        texts=len(samples),
        lines=len(rows),
        in_place=sum(each.is_in_place for each in rows),
        doubts=sum(bool(each.line.doubt) for each in rows),
        silent_errors=sum(each.is_silent_error for each in rows),
        texts_with_silent_errors=sum(any(each.is_silent_error for each in read) for read in found),
        words_lost=sum(words_lost(sample.text, sample.report()) for sample in samples),
    )


def words_lost(text: str, report: Report) -> int:
    """By how many words the lines differ from the text, and title, lead and body from the lines that were kept."""
    said = [word for line in report.lines for word in line.text.split()]
    return _difference(text.split(), said) + _difference(list(_kept(report)), list(_letters(body_words(report))))


def _difference(first: list[str], second: list[str]) -> int:
    return abs(len(first) - len(second)) + sum(one != other for one, other in zip(first, second, strict=False))


def _kept(report: Report) -> Iterator[str]:
    """The words of kept lines; of lists and tables without the signs between their items."""
    for line in report.lines:
        if line.verdict is Verdict.TEXT:
            yield from _letters(said_of(line).split())


def said_of(line: Line) -> str:
    """The line without its bullet or number, which the list makes anew."""
    match line.what:
        case "a list":
            return without_bullet(line.text)
        case "a numbered list" | "a list with letters":
            return without_bullet(line.text) if is_bullet(line.text) else without_mark(line.text)
    return line.text


def _letters(words: list[str]) -> Iterator[str]:
    return (kept for word in words if (kept := "".join(filter(str.isalnum, word))))
