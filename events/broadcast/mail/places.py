"""Countries and groups of countries by all their names and codes, for `territories`."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from events.broadcast.mail.territories import Place
from events.models import Country, CountryGroup
from events.naming.places import Meanings
from isuwc.text.slugs import fold

MOST_NEAR = 3
ALIKE = 0.7  # how much of two names has to be equal, as difflib counts


@dataclass(frozen=True)
class Places:
    """Only places of today: nothing is shown in East Germany any more."""

    meanings: Meanings
    groups: Mapping[str, Place]  # by their folded name

    def find(self, words: str) -> Place | None:
        meant = self.meanings.meant(words)
        if len(meant) == 1:
            return Place(self.meanings.titles[meant[0]], noc=meant[0])
        return None if meant else self.groups.get(fold(words))

    def near(self, words: str) -> list[str]:
        """All that the words may mean where that is several places, else those that are written similarly."""
        if meant := self.meanings.meant(words):
            return [f"{self.meanings.titles[code]} ({code})" for code in meant]
        close = get_close_matches(fold(words), self._written, n=3 * MOST_NEAR, cutoff=ALIKE)
        return list(dict.fromkeys(self._written[each] for each in close))[:MOST_NEAR]

    @cached_property
    def _written(self) -> Mapping[str, str]:
        """The name of the place by each folded name."""
        named = {fold(name): self.meanings.titles[code] for code, name in self.meanings.names if len(name) > 3}
        return named | {key: place.name for key, place in self.groups.items()}


def read_places() -> Places:
    """Two queries."""
    groups = {fold(each.name): Place(each.name, group=each.pk) for each in CountryGroup.objects.all()}
    return Places(Country.objects.all().meanings(), groups)
