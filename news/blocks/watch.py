from collections.abc import Iterable
from dataclasses import dataclass

from news.blocks.facts import BlockFacts, References


@dataclass(frozen=True)
class WatchFacts(BlockFacts):
    """Where to watch an event."""

    kind = "watch"
    name = "where to watch"
    follows_by_itself = True

    event: int | None

    def problems(self) -> Iterable[str]:
        if not self.event:
            yield "has no event. Choose one there, or give the article its event."

    def refers_to(self) -> References:
        return References(events=frozenset([self.event] if self.event else []))
