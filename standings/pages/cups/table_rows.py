"""The rows of a cup's table: a standing with the competitor's points in each round."""

from dataclasses import dataclass

from events.models import Race
from standings.models import Standing
from standings.models.result import Status
from standings.scoring.points import NO_START
from standings.worth.scale import Number


@dataclass(frozen=True)
class Entry:
    """A competitor's points in one race."""

    race: Race
    rank: int | None
    status: str
    points: Number
    counts: bool
    reason: str

    @property
    def is_start(self) -> bool:
        return self.status not in NO_START

    @property
    def place(self) -> str:
        return self.status if self.status != Status.OK else str(self.rank or "")


@dataclass(frozen=True)
class Cell:
    """A competitor's points in one round, from one race or several."""

    entries: tuple[Entry, ...]

    @property
    def points(self) -> Number:
        return sum(entry.points for entry in self.entries if entry.counts)

    @property
    def entry(self) -> Entry:
        """The entry that counts; if several do, the first."""
        return max(self.entries, key=lambda entry: entry.counts)

    @property
    def is_b(self) -> bool:
        return self.entry.race.division == "B"

    @property
    def status(self) -> str:
        """DNF, DQ …; empty for a finish."""
        return "" if self.entry.status == Status.OK else self.entry.status

    @property
    def status_words(self) -> str:
        """Did not finish, Disqualified …"""
        return Status(self.entry.status).label

    @property
    def reasons(self) -> str:
        """Why points differ from those of the rank; empty if they don't."""
        return "; ".join(entry.reason for entry in self.entries if entry.counts and entry.reason)


@dataclass(frozen=True)
class TableRow:
    """A standing with the points of each round; `gap_above` is the gap to the place above."""

    standing: Standing
    cells: tuple[Cell | None, ...]
    gap_above: Number = 0

    @property
    def entries(self) -> list[Entry]:
        return [entry for cell in self.cells if cell for entry in cell.entries]
