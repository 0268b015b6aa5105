"""Who moves where when somebody is disqualified, or counts again. Pure.

Lines go by the competitor's id. Equal places stay equal: behind a shared place the next ones are left out, before as
after. Lines without a place keep none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Standing:
    """One line of a result: where it stands on the sheet, place, status and time, as far as they are known."""

    competitor: int
    line: int
    rank: int | None
    status: str = "OK"
    hundredths: int | None = None
    thousandth: int | None = None

    @property
    def time(self) -> tuple[int, int] | None:
        return None if self.hundredths is None else (self.hundredths, self.thousandth or 0)


@dataclass(frozen=True)
class Place:
    """A place that somebody gets; `shared` with whoever has it already."""

    rank: int
    shared: bool = False


def disqualified(lines: Iterable[Standing], who: int) -> list[Standing]:
    """Everybody behind moves up by one, the disqualified line stands last. The time stays, in case it counts again."""
    held = list(lines)
    left = next(each.rank for each in held if each.competitor == who)
    moved = [
        replace(each, rank=None, status="DQ")
        if each.competitor == who
        else replace(each, rank=each.rank - 1)
        if left is not None and each.rank is not None and each.rank > left
        else each
        for each in held
    ]
    return in_order(moved)


def reinstated(lines: Iterable[Standing], who: int, place: Place) -> list[Standing]:
    """The line counts again at its place; everybody who comes behind it moves down by one."""
    first_down = place.rank + 1 if place.shared else place.rank
    moved = [
        replace(each, rank=place.rank, status="OK")
        if each.competitor == who
        else replace(each, rank=each.rank + 1)
        if each.rank is not None and each.rank >= first_down
        else each
        for each in lines
    ]
    return in_order(moved)


def place_by_time(lines: Iterable[Standing], who: int) -> Place | None:
    """The place that the time gives; None without a time, or where others are placed without one."""
    held = list(lines)
    own = next(each.time for each in held if each.competitor == who)
    others = [each for each in held if each.competitor != who and each.status == "OK" and each.rank is not None]
    if own is None or any(each.time is None for each in others):
        return None
    faster = sum(each.time < own for each in others if each.time)
    return Place(faster + 1, shared=any(each.time == own for each in others))


def in_order(lines: Iterable[Standing]) -> list[Standing]:
    """By place, then whoever has none, the disqualified last; numbered from one.

    Who finished on a place that isn't known stays where the line stands.
    """
    ordered = sorted(lines, key=_position)
    return [replace(each, line=number) for number, each in enumerate(ordered, 1)]


def _position(each: Standing) -> tuple[bool, bool, int, int]:
    return (
        each.status == "DQ",
        each.rank is None and each.status != "OK",
        each.line if each.rank is None else each.rank,
        each.line,
    )
