from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from news.blocks.facts import BlockFacts


@dataclass(frozen=True)
class TableFacts(BlockFacts):
    """A table. Its rows have equal length, that of `numeric`, which says by column whether its cells are figures."""

    kind = "table"
    name = "table"

    caption: str
    header: Sequence[str]  # empty for none
    rows: Sequence[Sequence[str]]
    numeric: Sequence[bool]

    def words(self) -> Iterable[str]:
        return [self.caption, *(" ".join(row) for row in [self.header, *self.rows])]

    def problems(self) -> Iterable[str]:
        if not self.rows:
            yield "has no rows."
