"""What identifies a race within its event: one value that models, sheets, tables and season files share. Pure."""

import re
from dataclasses import dataclass, fields, replace
from typing import NamedTuple

from events.naming import words
from events.naming.choices import TEAM_DISTANCES, Category, Distance, Division, Phase

_METRES = "|".join(each.value for each in Distance if each.value.isdigit())
_NAMED = "|".join(each.label.casefold() for each in Distance if not each.value.isdigit())
_DISTANCE = re.compile(rf"\b(?:{_METRES}) ?m\b|{_NAMED}|mixed gender relay")
_CATEGORY = re.compile(r"\b(?:women|men|ladies|mixed)\b")
_DIVISION = re.compile(r"\bdivision [ab]\b")
_SEMI_FINAL = re.compile(r"\bsemi-? ?finals? ?([12])?")
_FINAL = re.compile(r"\bfinal\b")
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\b", re.ASCII)


class RoundName(NamedTuple):
    """What the divisions and phases of a race in one category have in common: the 1st 500m."""

    distance: str
    ordinal: int | None

    @property
    def title(self) -> str:
        """1st 500m."""
        label = _label(Distance, self.distance)
        return f"{words.nth(self.ordinal)} {label}" if self.ordinal else label


class PartName(NamedTuple):
    """What distinguishes the races of a round: ("A", ""), ("", "final")."""

    division: str
    phase: str


@dataclass(frozen=True)
class RaceIdentity:
    """What identifies a race within its event; everything else may change. The values are those of `choices`."""

    category: str
    distance: str
    division: str = ""
    phase: str = ""
    ordinal: int | None = None  # 1 or 2 where an event has the same race twice

    @classmethod
    def read(cls, title: str) -> "RaceIdentity":
        """Reads a title as on pages and official sheets: 1st 500m Ladies Division B.

        What the title leaves out is empty; see `with_unsaid_division` for sheets. A semi-final without a number is the
        first. Raises ValueError if the title has no distance or no category.
        """
        text = " ".join(title.casefold().replace(",", "").split())
        of, who = _DISTANCE.search(text), _CATEGORY.search(text)
        if of is None:
            raise ValueError(f"“{title}” names no race of the World Cup")
        distance = words.distance(of[0])
        category = words.category(who[0]) if who else ""
        if distance == Distance.MIXED_RELAY:
            category = Category.MIXED.value
        elif category in {"", Category.MIXED}:
            raise ValueError(f"“{title}” says neither women nor men")
        division, ordinal = _DIVISION.search(text), _ORDINAL.search(text)
        return cls(
            category,
            distance,
            words.division(division[0] if division else ""),
            _phase(text),
            words.ordinal(ordinal[0] if ordinal else ""),
        )

    def with_unsaid_division(self) -> "RaceIdentity":
        """With Division A where a sheet names no division, except for phases and the mixed relay, which have none."""
        has_none = bool(self.division or self.phase) or self.distance == Distance.MIXED_RELAY
        return self if has_none else replace(self, division=Division.A.value)

    @property
    def round(self) -> RoundName:
        return RoundName(self.distance, self.ordinal)

    @property
    def part(self) -> PartName:
        return PartName(self.division, self.phase)

    @property
    def is_team(self) -> bool:
        """Whether teams skate it."""
        return self.distance in TEAM_DISTANCES

    @property
    def slug(self) -> str:
        """women-500m-1-b: category, distance, ordinal, phase, division.

        Division A is left out, so an event can't have it beside the same race without a division.
        """
        distance = f"{self.distance}m" if self.distance.isdigit() else self.distance
        parts = [self.category, distance, str(self.ordinal or ""), self.phase, "b" if self.division == "B" else ""]
        return "-".join(filter(None, parts))

    @property
    def title(self) -> str:
        """1st 500m Women, or Mass Start Men Division B: as on official sheets, without Division A."""
        return self._title("" if self.division == Division.A else self.division)

    @property
    def full_title(self) -> str:
        """The title with Division A, which distinguishes rows of a table; `read` reads it back as the same race."""
        return self._title(self.division)

    def _title(self, division: str) -> str:
        parts = [self.round.title, _label(Category, self.category)]
        parts += [_label(Phase, self.phase)] if self.phase else []
        parts += [_label(Division, division)] if division else []
        return " ".join(parts)


FIELDS = tuple(field.name for field in fields(RaceIdentity))  # also the names of model fields and columns


def _phase(text: str) -> str:
    if semi_final := _SEMI_FINAL.search(text):
        return words.phase(f"semi-final {semi_final[1] or 1}")
    return Phase.FINAL.value if _FINAL.search(text) else ""


def _label(choices: type[Category] | type[Distance] | type[Division] | type[Phase], value: str) -> str:
    """The label, as `get_…_display` of a model returns it; an unknown value as it is."""
    return str(dict(choices.choices).get(value, value))
