"""The differences between a sheet and the stored result, in words. Pure: takes field values by competitor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from standings.spelling.times import time_text

# The fields of a result that a sheet sets, each with its name in messages. The line number alone is not reported.
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

UNCERTAIN = ("status", "notes")

Values = Mapping[str, Any]


@dataclass(frozen=True)
class LineChange:
    """A competitor's line that the sheet adds, changes or takes out; `words` has one entry per changed field."""

    kind: str
    who: str
    words: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Femke Kok: place 2 → 1; time 37.05 → 37.00."""
        return f"{self.who}: {'; '.join(self.words)}" if self.words else f"{self.who}: {self.kind}"


def differences(
    before: Mapping[Any, Values], after: Mapping[Any, Values], names: Mapping[Any, str]
) -> list[LineChange]:
    """Changed lines in the order of the sheet, then those that it no longer has; `names` are by the same keys."""
    changes = []
    for key, values in after.items():
        if key not in before:
            changes.append(LineChange("added", names[key], tuple(_words({}, values)) if before else ()))
        elif words := tuple(_words(before[key], values)):
            changes.append(LineChange("changed", names[key], words))
    changes += [LineChange("taken out", names[key]) for key in before if key not in after]
    return changes


def uncertain_changes(
    before: Mapping[Any, Values], after: Mapping[Any, Values], names: Mapping[Any, str]
) -> list[LineChange]:
    """Changes of lines whose status or notes change: small codes, which a person compares with the sheet."""
    keys = [key for key in after if key in before and any(before[key][name] != after[key][name] for name in UNCERTAIN)]
    return differences({key: before[key] for key in keys}, {key: after[key] for key in keys}, names)


def is_equal(before: Mapping[Any, Values], after: Mapping[Any, Values]) -> bool:
    """Whether all values are equal, line numbers included."""
    return before.keys() == after.keys() and all(before[key] == after[key] for key in after)


def _words(before: Values, after: Values) -> Iterable[str]:
    for field, word in FIELDS.items():
        old, new = before.get(field), after.get(field)
        if (word and (old or None) != (new or None)) or (word and (old == 0) != (new == 0)):
            yield (
                f"{word} {value_text(field, old)} → {value_text(field, new)}"
                if before
                else f"{word} {value_text(field, new)}"
            )


def value_text(field: str, value: Any) -> str:
    """The value as messages print it: times as 1:15.60, missing values as "none"."""
    if value is None or value == "" or value == []:
        return "none"
    if field == "hundredths":
        return time_text(value)
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
