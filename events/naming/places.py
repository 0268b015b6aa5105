"""Which countries, territories and groups of countries are meant by words: every name in use. Pure.

Unlike `CountryNames`, which knows how result sheets and datelines write a country, a name that fits several means all
of them here, and nobody is led to one of them in silence: Korea, Congo. Lists of names are read by `territories`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property

from events.naming.compared import key
from events.naming.languages import isos_called, nocs_called
from isuwc.text.slugs import fold

MOST_NEAR = 3
ALIKE = 0.7  # how much of two names has to be equal, as difflib counts
LONGEST_SHOWN = 60
RIGHT = " Give its name, or a code such as NED."


class UnclearError(ValueError):
    """Words that mean no country or territory of today, or several; the message is for whoever typed them."""


@dataclass(frozen=True)
class Place:
    """A country or territory, by its NOC code, or a group of countries, by its key."""

    name: str
    noc: str = ""
    group: int | None = None

    @property
    def in_question(self) -> str:
        """Korea (KOR); Nordic countries."""
        return f"{self.name} ({self.noc})" if self.noc else self.name


@dataclass(frozen=True)
class Meanings:
    """What words mean, among these countries and territories. Codes are NOC codes, and alike for territories."""

    titles: Mapping[str, str]  # the names by which to offer them, by code
    isos: Mapping[str, str]  # the codes by ISO 3166-1 code
    names: tuple[tuple[str, str], ...]  # codes and names as the database has them
    past: tuple[tuple[str, str], ...] = ()  # codes and names of countries of the past, which are said to be so
    follows: Mapping[str, str] = field(default_factory=dict)  # of territories: the country whose answer each has
    groups: Mapping[str, int] = field(default_factory=dict)  # keys of groups of countries by their names

    @cached_property
    def with_codes_of_the_past(self) -> "Meanings":
        """The same, but a code of the past means its country, for rows that may have it already. Its names don't."""
        past = dict(reversed(self.past))  # by each code its title, which is the first of its names
        return replace(self, titles={**past, **self.titles})

    def meant(self, words: str) -> tuple[str, ...]:
        """The codes of all that the words may mean; a NOC code, in any capitals, means its country alone."""
        if (code := words.strip().upper()) in self.titles:
            return (code,)
        found = set(self._codes.get(key(words), ()))
        found |= {self.isos[iso] for iso in isos_called(words) if iso in self.isos}
        found |= {code for code in nocs_called(words) if code in self.titles}
        return tuple(sorted(found))

    def one(self, words: str) -> str:
        """The code of the one that is meant. Raises UnclearError."""
        if len(found := self.meant(words)) == 1:
            return found[0]
        raise self.unclear(words, [Place(self.titles[code], code) for code in found])

    def places(self, words: str) -> tuple[Place, ...]:
        """All that the words may mean, groups too: their names were given by staff, so they mean no country beside."""
        if words.strip().upper() not in self.titles and (groups := self._groups.get(key(words))):
            return tuple(each for each in groups if each.name == words.strip()) or groups
        return tuple(Place(self.titles[code], code) for code in self.meant(words))

    def is_code(self, word: str) -> bool:
        """Whether it is a NOC or ISO code as codes are written: AND is Andorra, "and" is none."""
        return word.isupper() and (word in self.titles or word in self.isos)

    def unclear(self, words: str, found: Sequence[Place] = ()) -> UnclearError:
        """The error for words that mean these places, none or several."""
        words = words.strip()
        shown = words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"
        if found:
            return UnclearError(f"“{shown}” may be {_listed([each.in_question for each in found])}: write which.")
        near = self._near(words)
        hint = f" Is {_listed(near)} meant?" if near else ""
        if key(words) in self._past:
            return UnclearError(f"“{shown}” is a country of the past, which nothing new can be for.{hint}")
        what = "country, territory or group of countries" if self.groups else "country or territory"
        return UnclearError(f"“{shown}” is no {what} that is known here.{hint or RIGHT}")

    def _near(self, words: str) -> list[str]:
        """Names of places that are written similarly, the likest first."""
        close = get_close_matches(fold(words[:LONGEST_SHOWN]), self._written, n=3 * MOST_NEAR, cutoff=ALIKE)
        return list(dict.fromkeys(self._written[each] for each in close))[:MOST_NEAR]

    @cached_property
    def _written(self) -> Mapping[str, str]:
        """The name to offer by each name, folded. Names as short as codes are like too many others."""
        named = {fold(name): self.titles[code] for code, name in self.names if len(name) > 3}
        return named | {fold(name): name for name in self.groups}

    @cached_property
    def _codes(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for code, name in self.names:
            found[key(name)].add(code)
        return {key: frozenset(codes) for key, codes in found.items() if key}

    @cached_property
    def _groups(self) -> Mapping[str, tuple[Place, ...]]:
        found: dict[str, tuple[Place, ...]] = {}
        for name, pk in self.groups.items():
            found[key(name)] = (*found.get(key(name), ()), Place(name, group=pk))
        return {key: groups for key, groups in found.items() if key}

    @cached_property
    def _past(self) -> frozenset[str]:
        return frozenset(key(name) for _, name in self.past)


def _listed(names: Sequence[str]) -> str:
    """Austria; Austria or Australia; one, another or a third."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
