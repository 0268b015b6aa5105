from collections.abc import Sequence
from dataclasses import dataclass

from news.blocks.quote import QuoteFacts
from news.pages.blocks.shown import Shown


@dataclass(frozen=True)
class ShownQuote(Shown):
    kind = "quote"

    paragraphs: Sequence[str]
    speaker: str
    role: str
    noc: str
    address: str


def shown(block: QuoteFacts) -> ShownQuote | None:
    if not block.paragraphs:
        return None
    return ShownQuote(block.paragraphs, block.speaker, block.role, block.noc, block.address)
