"""What somebody asked for, and what of it are countries."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from events.models import Country
from events.naming.languages import isos_called, nocs_called, own_names
from isuwc.site.views.search.closeness import SHORT, Called, plain


@dataclass(frozen=True)
class Place:
    """A country or territory, by all its English names and codes, and by those in its own languages."""

    noc: str
    iso: str
    english: Called
    own: Called

    def is_meant_by(self, word: str) -> bool:
        """Whether it is a code, or a word of an English name or the beginning of one."""
        return word in self.english.words or (len(word) >= SHORT and self.english.has_begun(word))


@lru_cache(maxsize=1_000)
def place(noc: str, iso: str, name: str, other_names: str) -> Place:
    """Made once for each row as it is: every search asks for all of them."""
    country = Country(noc=noc, iso=iso, name=name, other_names=other_names)
    return Place(noc, iso, Called(tuple(country.names)), Called((name, *own_names(iso))))


@dataclass(frozen=True)
class Asked:
    """The words as they were typed, and the countries and territories of today, by their codes."""

    typed: str
    places: Mapping[str, Place]

    @classmethod
    def of(cls, typed: str) -> "Asked":
        """One query."""
        rows = Country.objects.places().values_list("noc", "iso", "name", "other_names")
        return cls(typed, {row[0]: place(*row) for row in rows})

    @cached_property
    def words(self) -> tuple[str, ...]:
        return plain(self.typed)

    @cached_property
    def meant(self) -> frozenset[str]:
        """The codes of the countries that all of it means, in whatever language."""
        return self._called(self.typed)

    @cached_property
    def nocs(self) -> Mapping[str, frozenset[str]]:
        """By each of the words, the countries that it means, or of whose names it begins a word: "south", "neth"."""
        return {word: self._called(word) | self._begun(word) for word in self.words}

    def _called(self, words: str) -> frozenset[str]:
        isos, nocs = isos_called(words), nocs_called(words)
        return frozenset(each.noc for each in self.places.values() if each.noc in nocs or each.iso in isos)

    def _begun(self, word: str) -> frozenset[str]:
        return frozenset(each.noc for each in self.places.values() if each.is_meant_by(word))

    def about(self, noc: str) -> tuple[str, ...]:
        """Names of the country that have one of the words, and words that mean it in other languages."""
        own = self.places[noc].english.names if noc in self.places else ()
        return (*own, *(word for word in self.words if noc in self.nocs[word]))
