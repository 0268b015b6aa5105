"""Who has won a cup, who can still win it, and what each of them needs.

Pure: points and scales in, answers out. What is exact, and what is taken for granted:

- Nobody has to start: whoever isn't asked about may get nothing. So a competitor can still win exactly if winning
  everything that is left is enough while all others get nothing, and has won exactly if each rival alone, winning
  everything, falls short. Dead heats change neither.
- There is always somebody else to take a place that is left between.
- A race has one winner. Where a competitor wins, a rival gets the points of second place at most. A dead heat for the
  win is not reckoned with in what somebody needs.
- Equal totals are separated by countback, where the cup has it; who is still equal shares it, and counts as winning.
- With one round left, needs are places, with countback. With more they are points: `least` is the fewest with which the
  cup can still be won, countback included; `sure` the fewest that are enough by points alone, however they are got and
  whatever the others do.
- Who has skated a race of a round can't start in another division of it; in a mass start they can, and the better
  result counts. Of two semi-finals everybody starts in one.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product, takewhile
from typing import Literal

Competitor = int
State = Literal["won", "open", "out"]
Scale = tuple[int, ...]
# The points of the places a competitor may take in a round, each with the most that a rival can still get then.
Choice = tuple[int, int]


@dataclass(frozen=True)
class Stage:
    """What is open of a round, of which everybody starts in one race: its divisions, or its semi-finals.

    `done` are the points of those who skated another race of the stage already: they are out of the rest, or with
    `both` may start again and keep the better result.
    """

    races: tuple[Scale, ...]
    done: Mapping[Competitor, int] = field(default_factory=dict)
    both: bool = False

    def most(self, competitor: Competitor) -> int:
        return self.best_of(competitor, tuple(race[0] for race in self.races))

    def places(self, competitor: Competitor) -> set[tuple[int, Scale]]:
        """The points that the competitor may get in the stage, each with the best points left in each race."""
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

    def best_of(self, competitor: Competitor, left: Scale) -> int:
        """The most the competitor can get where those are the best points left in each race."""
        done = self.done.get(competitor, 0)
        return done if competitor in self.done and not self.both else max(done, *left)


@dataclass(frozen=True)
class OpenRound:
    """A round of which something is still to be skated. `points` are those of its stages that are over."""

    stages: tuple[Stage, ...]
    points: Mapping[Competitor, int] = field(default_factory=dict)

    def now(self, competitor: Competitor) -> int:
        return self.points.get(competitor, 0) + sum(stage.done.get(competitor, 0) for stage in self.stages)

    def most(self, competitor: Competitor) -> int:
        return self.points.get(competitor, 0) + sum(stage.most(competitor) for stage in self.stages)

    def choices(self, competitor: Competitor, rival: Competitor) -> frozenset[Choice]:
        """What the competitor may have of the round in the end, with the most that the rival may have then."""
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

    def _had(self, competitor: Competitor) -> tuple[int | None, ...]:
        """What the competitor has of the round: equal for those to whom the same is open."""
        return self.points.get(competitor), *(stage.done.get(competitor) for stage in self.stages)

    @cached_property
    def _choices(self) -> dict[tuple[tuple[int | None, ...], ...], frozenset[Choice]]:
        return {}


@dataclass(frozen=True)
class Chance:
    """A competitor's chance. Needs are None where nothing is needed or nothing helps.

    `least` and `sure` are points from what is left; `least_place` and `sure_place` the worst place in the one race
    that is left, 0 where even not starting is enough.
    """

    competitor: Competitor
    total: int
    state: State
    least: int | None = None
    sure: int | None = None
    least_place: int | None = None
    sure_place: int | None = None


@dataclass(frozen=True)
class TitleRace:
    """`results` are the points of each closed round, by competitor and round; `open_rounds` what is left."""

    results: Mapping[Competitor, Mapping[Hashable, int]]
    open_rounds: tuple[OpenRound, ...]
    countback: bool = True

    def chances(self, most_needs: int = 10) -> list[Chance]:
        """Everybody's chance, the best total first; needs of at most so many who can still win."""
        found: list[Chance] = []
        for competitor in sorted(self.results, key=self._now, reverse=True):
            state = self.state(competitor)
            total = self._now(competitor)[0]
            if state == "open" and sum(each.state == "open" for each in found) < most_needs:
                found.append(Chance(competitor, total, state, **self.needs(competitor)))
            else:
                found.append(Chance(competitor, total, state))
        return found

    def state(self, competitor: Competitor) -> State:
        """A cup that is shared is won by everybody who shares it."""
        others = [other for other in self.results if other != competitor]
        if all(self._now(competitor) >= self._most(other) for other in others):
            return "won"
        return "open" if all(self._most(competitor) >= self._now(other) for other in others) else "out"

    def needs(self, competitor: Competitor) -> dict[str, int | None]:
        if self._single is not None:
            return {
                "least": self.least(competitor),
                "least_place": self._worst_place(competitor, certain=False),
                "sure_place": self._worst_place(competitor, certain=True),
            }
        return {"least": self.least(competitor), "sure": self.sure(competitor)}

    def least(self, competitor: Competitor) -> int | None:
        """The fewest points from what is left with which the cup can still be won; None where none are enough."""
        ahead = max((self._now(other) for other in self.results if other != competitor), default=(0, ()))
        closed = tuple(self.results[competitor].values())
        now = sum(each.now(competitor) for each in self.open_rounds)
        choices = tuple(each.choices(competitor, competitor) for each in self.open_rounds)
        enough = (
            total - now
            for total, points in sorted(self._best_by_sum(choices).items())
            if self._key((*closed, *points)) >= ahead
        )
        return next(enough, None)

    def sure(self, competitor: Competitor) -> int | None:
        """The fewest points from what is left that surely win, by points alone; None where not even all are enough."""
        ahead: dict[tuple[frozenset[Choice], ...], int] = {}
        for rival in self.results:
            if rival != competitor:
                choices = tuple(each.choices(competitor, rival) for each in self.open_rounds)
                # Of rivals who may get the same from what is left only the first matters.
                ahead[choices] = max(ahead.get(choices, 0), sum(self.results[rival].values()))
        margins: dict[int, int] = {}  # by own sum: what it is more at least than any rival can have
        closed = sum(self.results[competitor].values())
        for choices, rival_closed in ahead.items():
            for own, theirs in self._most_by_sum(choices).items():
                margin = closed + own - rival_closed - theirs
                margins[own] = min(margins.get(own, margin), margin)
        enough = list(takewhile(lambda own: margins[own] > 0, sorted(margins, reverse=True)))
        return enough[-1] - sum(each.now(competitor) for each in self.open_rounds) if enough else None

    def _best_by_sum(self, rounds: tuple[frozenset[Choice], ...]) -> dict[int, tuple[int, ...]]:
        """For each sum that the open rounds can bring, the results with the best first of all that make it."""
        if rounds not in self._bests:
            best: dict[int, tuple[int, ...]] = {0: ()}
            for choices in rounds:
                after: dict[int, tuple[int, ...]] = {}
                for total, points in best.items():
                    for own in {own for own, _ in choices}:
                        # Adding the same result to two ways to one sum keeps their order.
                        merged = tuple(sorted((*points, own), reverse=True))
                        after[total + own] = max(after.get(total + own, ()), merged)
                best = after
            self._bests[rounds] = best
        return self._bests[rounds]

    def _most_by_sum(self, rounds: tuple[frozenset[Choice], ...]) -> dict[int, int]:
        """For each sum that the competitor may get in the open rounds, the most that the rival may get then."""
        if rounds not in self._mosts:
            most = {0: 0}
            for choices in rounds:
                after: dict[int, int] = {}
                for own, theirs in most.items():
                    for more, most_theirs in choices:
                        after[own + more] = max(after.get(own + more, 0), theirs + most_theirs)
                most = after
            self._mosts[rounds] = most
        return self._mosts[rounds]

    # Most competitors may get the same from what is left, so the same sums are asked for again and again.
    @cached_property
    def _bests(self) -> dict[tuple[frozenset[Choice], ...], dict[int, tuple[int, ...]]]:
        return {}

    @cached_property
    def _mosts(self) -> dict[tuple[frozenset[Choice], ...], dict[int, int]]:
        return {}

    @cached_property
    def _single(self) -> Stage | None:
        """The one race that is left, if there is only one of which all are left."""
        if len(self.open_rounds) != 1 or len(self.open_rounds[0].stages) != 1:
            return None
        stage = self.open_rounds[0].stages[0]
        return stage if not stage.done or stage.both else None

    def _worst_place(self, competitor: Competitor, certain: bool) -> int | None:
        """The worst place in the best race left that can, or `certain`ly does, win the cup; 0: without starting."""
        stage, last = self._single, self.open_rounds[0]
        if stage is None:
            return None
        scale = max(stage.races)
        firsts = tuple(race[0] for race in stage.races)
        at = stage.races.index(scale)
        worst = None
        for place, points in enumerate((*scale, 0), 1):
            left = scale[1:2] or (0,) if place == 1 else scale[:1]
            best_left = (*firsts[:at], left[0], *firsts[at + 1 :])
            own = last.points.get(competitor, 0) + max(points, stage.done.get(competitor, 0))
            mine = self._key((*self.results[competitor].values(), own))
            if not all(mine >= self._with(other, best_left, certain) for other in self.results if other != competitor):
                break
            worst = 0 if place > len(scale) else place
        return worst

    def _with(self, rival: Competitor, left: Scale, certain: bool) -> "Key":
        """The rival's key at the most that is left, or with nothing more."""
        last = self.open_rounds[0]
        if not certain:
            return self._now(rival)
        points = last.points.get(rival, 0) + last.stages[0].best_of(rival, left)
        return self._key((*self.results[rival].values(), points))

    def _now(self, competitor: Competitor) -> "Key":
        return self._keys[competitor][0]

    def _most(self, competitor: Competitor) -> "Key":
        return self._keys[competitor][1]

    @cached_property
    def _keys(self) -> dict[Competitor, tuple["Key", "Key"]]:
        """Everybody's key as it stands, and with everything that is left."""
        keys = {}
        for each, closed in self.results.items():
            now = (*closed.values(), *(left.now(each) for left in self.open_rounds))
            most = (*closed.values(), *(left.most(each) for left in self.open_rounds))
            keys[each] = self._key(now), self._key(most)
        return keys

    def _key(self, points: Iterable[int]) -> "Key":
        """By which competitors are ranked: the total, then the best results."""
        best = tuple(sorted((each for each in points if each), reverse=True))
        return sum(best), best if self.countback else ()


Key = tuple[int, tuple[int, ...]]


def wins_needed(
    results: Mapping[Competitor, Sequence[int]], competitor: Competitor, win: int, countback: bool = True
) -> int:
    """How many more races the competitor has to win at least to win the cup, while all others get nothing.

    For a season whose remaining races aren't known: with fewer races to come the cup is out of reach.
    """
    race = TitleRace({each: dict(enumerate(points)) for each, points in results.items()}, (), countback)
    wins = 0
    rivals = [race._now(other) for other in results if other != competitor]
    while any(race._key((*results[competitor], *[win] * wins)) < rival for rival in rivals):
        wins += 1
    return wins
