"""Countries and groups of countries by all their names and codes, for `territories`."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from events.broadcast.mail.territories import Place
from events.models import Country, CountryGroup
from events.naming.countries import CountryNames
from isuwc.text.slugs import fold

MOST_NEAR = 3
ALIKE = 0.7  # how much of two names has to be equal, as difflib counts


@dataclass(frozen=True)
class Places:
    """Only countries with viewers: nothing is shown in East Germany any more."""

    names: CountryNames
    titles: Mapping[str, str]  # of countries, by NOC code
    groups: Mapping[str, Place]  # by their folded name

    def find(self, words: str) -> Place | None:
        words = " ".join(words.split())
        if noc := self.names.noc(words):
            return Place(self.titles[noc], noc=noc)
        return self.groups.get(fold(words))

    def near(self, words: str) -> list[str]:
        close = get_close_matches(fold(words), self._written, n=3 * MOST_NEAR, cutoff=ALIKE)
        return list(dict.fromkeys(self._written[each] for each in close))[:MOST_NEAR]

    @cached_property
    def _written(self) -> Mapping[str, str]:
        """The name of the place by each folded name."""
        named = {fold(name): self.titles[noc] for noc, name in self.names.spellings if len(name) > 3}
        return named | {key: place.name for key, place in self.groups.items()}


def read_places() -> Places:
    """Two queries."""
    countries = list(Country.objects.with_viewers())
    spellings = [(each.noc, name) for each in countries for name in filter(None, [*each.names, each.iso])]
    groups = {fold(each.name): Place(each.name, group=each.pk) for each in CountryGroup.objects.all()}
    return Places(CountryNames(tuple(spellings)), {each.noc: each.name for each in countries}, groups)
