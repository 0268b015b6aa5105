from dataclasses import dataclass

from events.models import Series
from news.blocks.about import AboutFacts
from news.pages.blocks.found import Found
from news.pages.blocks.shown import Shown


@dataclass(frozen=True)
class ShownAbout(Shown):
    kind = "about"

    series: Series


def shown(block: AboutFacts, found: Found) -> ShownAbout | None:
    series = found.series.get(block.series)
    return ShownAbout(series) if series and series.about else None
