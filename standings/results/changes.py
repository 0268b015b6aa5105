"""What a sheet would change of a race's result. Pure: values by competitor in, differences in words out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from standings.spelling.times import time_text

# The fields of a result that a sheet decides, with the words for them; the line alone is not worth a word.
FIELDS = {
    "line": "",
    "rank": "place",
    "status": "status",
    "hundredths": "time",
    "thousandth": "thousandth",
    "country_id": "country",
    "bib": "number",
    "pair": "pair",
    "lane": "lane",
    "laps": "laps",
    "sprint_points": "sprint points",
    "race_points": "race points",
    "printed_points": "printed points",
    "notes": "notes",
}

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One competitor's line that the sheet adds, takes out or changes; `words` say what in it changes."""

    kind: str
    who: str
    words: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Femke Kok: place 2 → 1; time 37.05 → 37.00."""
        return f"{self.who}: {'; '.join(self.words)}" if self.words else f"{self.who}: {self.kind}"


def differences(before: Mapping[Any, Values], after: Mapping[Any, Values], names: Mapping[Any, str]) -> list[Change]:
    """Lines in the order of the sheet, then those that it no longer has."""
    changes = []
    for key, values in after.items():
        if key not in before:
            changes.append(Change("added", names[key], tuple(_words({}, values)) if before else ()))
        elif words := tuple(_words(before[key], values)):
            changes.append(Change("changed", names[key], words))
    changes += [Change("taken out", names[key]) for key in before if key not in after]
    return changes


def is_equal(before: Mapping[Any, Values], after: Mapping[Any, Values]) -> bool:
    """Whether nothing at all would change, the order of lines included."""
    return before.keys() == after.keys() and all(before[key] == after[key] for key in after)


def _words(before: Values, after: Values) -> Iterable[str]:
    for field, word in FIELDS.items():
        old, new = before.get(field), after.get(field)
        if (word and (old or None) != (new or None)) or (word and (old == 0) != (new == 0)):
            yield f"{word} {said(field, old)} → {said(field, new)}" if before else f"{word} {said(field, new)}"


def said(field: str, value: Any) -> str:
    """The value in words; "none" for none."""
    if value is None or value == "" or value == []:
        return "none"
    if field == "hundredths":
        return time_text(value)
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
