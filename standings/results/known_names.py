"""Whose a name is that somebody types or pastes into a line: one skater's, or a question with its candidates."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from events.models import Country, Race
from isuwc.text.slugs import fold
from standings.models import Competitor
from standings.sheets.pasted.kinds import Countries
from standings.spelling.matching import TOO_FAR, KnownSkater, NameIndex, name_distance

MOST = 6  # candidates that a question names


@dataclass(frozen=True)
class Found:
    """The competitor; or the candidates, likest first, and why it is none of them by itself."""

    competitor: Competitor | None = None
    candidates: tuple[Competitor, ...] = ()
    why: str = ""


class KnownNames:
    """The competitors who can be in a race: skaters of its category, or teams. Four queries, when first asked."""

    def __init__(self, category: str, is_team: bool) -> None:
        self.category, self.is_team = category, is_team

    @classmethod
    def of(cls, race: Race) -> "KnownNames":
        return cls(race.category, race.is_team)

    @cached_property
    def countries(self) -> Countries:
        names = Country.objects.names()
        return Countries(frozenset(noc for noc, _ in names.spellings), names)

    @cached_property
    def country_of(self) -> dict[str, Country]:
        """The countries by their codes."""
        return {each.pk: each for each in Country.objects.all()}

    @cached_property
    def all(self) -> dict[int, Competitor]:
        kind = Competitor.Kind.TEAM if self.is_team else Competitor.Kind.SKATER
        found = Competitor.objects.filter(kind=kind, category=self.category)
        return {each.pk: each for each in found.prefetch_related("aliases")}

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(
            KnownSkater(each.pk, each.name, each.country_id, tuple((a.name, a.country_id) for a in each.aliases.all()))
            for each in self.all.values()
        )

    def text_of(self, key: int) -> str:
        """What stands for the competitor in a cell, and leads back to them: the name, unlike any other's."""
        who = self.all[key]
        is_clear = self.is_team or self._index.namesakes(who.name) == (key,)
        return who.name if is_clear else f"{who.name}, {who.country_id} ({who.slug})"

    def choices(self) -> list[tuple[str, str]]:
        """All of them by name: what stands for each, and the country's code."""
        return [(self.text_of(key), who.country_id) for key, who in self.all.items()]

    def find(self, text: str, noc: str = "") -> Found:
        """By `text_of` or by the name, whatever its order, accents and spaces; `noc` where it is said."""
        text = " ".join(text.split())
        if text.isdigit():
            return Found(why="a number is no name")
        if self.is_team:
            return self._team(text, noc)
        slug = text.rpartition("(")[2].removesuffix(")") if text.endswith(")") else text
        if by_slug := [who for who in self.all.values() if who.slug == slug]:
            return Found(by_slug[0])
        return self._skater(text, noc)

    def _team(self, text: str, noc: str) -> Found:
        code = self.countries.noc(text) or noc
        who = next((each for each in self.all.values() if each.country_id == code), None)
        return Found(who, why="" if who else f"no team of {text} is here")

    def _skater(self, text: str, noc: str) -> Found:
        if noc:
            match = self._index.match(text, noc)
            if match.id is not None:
                return Found(self.all[match.id])
            if match.candidates:
                return Found(None, self._of(match.candidates), match.doubt)
        namesakes = self._index.namesakes(text)
        if len(namesakes) == 1:
            return Found(self.all[namesakes[0]])
        if namesakes:
            return Found(None, self._of(namesakes), f"{len(namesakes)} skaters have this name")
        likely = self._likely(text)
        if likely:
            return Found(None, likely, "nobody has exactly this name")
        return Found(why="nobody here has a name like it")

    def _likely(self, text: str) -> tuple[Competitor, ...]:
        """Those whose name is nearly this one, or has all of its words."""
        words = set(fold(text).replace("-", " ").split())
        near = []
        for who in self.all.values():
            names = [who.name, *(alias.name for alias in who.aliases.all())]
            distance = min(name_distance(text, name) for name in names)
            has_all = any(words and words <= set(fold(name).replace("-", " ").split()) for name in names)
            if distance < TOO_FAR or has_all:
                near.append((min(distance, 3), who.name, who.pk))
        return self._of([key for _, _, key in sorted(near)])

    def _of(self, keys: Sequence[int]) -> tuple[Competitor, ...]:
        return tuple(self.all[key] for key in keys[:MOST])
