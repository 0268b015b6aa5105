from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from news.blocks.facts import BlockFacts


@dataclass(frozen=True)
class QuoteFacts(BlockFacts):
    """What somebody said, word for word."""

    kind = "quote"
    name = "quote"

    paragraphs: Sequence[str]
    speaker: str
    role: str
    noc: str  # of a skater
    address: str  # of the skater's page, if any

    def words(self) -> Iterable[str]:
        return [*self.paragraphs, self.speaker, self.role]

    def problems(self) -> Iterable[str]:
        if not self.paragraphs:
            yield "is empty."

    def doubts(self) -> Iterable[str]:
        if not self.speaker:
            yield "does not say who speaks."
