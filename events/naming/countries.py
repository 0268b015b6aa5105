"""Finds the country that a text means, by its name, NOC code or another spelling. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from isuwc.text.slugs import fold


def in_text(name: str, with_article: bool) -> str:
    """The name within a sentence: the Netherlands; Norway."""
    return f"the {name}" if with_article else name


@dataclass(frozen=True)
class CountryNames:
    """All spellings of countries, with their NOC codes.

    Capitals, accents, full stops and a leading "the" are ignored: "U.S.A." is USA, "the netherlands" NED.
    """

    spellings: tuple[tuple[str, str], ...]  # NOC and name: ("KOR", "South Korea")

    def noc(self, words: str) -> str:
        """The NOC code of the country; "" if there is none, or more than one."""
        found = self._nocs.get(_key(words), frozenset())
        return next(iter(found)) if len(found) == 1 else ""

    def written(self, words: str) -> str:
        """The name with its proper capitals and accents: "south korea" becomes "South Korea"; "" for no country."""
        return self._written.get(_key(words), "")

    @cached_property
    def _nocs(self) -> Mapping[str, frozenset[str]]:
        found = defaultdict(set)
        for noc, name in self.spellings:
            found[_key(name)].add(noc)
        return {key: frozenset(nocs) for key, nocs in found.items()}

    @cached_property
    def _written(self) -> Mapping[str, str]:
        return {
            _key(name): name for _, name in reversed(self.spellings)
        }  # reversed, so that the first of equal ones wins


def _key(words: str) -> str:
    return fold(words.replace(".", "")).removeprefix("the ")
