from dataclasses import dataclass

from news.blocks.facts import BlockFacts, References


@dataclass(frozen=True)
class AboutFacts(BlockFacts):
    """The text about the series. Only a trailing block, never part of a body."""

    kind = "about"
    name = "about the series"
    follows_by_itself = True

    series: int

    def refers_to(self) -> References:
        return References(series=frozenset([self.series]))
