"""Which races make a round (1st 500m: Division A and B), and which count for a cup on what scale."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from events.models import Event, Race
from events.models.programme import ResultState
from events.naming.race import RoundName
from standings.models import Cup, CupScale
from standings.scoring.points import ScaleRule

RoundKey = tuple[int, str, RoundName]


def round_key(race: Race) -> RoundKey:
    """Equal for the divisions and phases of one race."""
    return race.event_id, race.category, race.identity.round


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


def scale_rule(rule: CupScale) -> ScaleRule:
    """The scale of the rule, as points are reckoned with it."""
    return ScaleRule(tuple(rule.scale.points), rule.scale.dnf_scores, rule.multiplier)


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
        return self.main.identity.round.title


def race_order(race: Race) -> tuple[int, int]:
    """The order of a season's races, in which standings follow one another."""
    return race.event.number, race.number


def race_id(race: Race) -> str:
    """2-women-500m-1-b: what an address and a file of the season call it."""
    return f"{race.event.number}-{race.slug}"


def rounds_of(races: Iterable[Race]) -> list[Round]:
    """The rounds in the order in which they begin."""
    parts: dict[RoundKey, list[Race]] = defaultdict(list)
    for race in sorted(races, key=race_order):
        parts[round_key(race)].append(race)
    return [Round(tuple(races)) for races in parts.values()]


def known_races(races: Iterable[Race]) -> list[Race]:
    """The races that tables can be made of: with results, before the first of a round that is known only in part."""
    ordered = sorted(races, key=race_order)
    unknown = {round_key(race) for race in ordered if race.result_state == ResultState.PARTIAL}
    until = takewhile(lambda race: round_key(race) not in unknown, (race for race in ordered if race.has_result))
    return list(until)
