"""Which races make a round (1st 500m: Division A and B), and which count for a cup on what scale."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events.models import Event, Race
from events.models.programme import ResultState
from standings.models import Cup, CupScale

RoundKey = tuple[int, str, str, int | None]


def round_key(race: Race) -> RoundKey:
    """Equal for the divisions and phases of one race."""
    return race.event_id, race.category, race.distance, race.ordinal


def cup_scale(cup: Cup, race: Race) -> CupScale | None:
    """On which scale the race counts for the cup; None where it doesn't. A scale of one event goes before others."""
    if race.category != cup.category:
        return None
    fitting = [
        rule
        for rule in cup.cup_scales.all()
        if (rule.distance, rule.division, rule.phase) == (race.distance, race.division, race.phase)
        and rule.event_id in {None, race.event_id}
    ]
    return max(fitting, key=lambda rule: rule.event_id is not None, default=None)


@dataclass(frozen=True)
class Round:
    """A race with all its divisions or phases: a column of the table."""

    races: tuple[Race, ...]

    @property
    def event(self) -> Event:
        return self.races[0].event

    @property
    def main(self) -> Race:
        """The race that the column's head links to: Division A, or the final."""
        return min(self.races, key=lambda race: (race.division, -race.number))

    @property
    def title(self) -> str:
        """1st 500m."""
        ordinal = {1: "1st ", 2: "2nd ", 3: "3rd "}.get(self.main.ordinal or 0, "")
        return f"{ordinal}{self.main.get_distance_display()}"

    @property
    def is_known(self) -> bool:
        """Whether some of it has a result, and none of it only a part of one."""
        states = {race.result_state for race in self.races}
        return ResultState.PARTIAL not in states and ResultState.OFFICIAL in states

    @property
    def last(self) -> Race:
        """The last with a result, by which `recompute` orders rounds and names the standing after each."""
        return [race for race in self.races if race.has_result or not any(r.has_result for r in self.races)][-1]


def rounds_of(races: Iterable[Race]) -> list[Round]:
    """The rounds in the order in which they end."""
    parts: dict[RoundKey, list[Race]] = defaultdict(list)
    for race in sorted(races, key=lambda race: (race.event.number, race.number)):
        parts[round_key(race)].append(race)
    return sorted(
        (Round(tuple(races)) for races in parts.values()),
        key=lambda each: (each.event.number, each.last.number),
    )


def known_rounds(rounds: Sequence[Round]) -> list[Round]:
    """The rounds that a table can be made of: with results, before the first that is known only in part."""
    known = []
    for each in rounds:
        if any(race.result_state == ResultState.PARTIAL for race in each.races):
            break
        if each.is_known:
            known.append(each)
    return known
