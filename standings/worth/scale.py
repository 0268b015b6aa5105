"""A scale times its multiplier. Pure, and the only place where points are multiplied.

Points are exact: whole numbers, or decimals where a Final counts one and a half times, never binary fractions. So ranks
follow from exact totals.
"""

from dataclasses import dataclass
from decimal import Decimal

Number = int | Decimal

# As many decimals as are stored: the worth of 43 points, 1.25-fold, is 53.75.
DECIMALS = 2


@dataclass(frozen=True)
class ScaleRule:
    """Points for rank 1, 2, 3 …, all times `multiplier`."""

    points: tuple[int, ...]
    dnf_scores: bool = False
    multiplier: Number = 1

    def at(self, rank: int) -> Number:
        return exact(self.points[rank - 1] * self.multiplier) if 1 <= rank <= len(self.points) else 0

    @property
    def by_rank(self) -> tuple[Number, ...]:
        """The points of every rank that has any, from rank 1."""
        return tuple(self.at(rank) for rank in range(1, len(self.points) + 1))

    @property
    def best(self) -> Number:
        """What a win brings."""
        return max(self.by_rank, default=0)


def exact(value: Number) -> Number:
    """The number as pages print it: 90 rather than 90.00, 64.5 rather than 64.50."""
    whole = int(value)
    return whole if value == whole else Decimal(value).normalize()


def in_points(value: Number, more: str = "") -> str:
    """1 point, 64.5 points; with `more` between: 1 more point."""
    return f"{value}{more} point{'' if value == 1 else 's'}"


def for_json(value: Number) -> int | float:
    """The number as JSON has it: 90, or 64.5."""
    return value if isinstance(value, int) else float(value)
