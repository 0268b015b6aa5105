"""What is known of races, as plain values that sentences are made of. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from events.naming.race import RaceIdentity


class Known(StrEnum):
    """How much of a race's result is known, or why there is none."""

    OFFICIAL = "official"
    UNOFFICIAL = "unofficial"  # complete, but not from the official sheet
    PARTIAL = "partial"  # single places
    MISSING = "missing"
    CANCELLED = "cancelled"
    NOT_HELD = "not-held"
    ABANDONED = "abandoned"
    POSTPONED = "postponed"

    @property
    def is_whole(self) -> bool:
        """Whether every place is known."""
        return self in {Known.OFFICIAL, Known.UNOFFICIAL}


@dataclass(frozen=True)
class Line:
    """A competitor in a race, with the NOC for which it started. `status` is OK, DNF, DNS, DQ or WDR."""

    name: str
    noc: str
    rank: int | None = None
    status: str = "OK"
    hundredths: int | None = None
    thousandth: int | None = None
    sprint_points: int | None = None  # of a mass start
    is_track_record: bool = False  # as the result's source says
    address: str = ""  # of the page to which the name leads

    @property
    def called(self) -> str:
        """Femke Kok (NED); the Netherlands (NED)."""
        return f"{self.name} ({self.noc})"


@dataclass(frozen=True)
class Place:
    """A place in a cup, with its total as pages print it."""

    name: str
    noc: str
    rank: int
    total: str
    address: str = ""

    @property
    def called(self) -> str:
        return f"{self.name} ({self.noc})"


@dataclass(frozen=True)
class CupAfter:
    """The first places of a cup after a race; only where no missing result might change them."""

    cup: str  # women’s 1500m
    places: tuple[Place, ...]
    is_final: bool = False


@dataclass(frozen=True)
class RaceFacts:
    """A race, what is known of its result, and the cup after it if its round is complete.

    `cup_is_open`: it counts for a cup that a missing result may still change.
    `is_fastest_of_season`: the winner’s time is faster than all of the season’s earlier ones, which are all known.
    """

    key: int
    identity: RaceIdentity
    known: Known
    lines: tuple[Line, ...] = ()
    cup: CupAfter | None = None
    cup_is_open: bool = False
    is_fastest_of_season: bool = False

    @property
    def is_for_medals(self) -> bool:
        """Not a Division B, nor a semi-final."""
        return self.identity.division != "B" and not self.identity.phase.startswith("semi-final")

    def placed(self, rank: int) -> tuple[Line, ...]:
        """Who finished on that place; several where it is shared."""
        return tuple(line for line in self.lines if line.status == "OK" and line.rank == rank)

    @property
    def winners(self) -> tuple[Line, ...]:
        """Nobody while not every place is known."""
        return self.placed(1) if self.known.is_whole else ()


@dataclass(frozen=True)
class Scope:
    """What is reported on: a session, or a whole event. `title` is World Cup 4, `dates` are in words."""

    title: str
    city: str
    dates: str
    is_one_day: bool
