"""What counted of results before the rest of their rounds was skated, for pages at another moment than now."""

from collections.abc import Iterable

from events.models import Race
from isuwc.clock.shown import races_to_come
from standings.models import Cup, Result
from standings.scoring.points import Points, score_round
from standings.scoring.recompute import combination, scored_races
from standings.scoring.rounds import RoundKey, round_key

Counted = dict[tuple[int, int], Points]  # by race and competitor


def count_so_far(results: Iterable[Result]) -> None:
    """Set `counts` and `reason` of the results' prefetched scores as they were at the moment that pages show.

    A result that counts now did so before. One that doesn't may only have been beaten in a race that is still to come.
    No query while pages show what is so now.
    """
    if not races_to_come():
        return
    found: dict[tuple[int, RoundKey], Counted] = {}
    for result in results:
        for score in result.scores.all():
            if score.counts:
                continue
            key = score.cup_id, round_key(result.race)
            if key not in found:
                found[key] = _counted(score.cup, result.race)
            then = found[key][result.race_id, result.competitor_id]
            score.counts, score.reason = then.counts, then.reason


def _counted(cup: Cup, race: Race) -> Counted:
    """The points of the race's round by the results of the moment. Three queries."""
    races = Race.objects.with_result().filter(event=race.event_id, category=race.category).select_related("event")
    parts = [each for each in races if round_key(each) == round_key(race)]
    return {(each.race, each.competitor): each for each in score_round(scored_races(cup, parts), combination(cup))}
