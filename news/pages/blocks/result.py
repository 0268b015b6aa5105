from dataclasses import dataclass

from events.models import Race
from news.blocks.held import Held, Place
from news.blocks.result import ResultFacts
from news.editions.holding import figures_of_race
from news.pages.blocks.found import Found
from news.pages.blocks.shown import Shown


@dataclass(frozen=True)
class ShownResult(Shown):
    kind = "result"

    race: Race
    podium: tuple[Place, ...]
    held: Held | None


def shown(block: ResultFacts, found: Found) -> ShownResult | None:
    race = found.races.get(block.race)
    if race is None:
        return None
    figures = block.held.figures if block.held else figures_of_race(found.podiums.get(race.pk, []))
    return ShownResult(race, figures.places, block.held)
