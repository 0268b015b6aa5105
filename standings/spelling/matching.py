"""Which skater a printed name is of. Pure: names, codes and ids in, a match or a doubt out.

A name is taken for a known skater's only where letters, country and category leave no choice: over marks, capitals,
word order and missing spaces, or by an alias that a person decided once. A name that is nearly a known one is a
doubt, never a match; one that is like no other is a new skater's.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from isuwc.text.slugs import fold
from standings.spelling.names import letters, spellings


@dataclass(frozen=True)
class Known:
    """A skater, with the other names and countries under which a person decided that sheets have had them."""

    id: int
    name: str
    noc: str
    aliases: tuple[tuple[str, str], ...] = ()

    @property
    def writings(self) -> tuple[tuple[str, str], ...]:
        """Name and country, one's own first."""
        return (self.name, self.noc), *self.aliases


@dataclass(frozen=True)
class Match:
    """The skater's id; or the candidates of a doubt, likest first, with what raised it; or neither: a new skater."""

    id: int | None = None
    candidates: tuple[int, ...] = ()
    doubt: str = ""

    @property
    def is_new(self) -> bool:
        return self.id is None and not self.doubt


class Names:
    """All known skaters of a category, to be asked for printed names."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_key: dict[str, set[tuple[str, Known]]] = defaultdict(set)
        self._by_noc: dict[str, set[tuple[str, Known]]] = defaultdict(set)
        for each in known:
            self.add(each)

    def add(self, known: Known) -> None:
        for name, noc in known.writings:
            self._by_noc[noc].add((name, known))
            for key in spellings(name):
                self._by_key[key].add((noc, known))

    def match(self, printed: str, noc: str) -> Match:
        """Whose name it is, printed for a skater of that country."""
        same = {pair for key in spellings(printed) for pair in self._by_key.get(key, ())}
        here = _by_name(known for of, known in same if of == noc)
        if len(here) == 1:
            return Match(here[0].id)
        if here:
            return Match(None, _ids(here), f"{len(here)} skaters of {noc} have this name")
        if same:
            elsewhere = ", ".join(sorted({of for of, _ in same}))
            return Match(
                None, _ids(_by_name(known for _, known in same)), f"known with {elsewhere} as country, not with {noc}"
            )
        near: dict[Known, int] = {}
        for name, known in self._by_noc.get(noc, ()):
            near[known] = min(likeness(printed, name), near.get(known, FAR))
        likest = sorted((known for known in near if near[known] < FAR), key=lambda known: (near[known], known.name))
        return Match(None, _ids(likest), f"nearly the name of {likest[0].name}") if likest else Match()


FAR = 99


def likeness(one: str, other: str) -> int:
    """How far two names are apart, 0 for the same letters; FAR where they are those of two people for all one can see.

    Near are: a letter or, in a long name, two that differ; a name whose words are all in the other one, at least two.
    """
    a, b = letters(one), letters(other)
    if a == b:
        return 0
    words, others = set(fold(one).replace("-", " ").split()), set(fold(other).replace("-", " ").split())
    if min(len(words), len(others)) >= 2 and (words < others or others < words):
        return 2
    allowed = 0 if min(len(a), len(b)) < 7 else 1 if min(len(a), len(b)) < 14 else 2
    edits = OSA.distance(a, b, score_cutoff=allowed)  # letters put in, left out, exchanged or swapped with the next one
    return edits if edits <= allowed else FAR


def _by_name(known: Iterable[Known]) -> list[Known]:
    return sorted(set(known), key=lambda each: (each.name, each.id))


def _ids(known: Iterable[Known]) -> tuple[int, ...]:
    return tuple(each.id for each in known)
