from dataclasses import dataclass

from events.models import Season
from news.blocks.held import Held, Place
from news.blocks.standings import StandingsFacts
from news.editions.holding import figures_of_cup
from news.pages.blocks.found import Found
from news.pages.blocks.shown import Shown
from standings.models import Cup


@dataclass(frozen=True)
class ShownCup(Shown):
    """One cup with its leaders."""

    kind = "cup"

    cup: Cup
    after: str
    note: str  # what is missing of the standing, or has been skated since
    leaders: tuple[Place, ...]
    held: Held | None


@dataclass(frozen=True)
class ShownStandings(Shown):
    """The cups of a season, under the categories that are wanted."""

    kind = "standings"

    season: Season
    columns: dict[str, list[Cup]]


def shown(block: StandingsFacts, found: Found) -> ShownCup | ShownStandings | None:
    return _cup(block, found) if block.cup else _links(block, found)


def _cup(block: StandingsFacts, found: Found) -> ShownCup | None:
    cup = found.cups.get(block.cup or 0)
    if cup is None:
        return None
    figures = block.held.figures if block.held else figures_of_cup(cup)
    after = figures.after
    # What an edition held before notes were kept says only which event it was.
    if after and not after.startswith(("after", "final")):
        after = f"after {after}"
    return ShownCup(cup, after, figures.note or "", figures.places, block.held)


def _links(block: StandingsFacts, found: Found) -> ShownStandings | None:
    cups = [cup for cup in found.cups.values() if cup.season_id == block.season]
    columns = Cup.by_category(cup for cup in cups if block.category in ("", cup.category))
    columns = {name: column for name, column in columns.items() if column}
    return ShownStandings(cups[0].season, columns) if columns else None
