"""A season for the tests of pages."""

from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories

CUP = "/standings/2025-26/women/500m/"


def small_season(competitors=2, rounds=1):
    """A cup of 500m women with that many skaters, each round an event of its own."""
    cup = factories.cup()
    skaters = [factories.skater(f"Skater {number:02}", slug=f"skater-{number}") for number in range(competitors)]
    for _ in range(rounds):
        race = events.race(event=events.event(season=cup.season))
        for skater in skaters:
            factories.result(race, skater)
    recompute(cup.season)
    return cup
