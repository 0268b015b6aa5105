from collections.abc import Iterable
from dataclasses import dataclass

from news.blocks.facts import References
from news.blocks.figures import FixableFacts


@dataclass(frozen=True)
class ResultFacts(FixableFacts):
    """The podium of a race."""

    kind = "result"
    name = "result card"

    race: int | None  # None while none is chosen, which no edition has

    def problems(self) -> Iterable[str]:
        if not self.race:
            yield "has no race."

    def refers_to(self) -> References:
        return References(races=frozenset([self.race] if self.race else []))
