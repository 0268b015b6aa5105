"""Rounds of a title race that still have races to come, and the points that they can bring. Pure.

`title_race` says what these rounds assume about who may start.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from standings.worth.scale import Number

Competitor = int


Scale = tuple[Number, ...]


# A competitor's points in a round, with the most that a rival can then get in it
Choice = tuple[Number, Number]


@dataclass(frozen=True)
class Stage:
    """Remaining races of a round of which everybody starts in one: its divisions, or its semi-finals.

    `done` has the points of competitors who have already skated another race of the stage. They can't start again,
    unless `both` is set: then the better result counts.
    """

    races: tuple[Scale, ...]
    done: Mapping[Competitor, Number] = field(default_factory=dict)
    both: bool = False

    def most(self, competitor: Competitor) -> Number:
        return self.best_of(competitor, tuple(race[0] for race in self.races))

    def places(self, competitor: Competitor) -> set[tuple[Number, Scale]]:
        """Every outcome for the competitor: own points, with the best points then left to a rival in each race."""
        firsts = tuple(race[0] for race in self.races)
        nothing = {(self.done.get(competitor, 0), firsts)}
        if competitor in self.done and not self.both:
            return nothing
        taken = set()
        for at, race in enumerate(self.races):
            for place, points in enumerate(race):
                left = race[1] if place == 0 and len(race) > 1 else 0 if place == 0 else race[0]
                taken.add((max(points, self.done.get(competitor, 0)), (*firsts[:at], left, *firsts[at + 1 :])))
        return nothing | taken

    def best_of(self, competitor: Competitor, left: Scale) -> Number:
        """The most that the competitor can get if `left` are the best points left in each race."""
        done = self.done.get(competitor, 0)
        return done if competitor in self.done and not self.both else max(done, *left)


@dataclass(frozen=True)
class OpenRound:
    """A round with races still to come. `points` has, by competitor, those of its finished stages."""

    stages: tuple[Stage, ...]
    points: Mapping[Competitor, Number] = field(default_factory=dict)

    @property
    def has_begun(self) -> bool:
        """Whether anybody has skated any of it."""
        return bool(self.points) or any(stage.done for stage in self.stages)

    def now(self, competitor: Competitor) -> Number:
        return self.points.get(competitor, 0) + sum(stage.done.get(competitor, 0) for stage in self.stages)

    def most(self, competitor: Competitor) -> Number:
        return self.points.get(competitor, 0) + sum(stage.most(competitor) for stage in self.stages)

    def choices(self, competitor: Competitor, rival: Competitor) -> frozenset[Choice]:
        """Every final outcome of the round for the competitor, with the most that the rival can then have."""
        who = self._had(competitor), self._had(rival)
        if who not in self._choices:
            self._choices[who] = self._find_choices(competitor, rival)
        return self._choices[who]

    def _find_choices(self, competitor: Competitor, rival: Competitor) -> frozenset[Choice]:
        found = set()
        for places in product(*(stage.places(competitor) for stage in self.stages)):
            own = self.points.get(competitor, 0) + sum(points for points, _ in places)
            best = sum(stage.best_of(rival, left) for stage, (_, left) in zip(self.stages, places, strict=True))
            found.add((own, self.points.get(rival, 0) + best))
        return frozenset(found)

    def _had(self, competitor: Competitor) -> tuple[Number | None, ...]:
        """Cache key: equal for competitors with the same points, and so the same outcomes, in the round."""
        return self.points.get(competitor), *(stage.done.get(competitor) for stage in self.stages)

    @cached_property
    def _choices(self) -> dict[tuple[tuple[Number | None, ...], ...], frozenset[Choice]]:
        return {}
