"""Names that the site knows, which help where a report alone leaves a doubt."""

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from isuwc.text.slugs import fold

SAME = 0.75  # share of a name's words that its caption holds where the one surely belongs to the other


@dataclass(frozen=True)
class KnownLeg:
    """An event of the site's calendar: where and when it is."""

    season: str  # 2025-26
    city: str
    countries: tuple[str, ...]  # the names and the code of its country
    first_day: datetime.date
    last_day: datetime.date


@dataclass(frozen=True)
class KnownNames:
    """What the site knows, as a help where the text alone leaves doubt."""

    cities: Collection[str] = ()
    countries: Collection[str] = ()  # names and NOC codes
    people: Collection[str] = ()  # skaters' whole names
    about: Collection[str] = ()  # paragraphs of the series' own boilerplate
    calendar: Collection[KnownLeg] = ()

    def is_city(self, text: str) -> bool:
        return _bare(text) in self._cities

    def is_country(self, text: str) -> bool:
        return _bare(text).removeprefix("the ") in self._countries

    def is_about(self, text: str) -> bool:
        """Whether a paragraph, or each sentence of it, says nearly the same as one of the series' boilerplate."""
        return self._is_known(text) or all(self._is_known(sentence) for sentence in _sentences(text))

    def _is_known(self, text: str) -> bool:
        found = words(text)
        return bool(found) and any(len(found & known) >= SAME * len(found | known) for known in self._about)

    def person(self, text: str) -> str:
        """The one person whose whole name, or whose family name alone, this is; else ""."""
        whole = " ".join(text.split())
        return whole if whole in self._whole else self._families.get(whole, "")

    @cached_property
    def _cities(self) -> frozenset[str]:
        return frozenset(_bare(city) for city in self.cities)

    @cached_property
    def _countries(self) -> frozenset[str]:
        return frozenset(_bare(country) for country in self.countries)

    @cached_property
    def _about(self) -> list[frozenset[str]]:
        texts = [part for paragraph in self.about for part in (paragraph, *_sentences(paragraph))]
        return [words(text) for text in texts]

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(self.people)

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


def _sentences(paragraph: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s", paragraph) if part.strip()]


def _bare(text: str) -> str:
    return text.strip(" .").casefold()
