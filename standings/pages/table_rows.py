"""The rows of a cup's table: a standing, with what each round brought the competitor."""

from dataclasses import dataclass

from events.models import Race
from standings.models import Standing
from standings.scoring.points import NO_START


@dataclass(frozen=True)
class Entry:
    """What one race brought a competitor."""

    race: Race
    rank: int | None
    status: str
    points: int
    counts: bool
    reason: str

    @property
    def is_start(self) -> bool:
        return self.status not in NO_START

    @property
    def place(self) -> str:
        return self.status if self.status != "OK" else str(self.rank or "")


@dataclass(frozen=True)
class Cell:
    """What one round brought a competitor, in one race or in several."""

    entries: tuple[Entry, ...]

    @property
    def points(self) -> int:
        return sum(entry.points for entry in self.entries if entry.counts)

    @property
    def entry(self) -> Entry:
        """The one that counts; of several the last."""
        return max(self.entries, key=lambda entry: entry.counts)

    @property
    def is_b(self) -> bool:
        return self.entry.race.division == "B"

    @property
    def status(self) -> str:
        """DNF, DQ …; empty for a finish."""
        return "" if self.entry.status == "OK" else self.entry.status

    @property
    def reasons(self) -> str:
        """Why the points are what they are, where they differ from the rank's."""
        return "; ".join(entry.reason for entry in self.entries if entry.counts and entry.reason)


@dataclass(frozen=True)
class TableRow:
    """A standing with the points of each round, and how many points are missing to the place above."""

    standing: Standing
    cells: tuple[Cell | None, ...]
    gap_above: int = 0

    @property
    def entries(self) -> list[Entry]:
        return [entry for cell in self.cells if cell for entry in cell.entries]
