from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from news.blocks.facts import BlockFacts, Json


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
    skater: int | None = None  # the skater's key, by which a version is restored; the oldest editions don't have it

    def as_json(self) -> Json:
        json = super().as_json()
        if self.skater is None:
            del json["skater"]
        return json

    def words(self) -> Iterable[str]:
        return [*self.paragraphs, self.speaker, self.role]

    def problems(self) -> Iterable[str]:
        if not self.paragraphs:
            yield "is empty."

    def doubts(self) -> Iterable[str]:
        if not self.speaker:
            yield "does not say who speaks."
