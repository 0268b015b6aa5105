from dataclasses import dataclass

from news.blocks.facts import BlockFacts, References


@dataclass(frozen=True)
class AboutFacts(BlockFacts):
    """The words about the series. Nobody puts it into a body: it only follows a story by itself."""

    kind = "about"
    name = "about the series"
    follows_by_itself = True

    series: int

    def refers_to(self) -> References:
        return References(series=frozenset([self.series]))
