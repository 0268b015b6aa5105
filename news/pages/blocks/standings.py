from dataclasses import dataclass

from events.models import Season
from news.blocks.figures import FixedFigures, Place
from news.blocks.standings import StandingsFacts
from news.editions.fixing import figures_of_cup
from news.pages.blocks.found import Found
from news.pages.blocks.shown import Shown
from standings.models import Cup


@dataclass(frozen=True)
class ShownCup(Shown):
    """One cup with its leaders."""

    kind = "cup"

    cup: Cup
    after: str
    note: str  # what is missing, or has been skated since
    leaders: tuple[Place, ...]
    fixed_figures: FixedFigures | None


@dataclass(frozen=True)
class ShownStandings(Shown):
    """Links to the cups of a season, by category."""

    kind = "standings"

    season: Season
    columns: dict[str, list[Cup]]


def shown(block: StandingsFacts, found: Found) -> ShownCup | ShownStandings | None:
    return _cup(block, found) if block.cup else _links(block, found)


def _cup(block: StandingsFacts, found: Found) -> ShownCup | None:
    cup = found.cups.get(block.cup or 0)
    if cup is None:
        return None
    figures = block.fixed_figures.figures if block.fixed_figures else figures_of_cup(cup)
    after = figures.after
    # Editions older than notes only store the event's name.
    if after and not after.startswith(("after", "final")):
        after = f"after {after}"
    return ShownCup(cup, after, figures.note or "", figures.places, block.fixed_figures)


def _links(block: StandingsFacts, found: Found) -> ShownStandings | None:
    cups = [cup for cup in found.cups.values() if cup.season_id == block.season]
    columns = Cup.by_category(cup for cup in cups if block.category in ("", cup.category))
    columns = {name: column for name, column in columns.items() if column}
    return ShownStandings(cups[0].season, columns) if columns else None
