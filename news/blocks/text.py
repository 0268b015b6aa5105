from collections.abc import Iterable
from dataclasses import dataclass

from isuwc.text.html import plain
from news.blocks.facts import BlockFacts


@dataclass(frozen=True)
class TextFacts(BlockFacts):
    """Paragraphs, subheads and lists."""

    kind = "text"
    name = "text"

    html: str  # cleaned

    def words(self) -> Iterable[str]:
        return [plain(self.html)]

    def problems(self) -> Iterable[str]:
        if not plain(self.html):
            yield "is empty."
