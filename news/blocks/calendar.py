from collections.abc import Iterable
from dataclasses import dataclass

from news.blocks.facts import BlockFacts, References


@dataclass(frozen=True)
class CalendarFacts(BlockFacts):
    """The events of a season."""

    kind = "calendar"
    name = "calendar"
    follows_by_itself = True

    season: int | None

    def problems(self) -> Iterable[str]:
        if not self.season:
            yield "has no season. Choose one there, or give the article its event."

    def refers_to(self) -> References:
        return References(events_of=frozenset([self.season] if self.season else []))
