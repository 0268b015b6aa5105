"""Which races were won in the fastest time of the season, where all of its times are known."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Min, Q

from events.models import Race, Season
from events.models.planned import Plan
from events.models.programme import ResultState
from standings.models import Result
from standings.models.result import Status
from standings.scoring.progress import SeasonProgrammes
from standings.scoring.race_states import is_called_off, is_postponed, was_held


@dataclass(frozen=True)
class Times:
    """Of a race: the best one, and whether somebody finished whose time is not known."""

    best: int
    has_untimed: bool


def fastest_of_season(
    season: Season, programmes: SeasonProgrammes, races: Iterable[Race], at: datetime.datetime
) -> set[int]:
    """Their keys. One query, none where the season's programmes so far are not all known."""
    begun = [event for event in programmes.events[season.pk] if event.span[0] <= at and event.plan != Plan.CANCELLED]
    asked = [race for race in races if race.distance.isdigit() and race.result_state == ResultState.OFFICIAL]
    if not asked or not all(event.knows_programme for event in begun):
        return set()
    held = {race.pk: _alike(race, programmes.races[season.pk, race.category], at) for race in asked}
    times = _times({each.pk for alike in held.values() for each in alike})
    return {race.pk for race in asked if is_fastest(race.pk, held[race.pk], times)}


def is_fastest(race: int, alike: Iterable[Race], times: dict[int, Times]) -> bool:
    """Whether all results of the distance so far are official and timed, and the race's best time beats the others."""
    if race not in times:
        return False
    others = [each for each in alike if each.pk != race]
    all_known = all(each.result_state == ResultState.OFFICIAL and each.pk in times for each in others)
    if not others or not all_known or any(times[each.pk].has_untimed for each in alike):
        return False
    return all(times[race].best < times[each.pk].best for each in others)


def _alike(race: Race, season: Iterable[Race], at: datetime.datetime) -> list[Race]:
    """The season's races of the same distance and category, itself too, that were due by then and not called off."""
    same = [each for each in season if each.distance == race.distance and was_held(each, at)]
    return [each for each in same if not is_called_off(each) and not is_postponed(each)]


def _times(races: set[int]) -> dict[int, Times]:
    found = (
        Result.objects.filter(race__in=races, status=Status.OK)
        .order_by()
        .values("race")
        .annotate(best=Min("hundredths"), untimed=Count("pk", filter=Q(hundredths__isnull=True)), key=F("race"))
    )
    return {each["key"]: Times(each["best"], bool(each["untimed"])) for each in found if each["best"] is not None}
