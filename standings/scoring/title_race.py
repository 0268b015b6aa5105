"""Who has won a cup, who can still win it, and what each of them needs.

Pure: takes points and scales. Assumptions, and what is exact under them:

- Nobody has to start, so any rival may score nothing. A competitor can still win if and only if winning everything that
  remains is enough while all others score nothing, and has won if and only if no single rival can catch up by winning
  everything. Dead heats change neither.
- There is always another competitor to take any place in between.
- A race has one winner: if a competitor wins, a rival gets at most the points of second place. Needs ignore dead heats
  for the win.
- Equal totals are separated by countback if the cup uses it. Competitors who are still equal share the cup, which
  counts as winning it.
- With one round remaining, needs are places, countback included. With more they are points: `least` is the fewest with
  which the cup can still be won, countback included; `sure` is the fewest that win by points alone, whatever the others
  do and however the points are scored.
- A competitor who has skated one division of a round can't start in the other, except in a mass start, where the better
  result counts. Everybody starts in one of two semi-finals.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Literal, TypedDict

from standings.scoring.open_rounds import Choice, Competitor, OpenRound, Scale, Stage
from standings.worth.scale import Number

State = Literal["won", "open", "out"]


class Needs(TypedDict, total=False):
    """What a competitor needs, as `Chance` has it."""

    least: Number | None
    sure: Number | None
    least_place: int | None
    sure_place: int | None


@dataclass(frozen=True)
class Chance:
    """A competitor's chance. Needs are None if nothing is needed or nothing helps.

    `least` and `sure` are points from the remaining races. `least_place` and `sure_place` are the worst sufficient
    place in the only remaining race; 0 means that not starting is enough.
    """

    competitor: Competitor
    total: Number
    state: State
    least: Number | None = None
    sure: Number | None = None
    least_place: int | None = None
    sure_place: int | None = None


@dataclass(frozen=True)
class TitleRace:
    """The title race: `results` has the points of finished rounds, by competitor and round."""

    results: Mapping[Competitor, Mapping[Hashable, Number]]
    open_rounds: tuple[OpenRound, ...]
    countback: bool = True

    def chances(self, most_needs: int = 10) -> list[Chance]:
        """All chances, best total first; with needs for the first `most_needs` competitors who can still win."""
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
        """won, open or out. Everybody who shares a cup has won it."""
        others = [other for other in self.results if other != competitor]
        if all(self._now(competitor) >= self._most(other) for other in others):
            return "won"
        return "open" if all(self._most(competitor) >= self._now(other) for other in others) else "out"

    def needs(self, competitor: Competitor) -> Needs:
        if self._single is not None:
            return {
                "least": self.least(competitor),
                "least_place": self._worst_place(competitor, certain=False),
                "sure_place": self._worst_place(competitor, certain=True),
            }
        return {"least": self.least(competitor), "sure": self.sure(competitor)}

    def least(self, competitor: Competitor) -> Number | None:
        """The fewest points from the remaining races with which the cup can still be won; None if it can't."""
        ahead = max((self._now(other) for other in self.results if other != competitor), default=(0, ()))
        closed = tuple(self.results[competitor].values())
        now = sum(each.now(competitor) for each in self.open_rounds)
        rounds = (*self._untouched, *self._begun)  # those that are alike for all come first, as their sums are kept
        choices = tuple(each.choices(competitor, competitor) for each in rounds)
        enough = (
            total - now
            for total, points in sorted(self._best_by_sum(choices).items())
            if self._key((*closed, *points)) >= ahead
        )
        return next(enough, None)

    def sure(self, competitor: Competitor) -> Number | None:
        """The fewest points from the remaining races that win for certain; None if not even all of them do."""
        ahead: dict[tuple[frozenset[Choice], ...], Number] = {}
        for rival in self.results:
            if rival != competitor:
                choices = tuple(each.choices(competitor, rival) for each in self._begun)
                # Among rivals with the same possible outcomes only the one furthest ahead matters.
                ahead[choices] = max(ahead.get(choices, 0), sum(self.results[rival].values()))
        begun: dict[Number, Number] = {}  # by own sum in rounds that have begun: the most of any rival, closed ones too
        for choices, rival_closed in ahead.items():
            for own, theirs in self._most_by_sum(choices).items():
                begun[own] = max(begun.get(own, 0), rival_closed + theirs)
        # What the others bring is the same against every rival, so it is added once.
        untouched = self._most_by_sum(tuple(each.choices(competitor, competitor) for each in self._untouched))
        closed = sum(self.results[competitor].values())
        margins = {own: closed + own - theirs for own, theirs in _most_of(begun, untouched.items()).items()}
        enough = list(takewhile(lambda own: margins[own] > 0, sorted(margins, reverse=True)))
        return enough[-1] - sum(each.now(competitor) for each in self.open_rounds) if enough else None

    def _best_by_sum(self, rounds: tuple[frozenset[Choice], ...]) -> dict[Number, tuple[Number, ...]]:
        """For each possible sum of the open rounds, the results that make it and rank best by countback."""
        if not rounds:
            return {0: ()}
        if rounds not in self._bests:
            *before, choices = rounds
            points_of = {own for own, _ in choices}
            best: dict[Number, tuple[Number, ...]] = {}
            for total, points in self._best_by_sum(tuple(before)).items():
                for own in points_of:
                    # Adding the same result to two ways of reaching a sum keeps their order.
                    merged = tuple(sorted((*points, own), reverse=True))
                    best[total + own] = max(best.get(total + own, ()), merged)
            self._bests[rounds] = best
        return self._bests[rounds]

    def _most_by_sum(self, rounds: tuple[frozenset[Choice], ...]) -> dict[Number, Number]:
        """For each possible sum of the competitor in the open rounds, the most that the rival can then get."""
        if not rounds:
            return {0: 0}
        if rounds not in self._mosts:
            *before, choices = rounds
            self._mosts[rounds] = _most_of(self._most_by_sum(tuple(before)), _most_of({0: 0}, choices).items())
        return self._mosts[rounds]

    @cached_property
    def _begun(self) -> tuple[OpenRound, ...]:
        return tuple(each for each in self.open_rounds if each.has_begun)

    @cached_property
    def _untouched(self) -> tuple[OpenRound, ...]:
        """The open rounds of which nothing was skated yet: everybody has the same choices in them."""
        return tuple(each for each in self.open_rounds if not each.has_begun)

    # Caches: most competitors have the same possible outcomes, so the same sums recur.
    @cached_property
    def _bests(self) -> dict[tuple[frozenset[Choice], ...], dict[Number, tuple[Number, ...]]]:
        return {}

    @cached_property
    def _mosts(self) -> dict[tuple[frozenset[Choice], ...], dict[Number, Number]]:
        return {}

    @cached_property
    def _single(self) -> Stage | None:
        """The only remaining stage, if none of its races has been skated or everybody may start again."""
        if len(self.open_rounds) != 1 or len(self.open_rounds[0].stages) != 1:
            return None
        stage = self.open_rounds[0].stages[0]
        return stage if not stage.done or stage.both else None

    def _worst_place(self, competitor: Competitor, certain: bool) -> int | None:
        """The worst place in the best remaining race that can win the cup, or with `certain` does; 0: not starting."""
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
        """The rival's key: with the most that `left` allows if `certain`, else as it stands."""
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
        """Each competitor's key as it stands, and after winning everything that remains."""
        keys = {}
        for each, closed in self.results.items():
            now = (*closed.values(), *(left.now(each) for left in self.open_rounds))
            most = (*closed.values(), *(left.most(each) for left in self.open_rounds))
            keys[each] = self._key(now), self._key(most)
        return keys

    def _key(self, points: Iterable[Number]) -> "Key":
        """Sort key: the total, then with countback the results, best first."""
        best = tuple(sorted((each for each in points if each), reverse=True))
        return sum(best), best if self.countback else ()


def _most_of(most: Mapping[Number, Number], choices: Iterable[Choice]) -> dict[Number, Number]:
    """The most of a rival by the competitor's sum, with what each of the choices adds to both."""
    added = tuple(choices)
    found: dict[Number, Number] = {}
    for own, theirs in most.items():
        for more, most_theirs in added:
            found[own + more] = max(found.get(own + more, 0), theirs + most_theirs)
    return found


Key = tuple[Number, tuple[Number, ...]]


def wins_needed(
    results: Mapping[Competitor, Sequence[Number]], competitor: Competitor, win: Number, countback: bool = True
) -> int:
    """The fewest further wins with which the competitor wins the cup if all others score nothing.

    For a season whose remaining races aren't known: with fewer races to come, the cup is out of reach.
    """
    race = TitleRace({each: dict(enumerate(points)) for each, points in results.items()}, (), countback)
    wins = 0
    rivals = [race._now(other) for other in results if other != competitor]
    while any(race._key((*results[competitor], *[win] * wins)) < rival for rival in rivals):
        wins += 1
    return wins
