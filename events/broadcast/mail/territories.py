"""Reads territories as a mail names them: Germany, Austria and Switzerland (German-speaking part). Pure.

Which place a name means is the lookup's to say, so that another one can be put in its place.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

SEPARATORS = re.compile(r"[,;\n]")
AND = re.compile(r" (?:and|und|et|e|y|&|\+|/) | ?[/&+] ?", re.IGNORECASE)
WITH_PART = re.compile(r"([^()]{1,200})\(([^()]{1,200})\)\s*")
SPEAKING = re.compile(r"(\S{2,40}-speaking)(?: part of)?(?: the)? (\S.{0,99})", re.IGNORECASE)
MOST_ANDS = 6  # in one name that is looked up as a whole: Trinidad and Tobago has one
LONGEST = 4_000  # characters that are read
LONGEST_PART = 80


@dataclass(frozen=True)
class Place:
    """A country, by its NOC code, or a group of countries, by its key."""

    name: str
    noc: str = ""
    group: int | None = None


class Lookup(Protocol):
    def find(self, words: str) -> Place | None:
        """The one place that is called so."""

    def near(self, words: str) -> list[str]:
        """Names of places that are written similarly."""


@dataclass(frozen=True)
class Territory:
    """A place, or the part of a country."""

    place: Place
    part: str = ""

    @property
    def words(self) -> str:
        """Switzerland, German-speaking part."""
        return f"{self.place.name}, {self.part}" if self.part else self.place.name


@dataclass(frozen=True)
class Understood:
    """The territories of a text, each once, and what of it was not understood, in words for staff."""

    territories: tuple[Territory, ...] = ()
    errors: tuple[str, ...] = ()


def read_territories(text: str, lookup: Lookup) -> Understood:
    """What the text names, separated by commas, semicolons, lines or "and"; a part of a country stands in brackets."""
    if len(text) > LONGEST:
        return Understood(errors=(f"{len(text)} characters, of which {LONGEST} are read.",))
    found: dict[Territory, None] = {}
    errors: dict[str, None] = {}
    for piece in _pieces(text):
        for words, part in _parts(piece, lookup):
            territory = _territory(words, part, lookup)
            if isinstance(territory, str):
                errors[territory] = None
            else:
                found[territory] = None
    return Understood(tuple(found), tuple(errors))


def _pieces(text: str) -> Iterator[str]:
    """Between separators, of which those in brackets don't count."""
    depth, start = 0, 0
    for at, letter in enumerate(text):
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        if not depth and SEPARATORS.match(letter):
            yield text[start:at]
            start = at + 1
    yield text[start:]


def _parts(piece: str, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """The names in a piece, with the part in brackets after each. "and" separates names, but not within one."""
    place = 0
    for match in WITH_PART.finditer(piece):
        *before, last = _names(_without_and(piece[place : match.start()] + match[1]), lookup)
        yield from ((name, "") for name in before)
        yield last, match[2].strip()
        place = match.end()
    if rest := _without_and(piece[place:]):
        yield from ((name, "") for name in _names(rest, lookup))


def _without_and(words: str) -> str:
    """Without an "and" before the first name, as after a comma: Germany, and Austria."""
    return re.sub(r"^(?:and|und|et|&|\+) ", "", words.strip(), flags=re.IGNORECASE).strip(" .")


def _names(words: str, lookup: Lookup) -> list[str]:
    """The longest names that places have, from the left; what no place is called so far as the next "and"."""
    chunks = AND.split(words)
    if len(chunks) == 1 or lookup.find(words):
        return [words]
    gaps = AND.findall(words)
    names: list[str] = []
    start = 0
    while start < len(chunks):
        for end in range(min(len(chunks), start + MOST_ANDS), start, -1):
            name = "".join(f"{gap}{chunk}" for gap, chunk in zip(["", *gaps[start:]], chunks[start:end], strict=False))
            if lookup.find(name) or end == start + 1:
                names.append(name)
                start = end
                break
    return names


def _territory(words: str, part: str, lookup: Lookup) -> Territory | str:
    """The territory, or why it isn't one."""
    place, name = lookup.find(words), words
    if place is None and not part and (spoken := SPEAKING.fullmatch(words)):
        place, part, name = lookup.find(spoken[2]), f"{spoken[1]} part", spoken[2]
    if place is None:
        return _unknown(words, lookup.near(name))
    if part and place.group is not None:
        return f"“{words} ({part})”: {place.name} is a group of countries; only a country can have a part."
    if len(part) > LONGEST_PART:
        return f"“{part[:20]}…” has {len(part)} characters, of which {LONGEST_PART} fit."
    return Territory(place, part)


def _unknown(words: str, near: Iterable[str]) -> str:
    shown = words if len(words) <= 60 else f"{words[:60]}…"
    meant = " or ".join(near)
    return f"“{shown}” is not a country or group of countries." + (f" Is {meant} meant?" if meant else "")
