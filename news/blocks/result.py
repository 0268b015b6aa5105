from dataclasses import dataclass

from news.blocks.facts import References
from news.blocks.figures import FixableFacts


@dataclass(frozen=True)
class ResultFacts(FixableFacts):
    """The podium of a race."""

    kind = "result"
    name = "result card"

    race: int

    def refers_to(self) -> References:
        return References(races=frozenset([self.race]))
