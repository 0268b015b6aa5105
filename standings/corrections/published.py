"""What readers are told of a result that changed after it was published. Pure: values by competitor."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from standings.spelling.times import time_text

Values = Mapping[str, Any]

SHOWN = ("rank", "status", "hundredths", "thousandth", "country_id", "race_points")
STATUSES = {
    "DNF": "did not finish",
    "DNS": "did not start",
    "DQ": "disqualified",
    "WDR": "withdrew",
}


def correction(before: Mapping[Any, Values], after: Mapping[Any, Values], names: Mapping[Any, str]) -> list[str]:
    """Sentences on everything that readers saw otherwise; who only moved by one place is counted, not named."""
    own = [key for key in after if key in before and _is_own(before[key], after[key])]
    said = [f"{names[key]}: {'; '.join(_words(before[key], after[key]))}." for key in own]
    said += [f"{names[key]} is added{_placed(after[key])}." for key in after if key not in before]
    said += [f"{names[key]} is taken out{_placed(before[key])}." for key in before if key not in after]
    moved = [key for key in after if key in before and key not in own]
    return said + list(_moves({key: (before[key].get("rank"), after[key].get("rank")) for key in moved}, names))


def _is_own(before: Values, after: Values) -> bool:
    """Whether more than the place changed."""
    return any(before.get(name) != after.get(name) for name in SHOWN if name != "rank")


def _words(before: Values, after: Values) -> Iterator[str]:
    if before["status"] != after["status"]:
        yield f"{_stood(after)} (before: {_stood(before)})"
    elif before.get("rank") != after.get("rank"):
        yield f"place {before.get('rank') or 'none'} → {after.get('rank') or 'none'}"
    if _time(before) != _time(after):
        yield f"time {_time(before)} → {_time(after)}"
    if before.get("country_id") != after.get("country_id"):
        yield f"{before.get('country_id')} → {after.get('country_id')}"
    if before.get("race_points") != after.get("race_points"):
        yield f"race points {_number(before.get('race_points'))} → {_number(after.get('race_points'))}"


def _stood(values: Values) -> str:
    if values["status"] != "OK":
        return STATUSES[values["status"]]
    return f"place {values['rank']}" if values.get("rank") else "without a place"


def _placed(values: Values) -> str:
    return f", {_stood(values)}"


def _time(values: Values) -> str:
    if values.get("hundredths") is None:
        return "none"
    digit = values.get("thousandth")
    return time_text(values["hundredths"]) + ("" if digit is None else f"({digit})")


def _number(value: int | None) -> str:
    return "none" if value is None else str(value)


def _moves(ranks: Mapping[Any, tuple[int | None, int | None]], names: Mapping[Any, str]) -> Iterable[str]:
    """3 others move up one place. Who moves further, or gets or loses a place, is named."""
    changed = {key: pair for key, pair in ranks.items() if pair[0] != pair[1]}
    by_one = Counter(
        after - before for before, after in changed.values() if before and after and _is_step(before, after)
    )
    for key, (before, after) in changed.items():
        if not (before and after and _is_step(before, after)):
            yield f"{names[key]}: place {before or 'none'} → {after or 'none'}."
    for step, way in ((-1, "up"), (1, "down")):
        if count := by_one[step]:
            others = "One other moves" if count == 1 else f"{count} others move"
            yield f"{others} {way} one place."


def _is_step(before: int, after: int) -> bool:
    return abs(after - before) == 1
