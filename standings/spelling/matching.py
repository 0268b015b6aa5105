"""Matches printed names to known skaters. Pure: takes names, codes and ids, and returns a match or a doubt.

A name matches only if letters, country and category leave no choice, ignoring diacritics, capitals, word order and
missing spaces, or by an alias: a former name, or one that a person has decided. A name similar to a known one is a
doubt, never a match. A name similar to none may be a new skater's, which a person decides, too.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from isuwc.text.slugs import fold
from standings.spelling.names import letters, spellings


@dataclass(frozen=True)
class KnownSkater:
    """A known skater. `aliases` are (name, NOC) pairs: former names, and names on sheets that a person has decided."""

    id: int
    name: str
    noc: str
    aliases: tuple[tuple[str, str], ...] = ()

    @property
    def spellings_by_country(self) -> tuple[tuple[str, str], ...]:
        """All (name, NOC) pairs, the skater's own first."""
        return (self.name, self.noc), *self.aliases


@dataclass(frozen=True)
class Match:
    """A skater's id; or a doubt in words with its candidates' ids, most similar first; or neither: unlike all.

    `is_same_name`: the candidates have this very name.
    """

    id: int | None = None
    candidates: tuple[int, ...] = ()
    doubt: str = ""
    is_same_name: bool = False

    @property
    def is_new(self) -> bool:
        return self.id is None and not self.doubt


class NameIndex:
    """Finds the known skaters of one category by printed name."""

    def __init__(self, known: Iterable[KnownSkater]) -> None:
        self._by_key: dict[str, set[tuple[str, KnownSkater]]] = defaultdict(set)
        self._by_noc: dict[str, set[tuple[str, KnownSkater]]] = defaultdict(set)
        for each in known:
            self.add(each)

    def add(self, known: KnownSkater) -> None:
        for name, noc in known.spellings_by_country:
            self._by_noc[noc].add((name, known))
            for key in spellings(name):
                self._by_key[key].add((noc, known))

    @property
    def is_empty(self) -> bool:
        return not self._by_key

    def namesakes(self, printed: str) -> tuple[int, ...]:
        """The ids of all with this very name, of whatever country."""
        return _ids(_by_name(known for key in spellings(printed) for _, known in self._by_key.get(key, ())))

    def match(self, printed: str, noc: str) -> Match:
        """The skater printed under this name for this country."""
        same = {pair for key in spellings(printed) for pair in self._by_key.get(key, ())}
        here = _by_name(known for of, known in same if of == noc)
        if len(here) == 1:
            return Match(here[0].id)
        if here:
            return Match(None, _ids(here), f"{len(here)} skaters of {noc} have this name", is_same_name=True)
        if same:
            elsewhere = ", ".join(sorted({of for of, _ in same}))
            doubt = f"known with {elsewhere} as country, not with {noc}"
            return Match(None, _ids(_by_name(known for _, known in same)), doubt, is_same_name=True)
        near: dict[KnownSkater, int] = {}
        for name, known in self._by_noc.get(noc, ()):
            near[known] = min(name_distance(printed, name), near.get(known, TOO_FAR))
        likest = sorted((known for known in near if near[known] < TOO_FAR), key=lambda known: (near[known], known.name))
        return Match(None, _ids(likest), f"nearly the name of {likest[0].name}") if likest else Match()


TOO_FAR = 99


def name_distance(one: str, other: str) -> int:
    """The number of edits between two names: 0 for the same letters, TOO_FAR for names that look like two people's.

    One edit is allowed from 7 letters on, two from 14. If one name has all words of the other (at least two): 2.
    """
    a, b = letters(one), letters(other)
    if a == b:
        return 0
    words, others = set(fold(one).replace("-", " ").split()), set(fold(other).replace("-", " ").split())
    if min(len(words), len(others)) >= 2 and (words < others or others < words):
        return 2
    allowed = 0 if min(len(a), len(b)) < 7 else 1 if min(len(a), len(b)) < 14 else 2
    edits = OSA.distance(a, b, score_cutoff=allowed)  # inserted, deleted, replaced or transposed letters
    return edits if edits <= allowed else TOO_FAR


def _by_name(known: Iterable[KnownSkater]) -> list[KnownSkater]:
    return sorted(set(known), key=lambda each: (each.name, each.id))


def _ids(known: Iterable[KnownSkater]) -> tuple[int, ...]:
    return tuple(each.id for each in known)
