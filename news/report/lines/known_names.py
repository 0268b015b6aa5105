"""Names that the site knows, which help where a report alone leaves a doubt."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from isuwc.text.slugs import fold

SAME = 0.75  # share of a name's words that its caption holds where the one surely belongs to the other


@dataclass(frozen=True)
class KnownNames:
    """Names that the site knows, as a help where the text alone leaves doubt."""

    cities: Collection[str] = ()
    countries: Collection[str] = ()  # names and NOC codes
    people: Collection[str] = ()  # skaters' whole names
    about: Collection[str] = ()  # paragraphs of the series' own boilerplate

    def is_city(self, text: str) -> bool:
        return _bare(text) in self._cities

    def is_country(self, text: str) -> bool:
        return _bare(text).removeprefix("the ") in self._countries

    def is_about(self, text: str) -> bool:
        """Whether a paragraph says nearly the same as one of the series' boilerplate."""
        found = words(text)
        return bool(found) and any(len(found & known) >= SAME * len(found | known) for known in self._about)

    def named_in(self, text: str) -> list[str]:
        """The people whose family name stands in the text, where only one skater has it."""
        found = set(re.findall(r"[^\W\d_][\w'’-]*", text))
        return sorted(name for family, name in self._families.items() if family in found)

    @cached_property
    def _cities(self) -> frozenset[str]:
        return frozenset(_bare(city) for city in self.cities)

    @cached_property
    def _countries(self) -> frozenset[str]:
        return frozenset(_bare(country) for country in self.countries)

    @cached_property
    def _about(self) -> list[frozenset[str]]:
        return [words(paragraph) for paragraph in self.about]

    @cached_property
    def _families(self) -> dict[str, str]:
        """Whole names by family name, without those that several have."""
        families: dict[str, str] = {}
        shared = set()
        for name in self.people:
            family = name.split()[-1]
            if families.setdefault(family, name) != name:
                shared.add(family)
        return {family: name for family, name in families.items() if family not in shared}


def words(text: str) -> frozenset[str]:
    """The words without accents, capitals and punctuation."""
    return frozenset(re.findall(r"\w+", fold(text)))


def _bare(text: str) -> str:
    return text.strip(" .").casefold()
