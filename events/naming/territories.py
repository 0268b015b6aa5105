"""Reads lists of countries, territories and groups as people type them, in a mail, a form or a cell of a table. Pure.

Germany, Austria and Switzerland (German-speaking part); GER AUT; a name a line. Which place a name means is said by
`places.Meanings`. Names may have commas, "and" and brackets of their own, and what may be one name or several is asked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from events.naming.places import Meanings, Place, UnclearError

LONGEST = 4_000  # characters that are read
LONGEST_PART = 80  # of a country
MOST = 8  # words or parts of a name

BRACKETS = r"\([^()]{0,200}\)"
AND = r"(?:and|und|et|en|og|och|ja|sowie|plus|[eyi])"
PIECES = re.compile(rf"{BRACKETS}|[;\n\r|]")
# Capitals too, but beside another "and" AND is Andorra; what stands behind brackets is another name
PARTS = re.compile(
    rf"{BRACKETS}|[,/+&]|(?:^|\s)(?-i:{AND})(?=\s)|\s{AND}(?=\s)(?!\s{AND}\s)|(?<=\))(?=\s*\S)", re.IGNORECASE
)
BETWEEN_CODES = re.compile(rf"\s++{AND}\s++|[\s,/+&]++")
IN_BRACKETS = re.compile(r"([^()]{1,200})\(([^()]{1,200})\)")
SPEAKING = re.compile(r"(\S{2,40}-speaking)(?: part of)?(?: the)? (\S.{0,99})", re.IGNORECASE)


@dataclass(frozen=True)
class Territory:
    """A place, or a part of a country."""

    place: Place
    part: str = ""

    @property
    def words(self) -> str:
        """Switzerland, German-speaking part."""
        return f"{self.place.name}, {self.part}" if self.part else self.place.name


@dataclass(frozen=True)
class Understood:
    """The territories of a text, each once and in its order, and what of it was not understood, in words for staff."""

    territories: tuple[Territory, ...] = ()
    errors: tuple[str, ...] = ()

    def all(self) -> tuple[Territory, ...]:
        """The territories. Raises UnclearError unless all of the text was understood."""
        if self.errors:
            raise UnclearError(" ".join(self.errors))
        return self.territories


def read_territories(text: str, meanings: Meanings) -> Understood:
    """What the text names; a part of a country stands in brackets behind it, or before it: German-speaking Belgium."""
    if len(text) > LONGEST:
        return Understood(errors=(f"{len(text)} characters, of which {LONGEST} are read.",))
    found: dict[Territory, None] = {}
    errors: dict[str, None] = {}
    for start, end in _between(PIECES, text):
        for names in _names(text[start:end], meanings):
            try:
                found |= dict.fromkeys(_territories(names, meanings))
            except UnclearError as error:
                errors[str(error)] = None
    return Understood(tuple(found), tuple(errors))


def whole_countries(text: str, meanings: Meanings) -> tuple[str, ...]:
    """The NOC codes of a list that has neither groups nor parts of countries. Raises UnclearError."""
    territories = read_territories(text, meanings).all()
    for each in territories:
        if each.place.group is not None:
            raise UnclearError(f"“{each.place.name}” is a group of countries: name its countries.")
        refuse_part(each)
    return tuple(each.place.noc for each in territories)


def refuse_part(territory: Territory) -> None:
    """Raises UnclearError for a part of a country, where only a whole one can be meant."""
    if territory.part:
        raise UnclearError(f"“{territory.words}”: only a whole country can stand here, without a part of it.")


@dataclass(frozen=True)
class _Names:
    """Words that belong together, by the parts of which they consist; `is_list`: whether "and" alone stands between."""

    words: str
    parts: tuple[str, ...]
    is_list: bool = False


def _between(separator: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the pieces between separators begin and end, without spaces and full stops; none stands in brackets."""
    edges = [(0, 0), *(found.span() for found in separator.finditer(text) if not found[0].startswith("("))]
    for (_, start), (end, _) in zip(edges, [*edges[1:], (len(text), 0)], strict=True):
        piece = text[start:end]
        if bare := piece.strip(" .\t"):
            at = start + piece.index(bare)
            yield at, at + len(bare)


def _names(piece: str, meanings: Meanings) -> Iterator[_Names]:
    """The longest names that places have, from the left: Bosnia and Herzegovina, Norway."""
    codes = BETWEEN_CODES.split(piece)
    if all(map(meanings.is_code, codes)):
        yield from (_Names(code, (code,)) for code in codes)
        return
    spans = list(_between(PARTS, piece))
    position = 0
    while position < len(spans):
        for end in range(min(len(spans), position + MOST), position, -1):
            some = spans[position:end]
            words = piece[some[0][0] : some[-1][1]]
            if len(some) == 1 or meanings.places(_stem(words, meanings)[0]):
                between = "".join(piece[one[1] : other[0]] for one, other in pairwise(some))
                yield _Names(words, tuple(piece[start:stop] for start, stop in some), not set(between) & set(",/"))
                position = end
                break


def _stem(words: str, meanings: Meanings) -> tuple[str, str]:
    """The words for a place, and those for the part of it. A name may have brackets of its own: Congo (Kinshasa)."""
    if not meanings.places(words):
        if found := IN_BRACKETS.fullmatch(words):
            return found[1].strip(), " ".join(found[2].split())
        if found := SPEAKING.fullmatch(words):
            return found[2], f"{found[1]} part"
    return words, ""


def _territories(names: _Names, meanings: Meanings) -> Iterator[Territory]:
    stem, part = _stem(names.words, meanings)
    found = meanings.places(stem)
    if not found:
        *before, last = _in_words(stem, meanings)
        yield from map(Territory, before)
        yield _territory(stem, (last,), part, meanings)
    elif len(names.parts) > 1 and not part and found[0].group is None:
        yield from map(Territory, _whole_or_list(names, found, meanings))
    else:
        yield _territory(stem, found, part, meanings)


def _territory(words: str, found: Sequence[Place], part: str, meanings: Meanings) -> Territory:
    if part and len(same := [place for place in meanings.places(part) if place in found]) == 1:
        return Territory(same[0])  # Norway (NOR), Korea (KOR)
    if len(found) != 1:
        raise meanings.unclear(words, found)
    (place,) = found
    if part and place.group is not None:
        said = f"“{words} ({part})”: {place.name} is a group of countries; only a country can have a part."
        raise UnclearError(said)
    if len(part) > LONGEST_PART:
        raise UnclearError(f"“{part[:20]}…” has {len(part)} characters, of which {LONGEST_PART} fit.")
    return Territory(place, part)


def _whole_or_list(names: _Names, whole: Sequence[Place], meanings: Meanings) -> list[Place]:
    """What words mean that are a name, and whose parts may be names of their own: Hong Kong, China."""
    apart = [meanings.places(part) for part in names.parts]
    listed = list(dict.fromkeys(place for each in apart for place in each))
    if not all(apart) or listed == list(whole[:1]):
        return [_territory(names.words, whole, "", meanings).place]
    if set(listed) == set(whole):  # Serbia and Montenegro
        return listed
    if names.is_list:  # China and Hong Kong
        return [_territory(part, found, "", meanings).place for part, found in zip(names.parts, apart, strict=True)]
    codes = [place.noc or place.name for place in listed]
    said = f"“{names.words}” may be {whole[0].noc} or a list, {' and '.join(codes)}."
    raise UnclearError(f"{said} Put each name on a line of its own, or write codes.")


def _in_words(text: str, meanings: Meanings) -> list[Place]:
    """Names, or codes, with nothing but spaces between them, the longest first. Raises UnclearError."""
    words, places, position = text.split(), [], 0
    while position < len(words):
        for end in range(min(len(words), position + MOST), position, -1):
            some = " ".join(words[position:end])
            if found := meanings.places(some):
                places.append(_territory(some, found, "", meanings).place)
                position = end
                break
        else:
            raise meanings.unclear(text)
    return places
