"""What identifies a name on sheets, and what a person decides about it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class NameKey(NamedTuple):
    """A name as printed, with the country's code and the category.

    `number` and `event` (its id) tell apart people of one name on one sheet, and are empty for all other names. Numbers
    are drawn for each event.
    """

    name: str
    noc: str
    category: str
    number: int | None = None
    event: int | None = None

    @property
    def text(self) -> str:
        """Min-ji KIM (KOR), number 34."""
        number = f", number {self.number}" if self.number else ""
        return f"{self.name} ({self.noc or 'no country'}){number}"

    @property
    def form_key(self) -> str:
        """The key as one string, for a form field."""
        return "|".join("" if part is None else str(part) for part in self)


@dataclass(frozen=True)
class Decision:
    """Whose a name is: a known competitor's by id, or a new skater's. `noc`: where the one on the sheet is wrong."""

    competitor: int | None = None
    noc: str = ""

    @property
    def is_new(self) -> bool:
        return self.competitor is None


NEW = Decision()

Decisions = Mapping[NameKey, Decision]
