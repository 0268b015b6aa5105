"""Which races form a round (1st 500m: Division A and B), and on which scale a race counts for a cup."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from events.models import Event, Race
from events.models.programme import ResultState
from events.naming.race import PartName, RoundName
from standings.models import Cup, CupScale
from standings.worth.scale import Number, ScaleRule, exact

RoundKey = tuple[int, str, RoundName]


def round_key(race: Race) -> RoundKey:
    """Equal for all divisions and phases of one race."""
    return race.event_id, race.category, race.identity.round


def cup_scale(cup: Cup, race: Race) -> CupScale | None:
    """The scale on which the race counts for the cup; None if it doesn't. A scale for its event takes precedence."""
    if race.category != cup.category:
        return None
    return scale_of_part(cup, race.event_id, race.distance, race.identity.part)


def scale_of_part(cup: Cup, event: int, distance: str, part: PartName) -> CupScale | None:
    """The scale of a division or phase at the event (key), be it in the programme or not; None if it doesn't count."""
    fitting = [
        rule
        for rule in cup.cup_scales.all()
        if (rule.distance, rule.division, rule.phase) == (distance, *part) and rule.event_id in {None, event}
    ]
    return max(fitting, key=lambda rule: rule.event_id is not None, default=None)


def counting_races(cup: Cup, races: Iterable[Race]) -> list[Race]:
    """Those of the races for which `cup_scale` has a scale, in their order; quick for all races of a season."""
    ruled: dict[tuple[str, PartName], set[int | None]] = defaultdict(set)
    for rule in cup.cup_scales.all():
        ruled[rule.distance, PartName(rule.division, rule.phase)].add(rule.event_id)

    def counts(race: Race) -> bool:
        events = ruled.get((race.distance, race.identity.part))
        return race.category == cup.category and events is not None and not events.isdisjoint({None, race.event_id})

    return [race for race in races if counts(race)]


def scale_rule(rule: CupScale) -> ScaleRule:
    """The scale as `points` uses it."""
    return ScaleRule(tuple(rule.scale.points), rule.scale.dnf_scores, exact(rule.multiplier))


def best_win(cup: Cup, event: int) -> Number:
    """The most that a win brings at the event (key), in whichever race of the cup."""
    parts = {(rule.distance, PartName(rule.division, rule.phase)) for rule in cup.cup_scales.all()}
    rules = (scale_of_part(cup, event, distance, part) for distance, part in parts)
    return max((scale_rule(rule).best for rule in rules if rule), default=0)


@dataclass(frozen=True)
class Round:
    """A race with all its divisions or phases: a column of the table."""

    races: tuple[Race, ...]

    @property
    def event(self) -> Event:
        return self.races[0].event

    @property
    def main(self) -> Race:
        """The race that stands for the round in links: Division A, or the final."""
        return min(self.races, key=lambda race: (race.division, -race.number))

    @property
    def title(self) -> str:
        """1st 500m."""
        return self.main.identity.round.title


def race_order(race: Race) -> tuple[int, int]:
    """Sort key: the order of a season's races, and of the standings after them."""
    return race.event.number, race.number


def race_id(race: Race) -> str:
    """2-women-500m-1-b: identifies the race in addresses and season files."""
    return f"{race.event.number}-{race.slug}"


def rounds_of(races: Iterable[Race]) -> list[Round]:
    """The rounds, in order of their first race."""
    parts: dict[RoundKey, list[Race]] = defaultdict(list)
    for race in sorted(races, key=race_order):
        parts[round_key(race)].append(race)
    return [Round(tuple(races)) for races in parts.values()]


def known_races(races: Iterable[Race]) -> list[Race]:
    """The races that tables can be computed from: those with results, up to the first round with a partial result.

    At another moment than now they end before the first race whose result is withheld: later standings count it.
    """
    ordered = sorted(races, key=race_order)
    unknown = {round_key(race) for race in ordered if race.result_state == ResultState.PARTIAL}
    had = (race for race in ordered if race.has_result or race.is_withheld)
    return list(takewhile(lambda race: not race.is_withheld and round_key(race) not in unknown, had))
