from dataclasses import dataclass

from events.models import Race
from news.blocks.figures import FixedFigures, Place
from news.blocks.result import ResultFacts
from news.editions.fixing import figures_of_race
from news.pages.blocks.found import Found
from news.pages.blocks.shown import Shown


@dataclass(frozen=True)
class ShownResult(Shown):
    kind = "result"

    race: Race
    podium: tuple[Place, ...]
    fixed_figures: FixedFigures | None


def shown(block: ResultFacts, found: Found) -> ShownResult | None:
    race = found.races.get(block.race) if block.race else None
    if race is None:
        return None
    figures = block.fixed_figures.figures if block.fixed_figures else figures_of_race(found.podiums.get(race.pk, []))
    return ShownResult(race, figures.places, block.fixed_figures)
