"""Names, countries, times and points in a story that differ from what the site has on record. Pure.

It only speaks where the record is near: a time of a skater at the story's event that is a few hundredths off is most
likely a slip of the keyboard; one that is far off may be of another day.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from rapidfuzz import fuzz, process

from isuwc.text.slugs import fold
from news.editions.wording.pieces import Piece

NEAR_TIME = 10  # hundredths
NEAR_POINTS = 5
LIKE = 88  # per cent of likeness at which a name is taken for a misspelt one
# In brackets after a name, and no country
NO_COUNTRIES = {"ISU", "IOC", "DNF", "DNS", "DSQ", "DNQ", "WDR", "TBA", "TBC", "CET", "UTC", "GMT", "ISO", "USS", "USD"}

_WORD = r"[^\W\d_][\w’'.-]*"
_NOC = re.compile(r" \(([A-Z]{3})\)")
_NAME = re.compile(_WORD)
LONGEST_NAME = 90  # letters before a country's code that are looked at
MOST_WORDS = 5
_SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-ZÀ-Þ“„])|\n")
_TIME = re.compile(
    r"(?<![\w.,:;-])(?:(\d{1,2}):)?(\d{1,2})\.(\d{2})(\d?)(?![\w:;%-]|[.,]\d)"
    r"(?! points?\b| seconds? (?:ahead|behind|faster|slower|back))"
)
_POINTS = re.compile(
    r"\b(?:with|on|has|have|had|to|total of|total is) (\d{1,2},\d{3}|\d{2,4}) points?\b", re.IGNORECASE
)
_DISTANCE = re.compile(
    r"\b(women|men|ladies)(?:[’']s?)? (\d{1,2},?\d{3}|\d{3})[ \u00a0]?(?:m|metres?|meters?)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class KnownTime:
    """A skater's time in a race of the story's event."""

    skater: str  # the whole name
    race: str
    hundredths: int
    text: str


@dataclass(frozen=True)
class Known:
    """What the site has on record that the words of a story can be compared with."""

    skaters: Mapping[str, Collection[str]] = field(default_factory=dict)  # NOCs for whom each has started, by name
    nocs: Collection[str] = ()
    times: Collection[KnownTime] = ()
    totals: Mapping[str, Collection[Decimal]] = field(default_factory=dict)  # in the season's cups after each race
    # Metres that women and that men have raced, by "women" and "men"; empty where that is not known
    distances: Mapping[str, Collection[int]] = field(default_factory=dict)

    @cached_property
    def by_folded(self) -> dict[str, str]:
        return {fold(name): name for name in self.skaters}

    @cached_property
    def _called(self) -> list[tuple[re.Pattern[str], str]]:
        """How a sentence names the event's skaters: by the whole name, or by a last word that one of them alone has."""
        names = sorted({each.skater for each in self.times})
        last: dict[str, set[str]] = {}
        for name in names:
            last.setdefault(fold(name).split()[-1], set()).add(name)
        called = {fold(name): name for name in names} | {
            word: next(iter(whose)) for word, whose in last.items() if len(whose) == 1 and len(word) > 2
        }
        return [(re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"), name) for word, name in called.items()]

    def named_in(self, sentence: str) -> set[str]:
        """The skaters of the event whom the sentence names."""
        folded = fold(sentence)
        return {name for pattern, name in self._called if pattern.search(folded)}

    @cached_property
    def times_of(self) -> dict[str, list[KnownTime]]:
        found: dict[str, list[KnownTime]] = {}
        for each in self.times:
            found.setdefault(each.skater, []).append(each)
        return found


def fact_doubts(piece: Piece, known: Known) -> Iterator[str]:
    """In words that follow the piece's label."""
    for paragraph in piece.paragraphs:
        yield from _countries(paragraph, known)
        yield from _distances(paragraph, known)
        if piece.is_prose:
            for sentence in _SENTENCE.split(paragraph):
                named = known.named_in(sentence)
                yield from _times(sentence, named, known)
                yield from _points(sentence, named, known)


def _countries(text: str, known: Known) -> Iterator[str]:
    for found in _NOC.finditer(text):
        words, noc = _words_before(text[max(0, found.start() - LONGEST_NAME) : found.start()]), found[1]
        if not words:
            continue
        if known.nocs and noc not in known.nocs and noc not in NO_COUNTRIES:
            yield f"{noc} is no code of a country."
            continue
        if noc in NO_COUNTRIES:
            continue
        name = _known_name(words, known)
        if name:
            if noc not in known.skaters[name]:
                yield f"{name} is {' or '.join(sorted(known.skaters[name]))} on record, not {noc}."
        elif misspelt := _misspelt(words, noc, known):
            typed, meant = misspelt
            yield f"“{typed}” is not on record: {meant}?"


def _words_before(text: str) -> list[str]:
    """The words at its end that may be a name."""
    found: list[str] = []
    for word in reversed(text.split(" ")):
        if len(found) == MOST_WORDS or not _NAME.fullmatch(word):
            break
        found.insert(0, word)
    return found


def _known_name(words: list[str], known: Known) -> str:
    """The longest run of last words that is a skater's whole name."""
    for count in range(len(words), 1, -1):
        if name := known.by_folded.get(fold(" ".join(words[-count:]))):
            return name
    return ""


def _misspelt(words: list[str], noc: str, known: Known) -> tuple[str, str] | None:
    """The words that are nearly the name of a skater of that country, and the name."""
    of_country = {folded: name for folded, name in known.by_folded.items() if noc in known.skaters[name]}
    best: tuple[float, str, str] | None = None
    for count in range(2, min(len(words), 4) + 1):
        typed = " ".join(words[-count:])
        match = process.extractOne(fold(typed), of_country.keys(), scorer=fuzz.ratio, score_cutoff=LIKE)
        if match and (best is None or match[1] > best[0]):
            best = match[1], typed, of_country[match[0]]
    return best[1:] if best else None


def _times(sentence: str, named: set[str], known: Known) -> Iterator[str]:
    """Of those whom the sentence names: equal to a result of one of them, or near to one and so likely mistyped."""
    results = [each for name in sorted(named) for each in known.times_of[name]]
    exact = {each.hundredths for each in results}
    for found in _TIME.finditer(sentence):
        minutes, seconds, hundredths, _ = found.groups()
        said = int(minutes or 0) * 6000 + int(seconds) * 100 + int(hundredths)
        near = [each for each in results if 0 < abs(each.hundredths - said) <= NEAR_TIME]
        if said not in exact and near:
            closest = min(near, key=lambda each: abs(each.hundredths - said))
            yield f"the text says {found[0]}, the result of {closest.skater} in the {closest.race} is {closest.text}."


def _points(sentence: str, named: set[str], known: Known) -> Iterator[str]:
    if len(named) != 1:
        return
    (name,) = named
    totals = known.totals.get(name, ())
    for found in _POINTS.finditer(sentence):
        said = Decimal(found[1].replace(",", ""))
        near = [total for total in totals if 0 < abs(total - said) <= NEAR_POINTS]
        if said not in totals and near:
            closest = min(near, key=lambda total: abs(total - said))
            yield f"the text says {found[1]} points, {name} had {closest.normalize():f} in the standings nearest to it."


def _distances(text: str, known: Known) -> Iterator[str]:
    for found in _DISTANCE.finditer(text):
        whose = "men" if found[1].casefold() == "men" else "women"
        raced = known.distances.get(whose, ())
        if raced and int(found[2].replace(",", "")) not in raced:
            yield f"no {whose}’s race on record is over {found[2]} metres."
