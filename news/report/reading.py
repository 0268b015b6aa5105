"""The lines of a text, and what a single one of them is."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from news.report import patterns
from news.report.parts import Picture

# Every way in which a line can end, and what may surround its words without being seen
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = " \t\u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff\u3000\u2000-\u200a\u202f\u205f"
_EDGES = re.compile(rf"^[\s{_UNSEEN}]+|[\s{_UNSEEN}]+$")

LONG = 100  # characters: what is shorter may be a heading, what is longer is a paragraph
CAPTION = 220  # characters of a caption that has no credit


@dataclass(frozen=True)
class Source:
    """A line that holds something; lines of one `run` have no blank line between them."""

    number: int
    text: str
    run: int


@dataclass(frozen=True)
class Known:
    """Names that the site knows, as a help where the text alone leaves doubt."""

    cities: Collection[str] = ()
    countries: Collection[str] = ()  # names and NOC codes
    people: Collection[str] = ()  # skaters' whole names

    def is_city(self, text: str) -> bool:
        return _folded(text) in {_folded(city) for city in self.cities}

    def is_country(self, text: str) -> bool:
        return _folded(text).removeprefix("the ") in {_folded(country) for country in self.countries}

    def named_in(self, text: str) -> list[str]:
        """The people whose family name stands in the text, where only one skater has it."""
        words = set(re.findall(r"[^\W\d_][\w'’-]*", text))
        by_family: dict[str, list[str]] = {}
        for name in self.people:
            by_family.setdefault(name.split()[-1], []).append(name)
        return sorted(names[0] for family, names in by_family.items() if family in words and len(names) == 1)


@dataclass(frozen=True)
class Credited:
    """A caption taken apart at its credit."""

    caption: str
    holder: str
    photographer: str


def read_lines(text: str) -> list[Source]:
    sources, run = [], 0
    for number, line in enumerate(_LINE_END.split(text), start=1):
        stripped = _EDGES.sub("", line)
        if stripped:
            sources.append(Source(number, stripped, run))
        else:
            run += 1
    return sources


def credited(text: str) -> Credited | None:
    """The caption before its credit, and the credit; None where the line does not end in one."""
    found = patterns.CREDIT.search(text)
    if not found:
        found = patterns.WORDED_CREDIT.search(text)
    if not found or len(text) > 600:
        return None
    holder, _, photographer = (part.strip() for part in found["holder"].partition("/"))
    holder = re.sub(r"^International Skating Union(?: ?\(ISU\))?$", "ISU", holder, flags=re.IGNORECASE)
    holder = {"isu": "ISU", "getty": "Getty Images"}.get(holder.casefold(), holder)
    return Credited(_EDGES.sub("", text[: found.start()]), holder, photographer)


def picture_line(text: str) -> Picture | None:
    """A line that names a picture by an agency's number or a file's name."""
    if found := patterns.AGENCY_PICTURE.fullmatch(text):
        name = (found["name"] or "").strip(" _-(#.:")
        if not re.search(r"\b(?:tel|phone|fax|mobile|whatsapp|call)\b", name, re.IGNORECASE):
            return Picture(name=name, agency_id=found["id"])
    if found := patterns.FILE_PICTURE.fullmatch(text):
        return Picture(name=found["name"].strip())
    return None


def names_picture(text: str, known: Known, at_the_top: bool) -> bool:
    """Whether a line without number and ending names the picture whose credited caption follows it."""
    if not patterns.NAME_PICTURE.fullmatch(text):
        return False
    words = text.split()
    if len(words) == 1 or any(len(word) == 1 or any(c.isdigit() or c == "_" for c in word) for word in words):
        return True
    return len(words) <= 3 and (at_the_top or bool(known.named_in(text)))


def dateline(text: str, known: Known) -> bool:
    """City, Country; City / Country; City (NOC); a city that has an oval. In any case of letters."""
    if len(text) > 60 or any(char.isdigit() for char in text) or text.endswith((".", "!", "?", ":")):
        return False
    bracketed = re.fullmatch(r"([^(),/]+)\(([^()]+)\)", text)
    parts = [part.strip() for part in (bracketed.groups() if bracketed else re.split(r"[,/|]|\s[-–—]\s", text))]
    if not 1 <= len(parts) <= 3 or not all(parts) or any(len(part.split()) > 4 for part in parts):
        return False
    if len(parts) == 1:
        return known.is_city(parts[0])
    return known.is_country(parts[-1]) or known.is_city(parts[0])


def is_bullet(text: str) -> bool:
    return bool(patterns.BULLET.match(text))


def without_bullet(text: str) -> str:
    return patterns.BULLET.sub("", text)


def is_prose(text: str) -> bool:
    """A paragraph rather than a heading."""
    return len(text) >= LONG or (len(text) >= 40 and text.endswith((".", "!", "…", "”", '"', "»", "“", ":")))


def could_be_heading(text: str) -> bool:
    if len(text) > LONG or text[0] in patterns.OPENING or is_bullet(text) or text[0].islower():
        return False
    return not text.endswith(patterns.SENTENCE_END) or (text.endswith(("?", "!")) and len(text) <= 70)


def is_speech(text: str) -> bool:
    """Whether a paragraph begins as speech and is mostly speech."""
    if text[0] not in patterns.OPENING:
        return False
    spoken = sum(len(part) for part in _speech(text))
    return spoken >= 0.6 * len(text)


def is_open(text: str) -> bool:
    """Whether the paragraph's last quotation is not closed, so that the next paragraph goes on with it."""
    inside = False
    for char in text:
        if char == '"':
            inside = not inside
        elif char in "„«‹‟":
            inside = True
        elif char in "”»›":
            inside = False
        elif char == "“":
            # Opens in English; closes in German, where „ opened.
            inside = not (inside and "„" in text)
    return inside


def _speech(text: str) -> list[str]:
    """What stands within quotation marks, marks included; an open one reaches to the end."""
    return re.findall(r"„[^“”]*[“”]?|“[^”]*”?|«[^»]*»?|‹[^›]*›?|\"[^\"]*\"?", text)


def _folded(text: str) -> str:
    return text.strip(" .").casefold()
