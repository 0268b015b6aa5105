"""A race's winner, and who came second and third, in sentences. Pure.

Nothing is said but what the result has: no gap where a time is missing or contradicts the places, and no place that
nobody has.
"""

from collections.abc import Iterator

from events.naming.choices import Distance
from news.imports.from_results.facts import Known, Line, RaceFacts
from news.imports.from_results.names import contradicts, gap, people, points_of, the_race, time_of

NTH = {2: "second", 3: "third"}
Lines = tuple[Line, ...]


def podium(race: RaceFacts) -> Iterator[str]:
    """Who won, by how much, and who was third; nothing without a winner."""
    winners, second, third = (race.placed(rank) for rank in (1, 2, 3))
    if not winners:
        return
    mark = _Marks(race)
    said = f"{people(winners)} {'shared the win in' if len(winners) > 1 else 'won'} {the_race(race.identity)}"
    said += mark.after(winners)
    if second and len(winners) == 1:
        said += f", {mark.ahead(winners[0], second)}{people(second)}{mark.shared(2, second)}"
    yield _opened(race.known, f"{said}.")
    if second and len(winners) > 1:
        yield f"{mark.place(2, winners, second)}."
    if third:
        yield f"{mark.place(3, winners, third)}."


def _opened(known: Known, said: str) -> str:
    return f"By the unofficial result, {said}" if known == Known.UNOFFICIAL else said


class _Marks:
    """What stands beside a name: a time, or the sprint points of a mass start."""

    def __init__(self, race: RaceFacts) -> None:
        self.is_mass_start = race.identity.distance == Distance.MASS_START
        self.has_gaps = not self.is_mass_start and not contradicts(race)

    def after(self, lines: Lines) -> str:
        """in 1:52.34; with 60 sprint points."""
        if self.is_mass_start:
            points = points_of(lines)
            return f" with {points} sprint point{'' if points == '1' else 's'}" if points else ""
        time = time_of(lines)
        return f" in {time}" if time else ""

    def ahead(self, winner: Line, lines: Lines) -> str:
        """0.34 seconds ahead of; ahead of."""
        by = self._gap((winner,), lines)
        return f"{by} ahead of " if by else "ahead of "

    def shared(self, rank: int, lines: Lines) -> str:
        """in 1:52.68; who shared second place in 1:52.68."""
        mark = self.after(lines)
        return f", who shared {NTH[rank]} place{mark}" if len(lines) > 1 else mark

    def place(self, rank: int, winners: Lines, lines: Lines) -> str:
        """Brittany Bowe (USA) was third in 1:53.02, 0.68 seconds behind the winner."""
        verb = f"shared {NTH[rank]} place" if len(lines) > 1 else f"was {NTH[rank]}"
        by = self._gap(winners, lines)
        behind = f", {by} behind the winner{'s' if len(winners) > 1 else ''}" if by else ""
        return f"{people(lines)} {verb}{self.after(lines)}{behind}"

    def _gap(self, winners: Lines, lines: Lines) -> str:
        """Known only where all of the one place and all of the other are equally far apart."""
        gaps = {gap(winner, line) for winner in winners for line in lines}
        return gaps.pop() if self.has_gaps and len(gaps) == 1 else ""
